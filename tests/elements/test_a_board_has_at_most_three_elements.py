"""Elements on a board: added, moved and removed as operations, each with its revision and its live event."""

import pytest

from storyboard.elements import editing as library
from storyboard.live.sending import last_number
from storyboard.projects import casting, editing
from storyboard.projects.models import Project
from storyboard.projects.timeline import Refused
from tests.conftest import People
from tests.elements.making import element

pytestmark = pytest.mark.both


def cast(project: Project) -> list[str]:
    return [row.element.name for row in project.board_elements.select_related("element")]


@pytest.fixture
def ids(people: People, project: Project) -> list[str]:
    made = [element(people.lino, people.workspace, name).pk for name in ("Guide", "Globe", "Beast", "Gate")]
    for element_id in made[:3]:
        editing.edit(project.pk, people.alice, casting.add_element(element_id))
    return made


def test_a_fourth_is_refused(people: People, project: Project, ids: list[str]) -> None:
    with pytest.raises(Refused, match="too_many_elements"):
        editing.edit(project.pk, people.alice, casting.add_element(ids[3]))
    assert cast(project) == ["Guide", "Globe", "Beast"]


def test_each_operation_is_a_revision_with_the_whole_board(people: People, project: Project, ids: list[str]) -> None:
    number = last_number(project.pk)
    editing.edit(project.pk, people.alice, casting.move_element(ids[2], 0))
    editing.edit(project.pk, people.alice, casting.remove_element(ids[0]))
    assert cast(project) == ["Beast", "Globe"]
    newest = project.revisions.get(version=6)
    assert (newest.operation, newest.before, newest.after) == (
        "remove_element",
        [ids[2], ids[0], ids[1]],
        [ids[2], ids[1]],
    )
    assert newest.snapshot["elements"] == [ids[2], ids[1]]
    assert sum(shot["seconds"] for shot in newest.snapshot["shots"]) == 9
    assert last_number(project.pk) == number + 2


def test_what_changes_nothing_writes_nothing(people: People, project: Project, ids: list[str]) -> None:
    editing.edit(project.pk, people.alice, casting.add_element(ids[0]))
    editing.edit(project.pk, people.alice, casting.remove_element(ids[3]))
    editing.edit(project.pk, people.alice, casting.move_element(ids[0], 0))
    project.refresh_from_db()
    assert project.version == 4


def test_elements_of_others_and_of_the_archive_are_refused(people: People, project: Project) -> None:
    theirs = element(people.stan, people.elsewhere, "Theirs")
    old = element(people.lino, people.workspace, "Old")
    library.archive(old.pk, people.lino)
    for element_id in (theirs.pk, old.pk, "nothing\x00"):
        with pytest.raises(Refused, match="no_such_element"):
            editing.edit(project.pk, people.alice, casting.add_element(element_id))


def test_an_archived_element_stays_on_its_board(people: People, project: Project, ids: list[str]) -> None:
    library.archive(ids[0], people.lino)
    assert cast(project) == ["Guide", "Globe", "Beast"]
