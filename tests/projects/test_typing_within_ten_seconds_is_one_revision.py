"""One person's typing in one field within ten seconds is one step back, not thirty."""

from datetime import UTC, datetime

import pytest
import time_machine

from storyboard.projects import editing
from storyboard.projects.models import Project, Revision
from storyboard.studio.models import Person
from tests.conftest import People
from tests.projects.edits import live

pytestmark = pytest.mark.both
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def write(project: Project, person: Person, text: str, field: str = "prompt", place: int = 0) -> None:
    seen = Project.objects.values_list("version", flat=True).get(pk=project.pk)
    editing.edit(project.pk, person, editing.write_text(live(project)[place].pk, field, text, seen))


def written(project: Project) -> list[tuple[str, str]]:
    """(before, after) of each written revision, oldest first."""
    rows = Revision.objects.filter(project=project, operation="write").order_by("version")
    return [(str(row.before), str(row.after)) for row in rows]


def test_one_persons_typing_is_one(project: Project, people: People) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for text in ("A", "A k", "A kite"):
            write(project, people.alice, text)
            clock.shift(3)
    assert written(project) == [("A kite in the rain.", "A kite")]
    project.refresh_from_db()
    revision = Revision.objects.get(project=project, operation="write")
    assert revision.version == project.version == 4
    assert revision.snapshot["shots"][0]["prompt"] == "A kite"


def test_after_ten_seconds_another_begins(project: Project, people: People) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        write(project, people.alice, "One")
        clock.shift(10.001)
        write(project, people.alice, "Two")
    assert written(project) == [("A kite in the rain.", "One"), ("One", "Two")]


def test_another_person_begins_another(project: Project, people: People) -> None:
    write(project, people.alice, "One")
    write(project, people.olga, "Two")
    assert len(written(project)) == 2


def test_another_field_begins_another(project: Project, people: People) -> None:
    write(project, people.alice, "One")
    write(project, people.alice, "One", field="note")
    write(project, people.alice, "Two")
    assert len(written(project)) == 3


def test_another_shot_begins_another(project: Project, people: People) -> None:
    write(project, people.alice, "One")
    write(project, people.alice, "Two", place=1)
    assert len(written(project)) == 2


def test_an_edit_in_between_begins_another(project: Project, people: People) -> None:
    write(project, people.alice, "One")
    editing.edit(project.pk, people.olga, editing.change_total(1))
    write(project, people.alice, "Two")
    assert len(written(project)) == 2
