"""Owners see what a month cost: by project, model and person, what an approved second came to, and the same as CSV."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.studio.account_editing import change_currency
from storyboard.studio.models import Person, Workspace
from storyboard.takes.budgets import month_of
from storyboard.takes.models import Generation, Take, Verdict
from storyboard.takes.spending import COLUMNS, Spending, csv_of, month_named, safe, spending_of
from tests.conftest import People
from tests.takes.money import MODEL, another, broken, capped, order, priced, refused, told
from tests.takes.rehearsals import rehearsed

HIGHWAY = "highway/kling-3.0-4k"


def this_month(workspace: Workspace) -> Spending:
    workspace.refresh_from_db()
    return spending_of(workspace, month_of(timezone.now()))


@pytest.fixture
def spent(people: People, project: Project) -> Spending:
    """Two boards, two people and a command: 4.00 paid, 3.78 set aside, 3.78 untold, one refused, one unknown."""
    board, _account = priced(people, project)
    other = another(people, "=HYPERLINK(1)")
    told(order(board, people.alice).generations.get(), "4")
    order(board, people.olga)
    broken(order(other, people.alice).generations.get())
    refused(order(other, people.alice).generations.get())
    priced(people, other, HIGHWAY)
    order(other, None, HIGHWAY)
    rehearsed(board, people.alice, MODEL)
    Take.objects.filter(generation__settled=4).update(verdict=Verdict.APPROVED)
    return this_month(people.workspace)


def test_the_whole(spent: Spending) -> None:
    whole = spent.whole
    assert (whole.paid, whole.set_aside, whole.untold) == (Decimal(4), Decimal("3.78"), Decimal("3.78"))
    assert (whole.orders, whole.unknown, whole.approved_seconds) == (5, 1, 9)
    assert whole.total == Decimal("11.56")
    assert whole.per_second == Decimal("1.28")


def test_every_breakdown_adds_up_to_the_whole(spent: Spending) -> None:
    for sums in (spent.projects, spent.models, spent.people):
        assert sum(one.total for one in sums) == spent.whole.total
        assert sum(one.orders for one in sums) == spent.whole.orders
        assert sum(one.unknown for one in sums) == spent.whole.unknown
        assert sum(one.approved_seconds for one in sums) == spent.whole.approved_seconds


def test_by_project_model_and_person_the_largest_first(spent: Spending) -> None:
    assert [(one.name, one.total) for one in spent.projects] == [
        ("Rainy day", Decimal("7.78")),
        ("=HYPERLINK(1)", Decimal("3.78")),
    ]
    assert [one.total for one in spent.models] == [Decimal("11.56"), Decimal(0)]
    assert [(one.name, one.total) for one in spent.people] == [
        ("alice", Decimal("7.78")),
        ("olga", Decimal("3.78")),
        ("By command", Decimal(0)),
    ]


def test_the_bars_are_as_long_as_their_amounts(spent: Spending) -> None:
    bars = {key: bars for key, _heading, bars in spent.charts}["project"]
    assert bars[0].parts == [("paid", 0, 514), ("set_aside", 514, 485)]
    assert bars[1].parts == [("untold", 0, 485)]


def test_the_file_has_the_same_numbers_and_no_formula(spent: Spending) -> None:
    header, *rows = csv.reader(io.StringIO(csv_of(spent)))
    assert tuple(header) == COLUMNS
    whole = dict(zip(header, rows[0], strict=True))
    assert (whole["by"], whole["total"], whole["cost_per_approved_second"]) == ("all", "11.56", "1.28")
    assert len(rows) == 1 + len(spent.projects) + len(spent.models) + len(spent.people)
    assert [row[2] for row in rows if row[1] == "project"] == ["Rainy day", "'=HYPERLINK(1)"]
    assert not any(cell[:1] in "=+-@" for row in rows for cell in row if cell)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])
def test_no_name_is_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"


def test_a_month_holds_what_was_ordered_in_it(people: People, project: Project) -> None:
    board = priced(people, project)[0]
    order(board, people.alice)
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    for moment, seen in ((begin, 1), (begin - timedelta(microseconds=1), 0), (begin + timedelta(days=31), 0)):
        Generation.objects.update(counted_at=moment)
        assert spending_of(people.workspace, begin).whole.orders == seen


@pytest.mark.parametrize("text", ["", "soon", "2026-13", "9999-12", "2026-1\x00"])
def test_a_month_that_is_none_or_to_come_is_this_one(text: str) -> None:
    assert month_named(text) == month_of(timezone.now())


def test_the_months_beside_it(people: People) -> None:
    january = spending_of(people.workspace, datetime(2026, 1, 1, tzinfo=UTC))
    assert (january.before, january.after) == ("2025-12", "2026-02")
    assert this_month(people.workspace).after == ""


def test_money_of_another_currency_is_told_and_in_no_sum(people: People, project: Project) -> None:
    order(priced(people, project)[0], people.alice)
    change_currency(people.workspace, people.olga, "EUR")
    spending = this_month(people.workspace)
    assert (spending.whole.total, spending.others, spending.currency) == (Decimal(0), 1, "EUR")


def test_what_is_held_costs_nothing_yet(people: People, project: Project) -> None:
    capped(people, "1")
    order(priced(people, project)[0], people.alice)
    assert this_month(people.workspace).whole.orders == 0


def test_nothing_of_elsewhere_is_in_it(people: People, spent: Spending) -> None:
    assert this_month(people.elsewhere).whole.orders == 0


def test_the_page_and_the_file_are_for_owners(
    people: People, spent: Spending, client_of: Callable[[Person], Client]
) -> None:
    owner = client_of(people.olga)
    page = owner.get("/spend/").content.decode()
    assert 'data-total="11.56' in page
    assert "$1.28" in page
    answer = owner.get("/spend/file/")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.decode() == csv_of(spent)
    for address in ("/spend/", "/spend/file/"):
        assert client_of(people.alice).get(address).status_code == 403


def test_a_project_without_orders_is_not_listed(people: People, spent: Spending) -> None:
    make_project(people.workspace, people.alice, "Idle", [NewShot(3)])
    assert "Idle" not in [one.name for one in this_month(people.workspace).projects]
