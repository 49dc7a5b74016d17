"""Ten people on one board are never refused, unless two of them wrote the very same text; then both are kept."""

import pytest

from storyboard.projects import editing
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from tests.conftest import People
from tests.projects.edits import live

pytestmark = pytest.mark.both


def write(project: Project, person: Person, text: str, seen: int, field: str = "prompt", place: int = 0) -> None:
    editing.edit(project.pk, person, editing.write_text(live(project)[place].pk, field, text, seen))


def test_the_same_field_carries_both_values_and_the_other_writer(project: Project, people: People) -> None:
    write(project, people.olga, "Hers", seen=1)
    with pytest.raises(editing.Conflict) as conflict:
        write(project, people.alice, "Mine", seen=1)
    found = conflict.value
    assert (found.field, found.theirs, found.mine, found.by) == ("prompt", "Hers", "Mine", "olga")
    assert live(project)[0].prompt == "Hers"


def test_it_is_one_also_when_others_edited_since(project: Project, people: People) -> None:
    write(project, people.olga, "Hers", seen=1)
    editing.edit(project.pk, people.olga, editing.change_total(1))
    with pytest.raises(editing.Conflict):
        write(project, people.alice, "Mine", seen=1)


def test_typing_that_was_joined_to_one_revision_still_counts(project: Project, people: People) -> None:
    write(project, people.olga, "He", seen=1)
    write(project, people.olga, "Hers", seen=2)
    with pytest.raises(editing.Conflict):
        write(project, people.alice, "Mine", seen=2)


def test_a_page_that_saw_the_other_text_may_write(project: Project, people: People) -> None:
    write(project, people.olga, "Hers", seen=1)
    write(project, people.alice, "Mine", seen=2)
    assert live(project)[0].prompt == "Mine"


def test_the_same_text_from_both_is_no_conflict(project: Project, people: People) -> None:
    write(project, people.olga, "Same", seen=1)
    write(project, people.alice, "Same", seen=1)
    assert live(project)[0].prompt == "Same"


def test_another_field_is_none(project: Project, people: People) -> None:
    write(project, people.olga, "Hers", seen=1)
    write(project, people.alice, "Mine", seen=1, field="note")


def test_another_shot_is_none(project: Project, people: People) -> None:
    write(project, people.olga, "Hers", seen=1)
    write(project, people.alice, "Mine", seen=1, place=1)


def test_seconds_never_are(project: Project, people: People) -> None:
    editing.edit(project.pk, people.olga, editing.change_seconds(live(project)[0].pk, 1))
    editing.edit(project.pk, people.alice, editing.change_seconds(live(project)[0].pk, 1))
    assert live(project)[0].seconds == 5


def test_a_text_of_the_board_conflicts_with_itself_alone(project: Project, people: People) -> None:
    editing.edit(project.pk, people.olga, editing.write_board_text("style", "Hers", 1))
    editing.edit(project.pk, people.alice, editing.write_board_text("title", "Mine", 1))
    write(project, people.alice, "Mine", seen=1)
    with pytest.raises(editing.Conflict):
        editing.edit(project.pk, people.alice, editing.write_board_text("style", "Mine", 1))


def test_a_conflict_writes_nothing(project: Project, people: People) -> None:
    write(project, people.olga, "Hers", seen=1)
    before = Project.objects.values().get(pk=project.pk)
    with pytest.raises(editing.Conflict):
        write(project, people.alice, "Mine", seen=1)
    assert Project.objects.values().get(pk=project.pk) == before
