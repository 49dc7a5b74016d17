"""A shot is the same shot after it was moved, timed and locked; a deleted one is marked and kept."""

import pytest

from storyboard.projects import editing, timing, writing
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project, Shot
from storyboard.projects.timeline import Refused
from tests.conftest import People
from tests.projects.edits import live

pytestmark = pytest.mark.both


def test_moving_swaps_places_not_rows(project: Project, people: People) -> None:
    kite, tram, lighthouse = live(project)
    editing.edit(project.pk, people.alice, timing.move_shot(lighthouse.pk, 0))
    assert [(shot.pk, shot.name) for shot in live(project)] == [
        (lighthouse.pk, "Lighthouse"),
        (kite.pk, "Kite"),
        (tram.pk, "Tram"),
    ]


def test_every_place_can_be_reached_from_every_other(project: Project, people: People) -> None:
    for _round in range(3):
        for place in range(3):
            for target in range(3):
                shot = live(project)[place]
                editing.edit(project.pk, people.alice, timing.move_shot(shot.pk, target))
                assert live(project)[target].pk == shot.pk


def test_a_new_shot_stands_where_it_was_put(project: Project, people: People) -> None:
    before = [shot.pk for shot in live(project)]
    editing.edit(project.pk, people.alice, timing.add_shot(1))
    after = [shot.pk for shot in live(project)]
    assert [shot for shot in after if shot in before] == before
    assert after[1] not in before
    assert [shot.seconds for shot in live(project)] == [2, 1, 3, 3]


def test_a_deleted_shot_keeps_its_row_and_its_texts(project: Project, people: People) -> None:
    tram = live(project)[1]
    editing.edit(project.pk, people.alice, timing.delete_shot(tram.pk))
    kept = Shot.objects.get(pk=tram.pk)
    assert (kept.name, kept.prompt) == ("Tram", "A tram in the rain.")
    assert kept.deleted_at is not None
    assert [shot.name for shot in live(project)] == ["Kite", "Lighthouse"]


def test_a_place_left_by_a_deleted_shot_can_be_taken(project: Project, people: People) -> None:
    for _round in range(3):
        editing.edit(project.pk, people.alice, timing.delete_shot(live(project)[1].pk))
        editing.edit(project.pk, people.alice, timing.add_shot(1))
    assert len(live(project)) == 3
    assert Shot.objects.filter(project=project).count() == 6


def test_a_deleted_shot_cannot_be_edited(project: Project, people: People) -> None:
    tram = live(project)[1]
    editing.edit(project.pk, people.alice, timing.delete_shot(tram.pk))
    with pytest.raises(Refused) as refused:
        editing.edit(project.pk, people.alice, writing.write_text(tram.pk, "prompt", "Back", 99))
    assert refused.value.code == "no_such_shot"


def test_a_shot_of_another_board_cannot_be_edited(project: Project, people: People) -> None:
    other = make_project(people.workspace, people.alice, "Other", [NewShot(3)])
    foreign = live(other)[0]
    with pytest.raises(Refused):
        editing.edit(project.pk, people.alice, writing.write_text(foreign.pk, "prompt", "Mine", 99))
    foreign.refresh_from_db()
    assert foreign.prompt == ""
