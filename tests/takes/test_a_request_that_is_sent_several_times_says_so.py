"""A model that makes one result a request is asked once for each result: the tab, the dialog and the command say it."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.writing import choose
from storyboard.studio.models import Person
from storyboard.takes.models import Generation
from storyboard.takes.offering import offer_for
from storyboard.takes.ordering import Wish, place_order
from storyboard.takes.quotes import keep_quote
from tests.commands.running import run
from tests.conftest import People
from tests.projects.posting import text_of
from tests.takes.money import priced

CRUN, RUNWARE = "crun/kling-3.0-std", "runware/kling-3.0-4k"


def of_four(people: People, project: Project, model: str) -> Project:
    priced(people, project, model)
    edit(project.pk, people.alice, choose("results", "4"))
    project.refresh_from_db()
    return project


def order_page(client: Client, project: Project, where: str = "") -> str:
    return text_of(client.get(f"/projects/{project.pk}/order/", {"where": where}))


def test_with_the_price_of_each_and_of_all(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    board = of_four(people, project, CRUN)
    client, offer = client_of(people.alice), offer_for(board, CRUN)
    page = order_page(client, board)
    assert "Generate sends this request 4 times, and each is paid for." in page
    assert "The same 4 times, one for each result" in page
    assert offer.account
    keep_quote(offer.account, offer.request, Decimal("51.5"))
    page = order_page(client, board)
    assert "Generate sends this request 4 times, each at 51.5 credits, 206 credits in all." in page
    assert "The same 4 times, 51.5 credits each" in page


def test_as_often_as_it_is_really_sent(people: People, project: Project) -> None:
    board = of_four(people, project, CRUN)
    place_order(board, people.alice, Wish(f"rehearsal:{CRUN}", "once"))
    assert Generation.objects.count() == offer_for(board, CRUN).creates == 4


def test_nothing_of_it_where_one_request_gives_all(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    board = of_four(people, project, RUNWARE)
    page = order_page(client_of(people.alice), board)
    assert "What is sent is on the tab Request" in page
    assert "4 times" not in page


@pytest.mark.parametrize(("model", "told"), [(CRUN, "An order sends this 4 times"), (RUNWARE, "")])
def test_by_command_beside_the_body(people: People, project: Project, model: str, told: str) -> None:
    board = of_four(people, project, model)
    said = run("show_request", board.pk, "--model", model)
    assert said.err.startswith(told) if told else said.err == ""
    assert said.out.lstrip()[0] in "{["


def test_a_rehearsal_speaks_of_no_payment(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    page = order_page(client_of(people.alice), of_four(people, project, CRUN), "rehearsal")
    assert "Generate sends this request 4 times, once for each result." in page
    assert "paid for" not in page
