"""“Used in” lists boards that hold an element or mention it, with the shots; other media show their effect first."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from storyboard.elements import editing as library
from storyboard.elements.using import uses_of
from storyboard.projects import casting, editing
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.providers.mentions import mention_of
from storyboard.studio.models import Person
from tests.conftest import People
from tests.elements.making import element, file

pytestmark = pytest.mark.both


def mention(project: Project, people: People, place: int, element_id: str) -> None:
    shot = project.shots.get(position=place)
    text = f"{shot.prompt} With {mention_of(element_id)}."
    editing.edit(project.pk, people.alice, editing.write_text(shot.pk, "prompt", text, 10_000))


def test_shots_that_mention_it_and_boards_that_hold_it(people: People, project: Project) -> None:
    guide, globe = (element(people.lino, people.workspace, name) for name in ("Guide", "Globe"))
    mention(project, people, 1, guide.pk)
    mention(project, people, 3, guide.pk)
    other = make_project(people.workspace, people.alice, "Other", [NewShot(3)])
    editing.edit(other.pk, people.alice, casting.add_element(guide.pk))
    uses = uses_of(people.workspace.pk, [guide.pk, globe.pk])
    assert [(use.title, use.shots) for use in uses[guide.pk]] == [("Other", ()), ("Rainy day", (1, 3))]
    assert uses[globe.pk] == []


def test_a_renamed_element_is_used_where_it_was(people: People, project: Project) -> None:
    guide = element(people.lino, people.workspace, "Guide")
    mention(project, people, 2, guide.pk)
    before = list(project.shots.values_list("prompt", flat=True))
    library.write(guide.pk, people.lino, "name", "Pathfinder")
    library.write(guide.pk, people.lino, "handle", "pathfinder")
    assert list(project.shots.values_list("prompt", flat=True)) == before
    assert [use.shots for use in uses_of(people.workspace.pk, [guide.pk])[guide.pk]] == [(2,)]


def test_more_boards_take_no_more_queries(people: People) -> None:
    guide = element(people.lino, people.workspace, "Guide")

    def use_once_more() -> int:
        made = make_project(people.workspace, people.alice, "Board", [NewShot(3, prompt=mention_of(guide.pk))])
        editing.edit(made.pk, people.alice, casting.add_element(guide.pk))
        with CaptureQueriesContext(connection) as captured:
            uses_of(people.workspace.pk, [guide.pk])
        return len(captured)

    assert use_once_more() == [use_once_more() for _ in range(5)][-1]


def test_a_replaced_image_shows_its_effect_before_it_is_changed(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    guide = element(people.lino, people.workspace, "Guide", ["front", "left"])
    mention(project, people, 2, guide.pk)
    client, new = client_of(people.lino), file(people.workspace, "new")
    fields = {"action": "put", "role": "frontal", "asset": new.pk}
    answer = client.post(f"/elements/{guide.pk}/media/", fields)
    assert "1 board, 0 queued orders; takes made before stay on revision 2." in answer.content.decode()
    guide.refresh_from_db()
    assert guide.revision == 2
    client.post(f"/elements/{guide.pk}/media/", {**fields, "confirmed": "yes"})
    guide.refresh_from_db()
    assert (guide.revision, guide.face_id) == (3, new.pk)
