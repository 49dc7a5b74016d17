"""A deleted shot's seconds go to its left neighbour, the first one's to its right."""

import pytest

from storyboard.projects import editing
from storyboard.projects.models import Project
from tests.conftest import People

pytestmark = pytest.mark.both


def seconds_after_deleting(project: Project, people: People, place: int) -> list[int]:
    shot = project.shots.get(position=place)
    project, shots = editing.edit(project.pk, people.alice, editing.delete_shot(shot.pk))
    assert project.total_seconds == 9
    return [shot.seconds for shot in shots]


def test_the_left_neighbour_takes_the_seconds(project: Project, people: People) -> None:
    assert seconds_after_deleting(project, people, 2) == [6, 3]


def test_the_first_shots_seconds_go_to_its_right(project: Project, people: People) -> None:
    assert seconds_after_deleting(project, people, 1) == [6, 3]


def test_the_row_is_marked_and_kept(project: Project, people: People) -> None:
    shot = project.shots.get(position=3)
    editing.edit(project.pk, people.alice, editing.delete_shot(shot.pk))
    shot.refresh_from_db()
    assert shot.deleted_at is not None
