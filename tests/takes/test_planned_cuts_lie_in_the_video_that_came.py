"""The shots of a take are told in frames of its own video, whatever rate and length that came with."""

import pytest

from storyboard.assets.models import Asset
from storyboard.projects.models import Project
from storyboard.takes.models import Generation, Take
from storyboard.takes.planned import planned_shots
from tests.conftest import People
from tests.takes.making import finished, ordered

pytestmark = pytest.mark.both


def cuts(take: Take) -> list[tuple[int, int]]:
    """First frame and frame count of each shot."""
    return [(shot.first, shot.frames) for shot in planned_shots(take)]


@pytest.mark.parametrize(
    ("rate", "frames", "expected"),
    [
        ((24, 1), 216, [(0, 72), (72, 72), (144, 72)]),
        ((30, 1), 270, [(0, 90), (90, 90), (180, 90)]),
        ((24000, 1001), 217, [(0, 72), (72, 72), (144, 73)]),
        ((30000, 1001), 269, [(0, 90), (90, 90), (180, 89)]),
        ((24, 1), 241, [(0, 72), (72, 72), (144, 97)]),
        ((24, 1), 100, [(0, 72), (72, 28), (100, 0)]),
    ],
)
def test_at_its_rate_and_to_its_end(
    people: People, project: Project, rate: tuple[int, int], frames: int, expected: list[tuple[int, int]]
) -> None:
    take = finished(project, people.alice)
    Asset.objects.filter(pk=take.asset_id).update(rate_numerator=rate[0], rate_denominator=rate[1], frames=frames)
    take.refresh_from_db()
    assert cuts(take) == expected


def test_they_keep_the_names_and_ids_of_the_order(people: People, project: Project) -> None:
    take = finished(project, people.alice)
    shots = list(project.shots.order_by("position"))
    project.shots.update(name="Changed later")
    told = [(shot.shot, shot.number, shot.name) for shot in planned_shots(take)]
    assert told == [(shots[0].pk, 1, "Kite"), (shots[1].pk, 2, "Tram"), (shots[2].pk, 3, "Lighthouse")]


def test_without_a_video_they_are_as_ordered(people: People, project: Project) -> None:
    take = ordered(project, people.alice)
    assert cuts(take) == [(0, 72), (72, 72), (144, 72)]


def test_a_take_of_earlier_days_without_names_has_its_cuts(people: People, project: Project) -> None:
    take = finished(project, people.alice)
    Generation.objects.filter(pk=take.generation_id).update(spec={})
    take = Take.objects.select_related("generation", "asset").get(pk=take.pk)
    assert [shot.name for shot in planned_shots(take)] == ["", "", ""]
