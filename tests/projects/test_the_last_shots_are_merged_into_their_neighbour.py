"""Merging keeps every word and every second: the left shot stays and gets both, in one edit."""

import pytest

from storyboard.projects.cutting import merge_last
from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.offering import offer_instead
from storyboard.projects.timeline import Refused, Span
from storyboard.projects.timing import lock_seconds
from storyboard.projects.writing import Conflict, write_text
from tests.conftest import People


def test_texts_and_seconds_go_to_the_left(people: People, project: Project) -> None:
    before = list(project.shots.order_by("position"))
    board, shots = edit(project.pk, people.alice, merge_last(2))
    assert [(shot.pk, shot.position, shot.seconds) for shot in shots] == [(before[0].pk, 1, 9)]
    assert shots[0].prompt == "A kite in the rain.\nA tram in the rain.\nA lighthouse in the rain."
    assert board.total_seconds == 9
    assert project.shots.exclude(deleted_at=None).count() == 2
    revision = project.revisions.get(version=board.version)
    assert (revision.operation, revision.before, revision.after) == ("merge", "A kite in the rain.", shots[0].prompt)


@pytest.mark.parametrize("locked", [0, 2])
def test_locked_seconds_stay_as_they_are_and_unlocking_is_offered(
    people: People, project: Project, locked: int
) -> None:
    shots = list(project.shots.order_by("position"))
    board, _shots = edit(project.pk, people.alice, lock_seconds(shots[locked].pk, True))
    with pytest.raises(Refused, match="locked") as refusal:
        edit(project.pk, people.alice, merge_last(2))
    assert Project.objects.get(pk=project.pk).version == board.version
    spans = tuple(Span(shot.pk, shot.seconds, shot.locked) for shot in project.shots.order_by("position"))
    offer = offer_instead({"operation": "merge_last", "count": "2"}, refusal.value, spans)
    assert offer is not None
    assert offer.values == {"operation": "merge_last", "count": "2", "unlock": shots[locked].pk}


def test_one_shot_at_least_stays(people: People, project: Project) -> None:
    _board, shots = edit(project.pk, people.alice, merge_last(99))
    assert len(shots) == 1
    board, _shots = edit(project.pk, people.alice, merge_last(1))
    assert board.version == Project.objects.get(pk=project.pk).version == project.version + 1


def test_more_words_than_a_shot_keeps_are_refused_and_nothing_is_lost(people: People, project: Project) -> None:
    last = list(project.shots.order_by("position"))[-1]
    edit(project.pk, people.alice, write_text(last.pk, "prompt", "x" * 10_000, 99))
    with pytest.raises(Refused, match="text_too_long"):
        edit(project.pk, people.alice, merge_last(1))
    assert project.shots.filter(deleted_at=None).count() == 3


def test_who_writes_in_the_shot_meanwhile_sees_both_texts(people: People, project: Project) -> None:
    seen = project.version
    edit(project.pk, people.alice, merge_last(1))
    second = list(project.shots.filter(deleted_at=None).order_by("position"))[-1]
    with pytest.raises(Conflict):
        edit(project.pk, people.olga, write_text(second.pk, "prompt", "A bus.", seen))
