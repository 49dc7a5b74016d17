"""Words, states, people and tags narrow; four orders; page after page, each project once, few or many as there are."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from storyboard.projects.finding import FEW, PAGE, Wanted, count_of, counts_of, page_of, place_of, tags_of, wanted_from
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from tests.conftest import People
from tests.projects.many import archive, many

pytestmark = pytest.mark.both
COUNT = 420
THINGS = ("Lantern", "Kite", "Órgano")
ARCHIVED = range(200, 260)


@pytest.mark.parametrize(
    "moment", ["0001-01-01T00:00:00+10:00", "9999-12-31T23:59:59-10:00", "2026-01-01T00:00:00", "x"]
)
def test_a_place_that_nobody_wrote_is_beyond_every_project(people: People, project: Project, moment: str) -> None:
    assert list(page_of(people.workspace.pk, Wanted(), f"{project.pk}~{moment}")) == []


def title_of(number: int) -> str:
    return f"{THINGS[number % 3]} by the harbour no{number:03}"


def tags_at(number: int) -> list[str]:
    return [tag for tag, every in (("night", 1), ("sea", 2), ("rare", 50)) if number % every == 0]


@pytest.fixture
def projects(people: People) -> list[Project]:
    def maker(number: int) -> Person:
        return people.alice if number % 2 else people.olga

    found = many(people.workspace, COUNT, title_of, tags_at, maker)
    archive([found[number] for number in ARCHIVED])
    many(people.elsewhere, 3, title_of, tags_at, lambda _number: people.stan)
    return found


def numbers_found(workspace: str, wanted: Wanted, projects: list[Project]) -> list[int]:
    """The numbers of all projects found, page after page."""
    at = {project.pk: number for number, project in enumerate(projects)}
    found: list[int] = []
    after = ""
    while True:
        rows = list(page_of(workspace, wanted, after))
        found += [at[row.pk] for row in rows[:PAGE]]
        if len(rows) <= PAGE:
            return found
        after = place_of(rows[PAGE - 1], wanted)


def fits(wanted: Wanted, number: int, people: People) -> bool:
    """The same, said in another way."""
    words = f"{title_of(number)} {' '.join(tags_at(number))}".lower().replace("ó", "o").split()
    maker = people.alice if number % 2 else people.olga
    return (
        all(any(word.startswith(term) for word in words) for term in wanted.q.split())
        and all(tag in tags_at(number) for tag in wanted.tags)
        and wanted.person in ("", maker.pk)
        and (number in ARCHIVED) == (wanted.state == "archived")
        and (wanted.state != "none" or number % 5 != 0)
    )


LOOKED_FOR = [
    Wanted(),
    Wanted(q="har"),
    Wanted(q="org"),
    Wanted(q="har kit"),
    Wanted(q="no00"),
    Wanted(q="rare lan"),
    Wanted(q="zzz"),
    Wanted(tags=("night",)),
    Wanted(tags=("rare",)),
    Wanted(tags=("sea", "night"), q="lant"),
    Wanted(state="archived"),
    Wanted(state="archived", q="kite"),
    Wanted(state="none"),
    Wanted(state="none", tags=("night",), q="har"),
    Wanted(person="alice"),
    Wanted(person="alice", tags=("sea",)),
    Wanted(person="rita"),
]


@pytest.mark.parametrize("wanted", LOOKED_FOR, ids=lambda wanted: wanted.query() or "all")
def test_each_that_fits_once_in_every_order(people: People, projects: list[Project], wanted: Wanted) -> None:
    if wanted.person:
        wanted = replace(wanted, person=getattr(people, wanted.person).pk)
    fitting = [number for number in range(COUNT) if fits(wanted, number, people)]
    orders = {
        "edited": lambda number: (-(number // 2), projects[number].pk),
        "title": lambda number: (title_of(number).lower().replace("ó", "o"), projects[number].pk),
        "made": lambda number: (number // 3, projects[number].pk),
        "length": lambda number: (-projects[number].total_seconds, projects[number].pk),
    }
    for sort, key in orders.items():
        found = numbers_found(people.workspace.pk, replace(wanted, sort=sort), projects)
        assert found == sorted(fitting, key=key), sort
    assert count_of(people.workspace.pk, wanted) == len(fitting)


def test_there_were_few_and_many(people: People, projects: list[Project]) -> None:
    """Both ways were gone: that of few and that of many."""
    counts = [count_of(people.workspace.pk, wanted) for wanted in LOOKED_FOR if not wanted.person]
    assert min(counts) < FEW < max(counts)


def test_an_edit_between_two_pages_hides_nothing(people: People, projects: list[Project]) -> None:
    first = list(page_of(people.workspace.pk, Wanted()))
    place = place_of(first[PAGE - 1], Wanted())
    Project.objects.filter(pk=first[PAGE - 1].pk).update(edited_at=first[0].edited_at)
    assert next(iter(page_of(people.workspace.pk, Wanted(), place))).pk == first[PAGE].pk


@pytest.mark.parametrize("place", ["x", "abc~", "abc~yesterday", "abc~2026-01-01T00:00:00", "~2026-01-01", "abc~\x00"])
def test_a_place_that_nobody_wrote_leads_nowhere(people: People, projects: list[Project], place: str) -> None:
    assert list(page_of(people.workspace.pk, Wanted(), place)) == []
    assert list(page_of(people.workspace.pk, Wanted(sort="length"), place)) == []


def test_states_and_tags_are_counted(people: People, projects: list[Project]) -> None:
    counts = counts_of(people.workspace.pk, Wanted())
    assert (counts[""], counts["archived"], counts["none"]) == (360, 60, 288)
    assert tags_of(people.workspace.pk) == [("night", 360), ("sea", 180), ("rare", 7)]
    assert counts_of(people.elsewhere.pk, Wanted(tags=("rare",)))[""] == 1


def test_an_address_is_read_and_written(people: People) -> None:
    asked = QueryDict("q= Kite &state=none&person=ab2&tag=Night&tag=sea,night&sort=length&chain=&w=x")
    wanted = wanted_from(asked)
    assert wanted == Wanted("Kite", "none", "ab2", ("night", "sea"), "length")
    assert wanted_from(QueryDict(wanted.query())) == wanted
    assert wanted_from(QueryDict("state=odd&person=%00&sort=odd&q=%00&tag=%00,")) == Wanted()


def test_an_answer_asks_as_much_of_few_as_of_many(
    people: People, projects: list[Project], client_of: Callable[[Person], Client]
) -> None:
    client = client_of(people.rita)

    def queries(query: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            page = client.get(f"/?{query}", headers={"HX-Request": "true"}).content.decode()
        assert 'class="project"' in page
        return len(captured)

    queries("q=har")  # the first one remembers that this workspace was used
    few, many_found = queries("q=no001"), queries("q=har")
    assert few == many_found == queries("tag=sea") == queries("q=har&tag=rare")
