"""A revision says who did what to which field, from what to what, and holds the whole board."""

from typing import Any

import pytest

from storyboard.projects import editing, timing, writing
from storyboard.projects.models import Project, Revision
from tests.conftest import People
from tests.projects.edits import live

pytestmark = pytest.mark.both


def last(project: Project) -> Revision:
    return Revision.objects.filter(project=project).order_by("-version")[0]


def test_the_first_is_the_making(project: Project, people: People) -> None:
    made = last(project)
    assert (made.version, made.operation, made.person) == (1, "make", people.alice)


def test_a_text(project: Project, people: People) -> None:
    kite = live(project)[0]
    editing.edit(project.pk, people.olga, writing.write_text(kite.pk, "prompt", "A red kite.", 1))
    found = last(project)
    assert (found.version, found.person, found.operation) == (2, people.olga, "write")
    assert (found.shot, found.field) == (kite.pk, "prompt")
    assert (found.before, found.after) == ("A kite in the rain.", "A red kite.")


def test_seconds(project: Project, people: People) -> None:
    shots = live(project)
    editing.edit(project.pk, people.alice, timing.roll_edge(shots[0].pk, 2))
    found = last(project)
    ids = [shot.pk for shot in shots]
    assert (found.operation, found.shot, found.field) == ("roll", ids[0], "seconds")
    assert found.before == [[ids[0], 3], [ids[1], 3], [ids[2], 3]]
    assert found.after == [[ids[0], 5], [ids[1], 1], [ids[2], 3]]


def test_a_choice(project: Project, people: People) -> None:
    editing.edit(project.pk, people.alice, writing.choose("animatic_height", "1080"))
    found = last(project)
    assert (found.operation, found.field, found.before, found.after) == ("choose", "animatic_height", 720, 1080)


def test_a_lock(project: Project, people: People) -> None:
    kite = live(project)[0]
    editing.edit(project.pk, people.alice, timing.lock_seconds(kite.pk, True))
    found = last(project)
    assert (found.operation, found.shot, found.before, found.after) == ("lock", kite.pk, False, True)


def test_versions_have_no_gap(project: Project, people: People) -> None:
    for person in (people.alice, people.olga, people.alice):
        editing.edit(project.pk, person, timing.change_total(1))
    assert [r.version for r in Revision.objects.filter(project=project).order_by("version")] == [1, 2, 3, 4]


def test_the_snapshot_holds_everything_that_people_made(project: Project, people: People) -> None:
    kite = live(project)[0]
    for operation in (
        writing.write_text(kite.pk, "note", "Ask Wren.", 9),
        writing.write_board_text("style", "35 mm", 9),
        timing.lock_seconds(kite.pk, True),
        timing.add_shot(3),
        timing.set_total(12),
    ):
        editing.edit(project.pk, people.alice, operation)
    project.refresh_from_db()
    snapshot: dict[str, Any] = last(project).snapshot
    shots = snapshot.pop("shots")
    assert snapshot.pop("elements") == []
    for field, value in snapshot.items():
        assert getattr(project, field) == value, field
    assert snapshot.keys() >= {"title", "style", "prompt", "negative_prompt", "ratio", "mode", "first_frame_id"}
    rows = [{field: getattr(shot, field) for field in shots[0]} for shot in live(project)]
    assert rows == shots
    assert shots[0].keys() >= {"id", "name", "prompt", "note", "seconds", "locked", "picture_id"}


def test_an_edit_that_changes_nothing_writes_nothing(project: Project, people: People) -> None:
    kite, tram, _lighthouse = live(project)
    editing.edit(project.pk, people.alice, timing.lock_seconds(tram.pk, True))
    before = Project.objects.values().get(pk=project.pk)
    for operation in (
        writing.write_text(kite.pk, "prompt", "A kite in the rain.", 0),
        writing.write_board_text("title", "Rainy day", 0),
        timing.set_seconds(kite.pk, 3),
        timing.set_total(9),
        timing.change_total(0),
        timing.move_shot(kite.pk, 0),
        timing.even_out(),
        timing.lock_seconds(tram.pk, True),
        writing.choose("ratio", "16:9"),
        writing.choose("animatic_height", "720"),
    ):
        editing.edit(project.pk, people.olga, operation)
    assert Project.objects.values().get(pk=project.pk) == before
    assert Revision.objects.filter(project=project).count() == 2
