"""A deleted shot's seconds go to its left neighbour, the first one's to its right; locked shots keep theirs."""

import pytest

from storyboard.projects import editing, several, timing, undoing
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.projects.sentences import refusal_sentence
from storyboard.projects.timeline import Refused
from tests.conftest import People
from tests.projects.edits import live

pytestmark = pytest.mark.both


def seconds_after_deleting(project: Project, people: People, place: int) -> list[int]:
    shot = project.shots.get(position=place)
    project, shots = editing.edit(project.pk, people.alice, timing.delete_shot(shot.pk))
    assert project.total_seconds == 9
    return [shot.seconds for shot in shots]


def test_the_left_neighbour_takes_the_seconds(project: Project, people: People) -> None:
    assert seconds_after_deleting(project, people, 2) == [6, 3]


def test_the_first_shots_seconds_go_to_its_right(project: Project, people: People) -> None:
    assert seconds_after_deleting(project, people, 1) == [6, 3]


def lock(project: Project, people: People, *places: int) -> None:
    shots = [project.shots.get(position=place).pk for place in places]
    editing.edit(project.pk, people.alice, several.lock_shots(shots, True))


def test_a_locked_neighbour_is_passed_over(project: Project, people: People) -> None:
    lock(project, people, 1)
    assert seconds_after_deleting(project, people, 2) == [3, 6]


def test_where_all_others_are_locked_the_board_gets_shorter(project: Project, people: People) -> None:
    lock(project, people, 1, 3)
    shot = project.shots.get(position=2)
    board, shots = editing.edit(project.pk, people.alice, timing.delete_shot(shot.pk))
    assert ([each.seconds for each in shots], board.total_seconds) == ([3, 3], 6)
    editing.edit(project.pk, people.alice, undoing.undo)
    assert [each.seconds for each in live(project)] == [3, 3, 3]


def test_and_where_it_would_be_too_short_it_says_so(people: People) -> None:
    project = make_project(people.workspace, people.alice, "Short", [NewShot(2), NewShot(2)])
    lock(project, people, 1)
    with pytest.raises(Refused, match="total_out_of_range") as refused:
        editing.edit(project.pk, people.alice, timing.delete_shot(live(project)[1].pk))
    assert "this would make 2" in refusal_sentence(refused.value)
    assert [each.seconds for each in live(project)] == [2, 2]


def test_the_row_is_marked_and_kept(project: Project, people: People) -> None:
    shot = project.shots.get(position=3)
    editing.edit(project.pk, people.alice, timing.delete_shot(shot.pk))
    shot.refresh_from_db()
    assert shot.deleted_at is not None
