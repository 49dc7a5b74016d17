"""Continue in a new project: it starts at the take's last frame and takes settings and elements over."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from storyboard.elements.models import Element
from storyboard.projects import casting, editing, writing
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.models import Take
from tests.conftest import People
from tests.elements.making import element
from tests.takes.films import filmed, grey_of
from tests.takes.making import finished, ordered

pytestmark = pytest.mark.both
ClientOf = Callable[[Person], Client]


def continued(client: Client, take: Take, **options: Any) -> Any:
    address = f"/projects/{take.project_id}/takes/{take.number}/continue/?render={take.render}"
    return client.post(address, **options)


def gone_on(client: Client, take: Take) -> Project:
    answer = continued(client, take)
    assert answer.status_code == 302
    return Project.objects.get(pk=answer["Location"].split("/")[2])


def test_it_starts_at_the_last_frame(people: People, project: Project, client_of: ClientOf) -> None:
    take = filmed(project, people.alice, 2, last=40)
    after = gone_on(client_of(people.alice), take)
    assert abs(grey_of(after.first_frame) - 40) <= 4
    link = after.continuation
    assert (link.source, link.take, link.frame) == (project, take, after.first_frame)
    assert (after.workspace, after.title) == (people.workspace, "Rainy day, part 2")


def test_a_render_of_the_animatic_can_be_continued(people: People, project: Project, client_of: ClientOf) -> None:
    first, second = filmed(project, people.alice, 0, last=40), filmed(project, people.alice, 0, last=120)
    after = [gone_on(client_of(people.alice), take) for take in (first, second)]
    assert [abs(grey_of(one.first_frame) - grey) <= 4 for one, grey in zip(after, (40, 120), strict=True)] == [True] * 2


def test_settings_and_elements_are_taken_over(people: People, project: Project, client_of: ClientOf) -> None:
    take = filmed(project, people.alice, 1, last=40)
    here, archived = (element(people.lino, people.workspace, name) for name in ("Guide", "Globe"))
    for one in (here, archived):
        editing.edit(project.pk, people.alice, casting.add_element(one.pk))
    Element.objects.filter(pk=archived.pk).update(archived_at="2026-01-01T00:00Z")
    Project.objects.filter(pk=project.pk).update(style="Haze.", mode="intelligent", model="x", sound=True, results=2)
    after = gone_on(client_of(people.alice), take)
    assert (after.style, after.mode, after.model, after.sound, after.results) == ("Haze.", "intelligent", "x", True, 2)
    assert [row.element for row in after.board_elements.all()] == [here]
    snapshot = after.revisions.get().snapshot
    assert (snapshot["elements"], snapshot["first_frame_id"]) == ([here.pk], after.first_frame_id)
    assert [(shot.seconds, shot.prompt) for shot in after.shots.all()] == [(3, "")] * 3


def test_the_shape_is_that_of_the_take(people: People, project: Project, client_of: ClientOf) -> None:
    take = filmed(project, people.alice, 1, last=40)
    editing.edit(project.pk, people.alice, writing.choose("ratio", "9:16"))
    assert gone_on(client_of(people.alice), take).ratio == "16:9"


def test_parts_are_counted_until_one_has_a_name_of_its_own(
    people: People, project: Project, client_of: ClientOf
) -> None:
    client, titles = client_of(people.alice), []
    for named in ("", "Storm", "", "x" * 120):
        project = gone_on(client, filmed(project, people.alice, 1, last=40))
        titles.append(project.title)
        if named:
            Project.objects.filter(pk=project.pk).update(title=named)
    assert titles == ["Rainy day, part 2", "Rainy day, part 3", "Storm, part 2", "Storm, part 3"]
    last = gone_on(client, filmed(project, people.alice, 1, last=40))
    assert last.title == f"{'x' * 112}, part 2"


def test_a_take_without_a_readable_video_makes_nothing(people: People, project: Project, client_of: ClientOf) -> None:
    client = client_of(people.alice)
    for take in (finished(project, people.alice), ordered(project, people.alice)):
        answer = continued(client, take, headers={"HX-Request": "true"})
        assert answer.status_code == 422
        assert "no project was made" in answer.content.decode()
    assert Project.objects.count() == 1


def test_htmx_is_sent_there(people: People, project: Project, client_of: ClientOf) -> None:
    take = filmed(project, people.alice, 1, last=40)
    answer = continued(client_of(people.alice), take, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == f"/projects/{Project.objects.latest('created_at').pk}/"


def test_only_editors_see_the_way(people: People, project: Project, client_of: ClientOf) -> None:
    filmed(project, people.alice, 1, last=40)
    for person, seen in ((people.alice, True), (people.rita, False), (people.lino, False)):
        for path in ("takes/1/", ""):
            page = client_of(person).get(f"/projects/{project.pk}/{path}").content.decode()
            assert ("Continue in a new project" in page) is seen
