"""Before what boards use is changed, a sentence tells how many boards and orders there are and what stays as it is."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.elements import revising
from storyboard.elements.models import Element
from storyboard.projects import casting, editing
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.models import Verdict
from storyboard.takes.pipeline import change_take
from tests.conftest import People
from tests.elements.making import element, file
from tests.projects.posting import text_of
from tests.takes.making import finished, ordered

pytestmark = pytest.mark.both


def used(people: People, project: Project) -> Element:
    guide = element(people.lino, people.workspace, "Guide", ["front", "left"])
    editing.edit(project.pk, people.alice, casting.add_element(guide.pk))
    return guide


def test_nothing_is_changed_before_it_was_confirmed(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    guide, client, new = used(people, project), client_of(people.lino), file(people.workspace, "new")
    fields = {"action": "put", "role": "frontal", "asset": new.pk}
    answer = client.post(f"/elements/{guide.pk}/media/", fields)
    assert "1 board, 0 queued orders; takes made before stay on revision 2." in text_of(answer)
    guide.refresh_from_db()
    assert guide.revision == 2
    client.post(f"/elements/{guide.pk}/media/", {**fields, "confirmed": "yes"})
    guide.refresh_from_db()
    assert (guide.revision, guide.face_id) == (3, new.pk)


def test_orders_that_wait_and_approved_takes_are_counted(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    guide, client = used(people, project), client_of(people.lino)

    def sentence() -> str:
        fields = {"action": "remove", "role": "frontal"}
        return text_of(client.post(f"/elements/{guide.pk}/media/", fields))

    change_take(finished(project, people.alice), verdict=Verdict.APPROVED)
    ordered(project, people.alice)
    ordered(project, people.alice)
    assert "1 board, 2 queued orders; 1 approved take stays on revision 2." in sentence()
    revising.rearrange(guide.pk, people.lino, revising.put("frontal", file(people.workspace, "new").pk))
    change_take(finished(project, people.alice), verdict=Verdict.APPROVED)
    assert "2 approved takes stay on revisions 2 and 3." in sentence()


def test_a_used_elements_first_file_and_their_order_ask_nothing(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    guide, client = used(people, project), client_of(people.lino)
    revising.rearrange(guide.pk, people.lino, revising.put("extra", file(people.workspace, "right").pk))
    client.post(f"/elements/{guide.pk}/media/", {"action": "move", "position": "1", "to": "2"})
    guide.refresh_from_db()
    assert guide.revision == 4
    fresh = element(people.lino, people.workspace, "Fresh")
    editing.edit(project.pk, people.alice, casting.add_element(fresh.pk))
    fields = {"action": "put", "role": "frontal", "asset": file(people.workspace, "first").pk}
    client.post(f"/elements/{fresh.pk}/media/", fields)
    fresh.refresh_from_db()
    assert fresh.revision == 1


def test_an_extra_image_that_becomes_the_frontal_one_asks(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    guide, client = used(people, project), client_of(people.lino)
    answer = client.post(f"/elements/{guide.pk}/media/", {"action": "move", "position": "1", "to": "0"})
    assert "1 board, 0 queued orders" in text_of(answer)
    guide.refresh_from_db()
    assert guide.revision == 2
