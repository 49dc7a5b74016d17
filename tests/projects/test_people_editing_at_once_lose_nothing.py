"""Many people editing one board in the same moment: every edit arrives, in some order, and the board stays whole."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from storyboard.live.models import Event
from storyboard.projects import editing, timing, writing
from storyboard.projects.editing import Operation
from storyboard.projects.models import Project, Revision
from tests.conftest import People
from tests.projects.edits import assert_sound, live

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]
THREADS = 6


def at_once(work: list[Callable[[], object]]) -> None:
    """Does all of it in threads of their own, and raises what any of them raised."""

    def alone(one: Callable[[], object]) -> None:
        try:
            one()
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(alone, work))


def test_every_edit_arrives(project: Project, people: People) -> None:
    shots = [shot.pk for shot in live(project)]

    def edit(operation: Operation) -> Callable[[], object]:
        return lambda: editing.edit(project.pk, people.alice, operation)

    texts = [
        edit(writing.write_text(shot, field, f"{field} of {shot}", 1))
        for shot in shots
        for field in ("prompt", "note", "name")
    ]
    times = [edit(timing.change_total(by)) for by in (1, 1, 1, -1, 1, -1)]
    at_once([*texts, *times, *(edit(timing.move_shot(shot, 0)) for shot in shots)])

    assert_sound(project)
    project.refresh_from_db()
    assert project.total_seconds == 11
    for shot in live(project):
        assert (shot.prompt, shot.note, shot.name) == tuple(f"{f} of {shot.pk}" for f in ("prompt", "note", "name"))
    versions = [row.version for row in Revision.objects.filter(project=project).order_by("version")]
    assert versions[-1] == project.version
    assert len(versions) == len(set(versions))
    numbers = [*Event.objects.filter(project=project).order_by("number").values_list("number", flat=True)]
    assert numbers == [*range(1, len(numbers) + 1)]
    assert len(numbers) == project.version - 1


def test_of_two_who_wrote_the_same_text_one_is_told(project: Project, people: People) -> None:
    kite = live(project)[0].pk
    told: list[writing.Conflict] = []

    def write(text: str) -> Callable[[], None]:
        def work() -> None:
            try:
                editing.edit(project.pk, people.alice, writing.write_text(kite, "prompt", text, 1))
            except writing.Conflict as conflict:
                told.append(conflict)

        return work

    at_once([write(f"Version {n}") for n in range(THREADS)])
    assert len(told) == THREADS - 1
    assert {conflict.theirs for conflict in told} == {live(project)[0].prompt}
