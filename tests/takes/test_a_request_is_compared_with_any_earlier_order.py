"""However many orders a board had, its request is set beside any one of them: newest first, a page more at a time."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.writing import choose, write_board_text
from storyboard.studio.models import Person
from storyboard.takes.models import Order
from storyboard.takes.ordering import Wish, place_order
from tests.conftest import People
from tests.takes.money import another

pytestmark = pytest.mark.both
MODEL = "runware/kling-3.0-4k"
OPTION = re.compile(r'<option value="(\w+)"( selected)?>(.*?)</option>')


@pytest.fixture
def orders(people: People, project: Project) -> list[str]:
    """The ids of fifty orders, the newest first."""
    edit(project.pk, people.alice, choose("model", MODEL))
    edit(project.pk, people.alice, write_board_text("negative_prompt", "the first words", 10**9))
    for number in range(50):
        place_order(project, people.alice, Wish(f"rehearsal:{MODEL}", f"order {number}"))
        if not number:
            edit(project.pk, people.alice, write_board_text("negative_prompt", "other words", 10**9))
    return list(Order.objects.order_by("-created_at", "-pk").values_list("pk", flat=True))


def asked(client: Client, project: Project, **form: str) -> tuple[dict[str, str], str]:
    """The orders that the page offers, each with its label, and the page."""
    page = client.get(f"/projects/{project.pk}/order/", form).content.decode()
    return {pk: label for pk, _chosen, label in OPTION.findall(page)}, page


@pytest.mark.parametrize("chosen", ["\x00", "x" * 5000, "none"])
def test_what_is_no_order_is_beside_nothing(
    people: People, project: Project, client_of: Callable[[Person], Client], chosen: str
) -> None:
    assert client_of(people.alice).get(f"/projects/{project.pk}/order/", {"against": chosen}).status_code == 200


def test_a_page_more_at_a_time(
    people: People, project: Project, orders: list[str], client_of: Callable[[Person], Client]
) -> None:
    client = client_of(people.alice)
    offered, page = asked(client, project)
    assert list(offered) == orders[:20]
    assert "List older orders (30 more)" in page
    assert offered[orders[0]].startswith("Take 50, ")
    offered, page = asked(client, project, listed="40")
    assert list(offered) == orders[:40]
    offered, page = asked(client, project, listed="60")
    assert list(offered) == orders
    assert "List older orders" not in page
    assert list(asked(client, project, listed="-1")[0]) == orders[:20]


def test_the_first_of_all(
    people: People, project: Project, orders: list[str], client_of: Callable[[Person], Client]
) -> None:
    offered, page = asked(client_of(people.alice), project, against=orders[-1])
    assert list(offered) == [*orders[:20], orders[-1]]
    assert f'<option value="{orders[-1]}" selected>' in page
    removed = re.findall(r'data-diff="removed">(.*?)</li>', page)
    assert [line.strip() for line in removed] == ["&quot;negativePrompt&quot;: &quot;the first words&quot;,"]


def test_an_order_of_another_board_is_none_of_its_own(
    people: People, project: Project, orders: list[str], client_of: Callable[[Person], Client]
) -> None:
    other = another(people)
    foreign = place_order(other, people.alice, Wish(f"rehearsal:{MODEL}", "theirs")).pk
    client = client_of(people.alice)
    offered, page = asked(client, project, against=foreign)
    assert foreign not in offered
    assert 'data-testid="request-json"' in page
    assert "The same request, byte for byte" not in page
    assert "data-diff" not in page
    assert "The same request, byte for byte" in asked(client, other, against=foreign)[1]
