"""Whatever changes of an element is told to every board that holds it or mentions it, and to no other."""

from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storyboard.elements import editing as library
from storyboard.elements import revising
from storyboard.elements.errors import Refused
from storyboard.elements.models import Element
from storyboard.live.models import Event
from storyboard.projects import casting, editing
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.providers.mentions import mention_of
from tests.conftest import People
from tests.elements.making import element, file
from tests.live.listening import meanwhile, page_of

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]

CAST = [{"name": "cast", "key": "", "version": 0}]
CHANGES: dict[str, Callable[[Element, People], Any]] = {
    "name": lambda guide, people: library.write(guide.pk, people.lino, "name", "Pathfinder"),
    "kind": lambda guide, people: library.write(guide.pk, people.lino, "kind", "prop"),
    "approval": lambda guide, people: library.approve(guide.pk, people.lino, approved=True),
    "archive": lambda guide, people: library.archive(guide.pk, people.lino),
    "archive many": lambda guide, people: library.archive_many(people.workspace, [guide.pk], people.lino),
    "picture": lambda guide, people: revising.rearrange(
        guide.pk, people.lino, revising.put("frontal", file(people.workspace, "new").pk)
    ),
    "source": lambda guide, people: revising.choose_source(guide.pk, people.lino, "video"),
}


def told(project: Project) -> list[Any]:
    events = Event.objects.filter(project=project).order_by("number")
    return [event.fragments for event in events if event.fragments[0]["name"] == "cast"]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_told_once(people: People, project: Project, change: str) -> None:
    guide, other = (element(people.lino, people.workspace, name) for name in ("Guide", "Other"))
    editing.edit(project.pk, people.alice, casting.add_element(guide.pk))
    mentions = make_project(people.workspace, people.alice, "M", [NewShot(3, prompt=mention_of(guide.pk))])
    neither = make_project(people.workspace, people.alice, "N", [NewShot(3, prompt=mention_of(other.pk))])
    CHANGES[change](guide, people)
    assert (told(project), told(mentions), told(neither)) == ([CAST], [CAST], [])


def test_what_was_refused_or_changed_nothing_is_not_told(people: People, project: Project) -> None:
    guide = element(people.lino, people.workspace, "Guide")
    editing.edit(project.pk, people.alice, casting.add_element(guide.pk))
    with pytest.raises(Refused):
        library.write(guide.pk, people.lino, "name", "")
    library.write(guide.pk, people.lino, "name", "Guide")
    assert told(project) == []


def test_an_open_page_hears_it(people: People, project: Project) -> None:
    guide = element(people.lino, people.workspace, "Guide")
    editing.edit(project.pk, people.alice, casting.add_element(guide.pk))

    async def scene() -> None:
        async with page_of(project.pk, people.rita) as page:
            await meanwhile(CHANGES["name"], guide, people)
            assert await page.message() == {"number": 2, "fragments": [{**CAST[0], "markup": None}]}

    async_to_sync(scene)()


def test_many_boards_take_no_more_queries(people: People) -> None:
    guide = element(people.lino, people.workspace, "Guide")

    def queries(name: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            library.write(guide.pk, people.lino, "name", name)
        return len(captured)

    def boards(count: int) -> list[Project]:
        shots = [NewShot(3, prompt=mention_of(guide.pk))]
        return [make_project(people.workspace, people.alice, "Board", shots) for _each in range(count)]

    boards(1)
    queries("None")
    few = queries("One")
    many = boards(30)
    queries("Two")  # with Redis one more, which asks where all the new ones are
    assert queries("Three") == few
    assert all(told(project) == [CAST, CAST] for project in many)
