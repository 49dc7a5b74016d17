"""Budgets are set, changed and removed by owners, on their page, with a line for each change."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.studio.account_editing import change_currency
from storyboard.studio.models import AuditEntry, Budget, Person
from tests.conftest import People
from tests.takes.money import capped, order, priced

PAGE = "/settings/budget/"


@pytest.fixture
def olga(people: People, client_of: Callable[[Person], Client]) -> Client:
    return client_of(people.olga)


def post(client: Client, people: People, **form: str) -> Any:
    return client.post(PAGE, {"workspace": people.workspace.pk, "period": "month", **form}, follow=True)


def lines() -> list[tuple[str, str, str, str]]:
    found = AuditEntry.objects.filter(what__startswith="budget").order_by("pk")
    return [(line.what, line.about, line.before, line.after) for line in found]


def test_the_whole_workspace_a_project_and_a_person(olga: Client, people: People, project: Project) -> None:
    for about in ("whole", f"project:{project.pk}", f"person:{people.alice.pk}"):
        assert "The budget is set." in post(olga, people, about=about, cap="12.50").content.decode()
    found = Budget.objects.values_list("project", "person", "period", "cap")
    whole, of_project, of_person = (None, None), (project.pk, None), (None, people.alice.pk)
    assert set(found) == {(*about, "month", Decimal("12.5")) for about in (whole, of_project, of_person)}


def test_setting_it_again_changes_it_and_each_change_is_a_line(olga: Client, people: People) -> None:
    for cap in ("10", "10", "12"):
        post(olga, people, about="whole", cap=cap)
    budget = Budget.objects.get()
    olga.post(f"{PAGE}delete/", {"workspace": people.workspace.pk, "budget": budget.pk})
    assert not Budget.objects.exists()
    about = "Northlight (a month)"
    assert lines() == [
        ("budget_set", about, "", "10 USD"),
        ("budget", about, "10 USD", "12 USD"),
        ("budget_removed", about, "12 USD", ""),
    ]
    page = olga.get(PAGE).content.decode()
    assert "olga changed the budget of Northlight (a month) from 10 USD to 12 USD." in page


def test_a_month_and_in_all_are_two_budgets(olga: Client, people: People, project: Project) -> None:
    for period in ("month", "total"):
        post(olga, people, about=f"project:{project.pk}", cap="5", period=period)
    assert Budget.objects.count() == 2


@pytest.mark.parametrize("cap", ["", "-1", "NaN", "1e30", "five", "0.0000001"])
def test_what_is_no_amount_is_told_and_nothing_set(olga: Client, people: People, cap: str) -> None:
    answer = post(olga, people, about="whole", cap=cap)
    assert answer.status_code == 422
    assert 'id="cap-hint" role="alert"' in answer.content.decode()
    assert not Budget.objects.exists()


def test_nothing_of_elsewhere_can_be_named(olga: Client, people: People) -> None:
    foreign = make_project(people.elsewhere, people.stan, "Theirs", [NewShot(3)])
    for about in (f"project:{foreign.pk}", f"person:{people.stan.pk}", "project:", "person:x", "budget"):
        assert post(olga, people, about=about, cap="1").status_code == 422
    theirs = capped(people, "1")
    Budget.objects.filter(pk=theirs.pk).update(workspace=people.elsewhere)
    gone = olga.post(f"{PAGE}delete/", {"workspace": people.workspace.pk, "budget": theirs.pk})
    assert gone.status_code == 404
    assert Budget.objects.get() == theirs


def test_another_currency_removes_the_budgets(people: People, project: Project) -> None:
    capped(people, "10")
    capped(people, "10", project_id=project.pk)
    change_currency(people.workspace, people.olga, "EUR")
    assert not Budget.objects.exists()
    assert [line[0] for line in lines()] == ["budget_set"] * 2 + ["budget_removed"] * 2


def test_the_page_shows_what_is_used_and_what_is_held(olga: Client, people: People, project: Project) -> None:
    board = priced(people, project)[0]
    capped(people, "4")
    order(board, people.alice)
    order(board, people.alice)
    page = olga.get(PAGE).content.decode()
    assert "$3.78" in page
    assert "$0.22 left" in page
    assert 'value="94"' in page
    assert "/release/" in page
