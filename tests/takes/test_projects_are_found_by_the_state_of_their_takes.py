"""Running, to review, needing somebody, approved, nothing ordered: read from the takes as they are at that moment."""

from collections.abc import Callable

import pytest
from django.db.models import F
from django.test import Client

from storyboard.projects.finding import Wanted, counts_of, page_of
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.models import Generation, Take
from storyboard.takes.states import GenerationState, TakeState
from storyboard.takes.tallies import extras_of
from tests.conftest import People
from tests.takes.films import approve
from tests.takes.making import failed, finished, ordered, started
from tests.takes.rehearsals import rehearsed

pytestmark = pytest.mark.both
MODEL = "highway/kling-3.0-4k"


def states_of(project: Project) -> set[str]:
    names = ("working", "review", "attention", "approved", "none")
    return {name for name in names if project in page_of(project.workspace_id, Wanted(state=name))}


def numbered(project: Project, people: People, **fields: object) -> Take:
    """An order of one take, with these fields written over it."""
    take: Take = rehearsed(project, people.alice, MODEL).generations.get().takes.get()
    Take.objects.filter(pk=take.pk).update(**fields)
    take.refresh_from_db()
    return take


def test_nothing_was_ordered(project: Project) -> None:
    assert states_of(project) == {"none"}


def test_an_animatic_is_no_order_and_is_worked_on(people: People, project: Project) -> None:
    ordered(project, people.alice)
    assert states_of(project) == {"none", "working"}


def test_a_ready_animatic_asks_for_no_review(people: People, project: Project) -> None:
    finished(project, people.alice)
    assert states_of(project) == {"none"}


def test_a_failed_animatic_needs_somebody_until_the_next(people: People, project: Project) -> None:
    failed(project, people.alice, ValueError("no"))
    assert states_of(project) == {"none", "attention"}
    finished(project, people.alice)
    assert states_of(project) == {"none"}


@pytest.mark.parametrize(
    ("fields", "states"),
    [
        ({}, {"working"}),
        ({"state": TakeState.RUNNING}, {"working"}),
        ({"state": TakeState.COLLECTING, "stuck": True}, {"working", "attention"}),
        ({"state": TakeState.READY}, {"review"}),
        ({"state": TakeState.READY, "verdict": "changes"}, set()),
        ({"state": TakeState.READY, "verdict": "rejected"}, set()),
        ({"state": TakeState.FAILED}, {"attention"}),
        ({"state": TakeState.UNCONFIRMED}, {"attention"}),
        ({"state": TakeState.CANCELLED}, set()),
    ],
)
def test_the_state_of_a_take_is_that_of_its_project(
    people: People, project: Project, fields: dict[str, object], states: set[str]
) -> None:
    numbered(project, people, **fields)
    assert states_of(project) == states


def test_a_held_order_needs_somebody_and_is_not_worked_on(people: People, project: Project) -> None:
    numbered(project, people)
    Generation.objects.update(state=GenerationState.HELD)
    assert states_of(project) == {"attention"}


def test_a_failure_is_over_with_the_next_take_and_several_states_are_at_once(people: People, project: Project) -> None:
    numbered(project, people, state=TakeState.FAILED)
    numbered(project, people, state=TakeState.READY, rehearsal=False)
    assert states_of(project) == {"review"}
    approve(numbered(project, people, state=TakeState.READY, rehearsal=False))
    numbered(project, people)
    assert states_of(project) == {"review", "approved", "working"}
    tally = extras_of([project.pk])[project.pk]
    assert all(words in tally.takes for words in ("1 to review", "1 approved", "1 failed"))
    assert "1 waiting" in tally.work
    for under_way in ("preparing", "submitting"):
        Generation.objects.filter(state=GenerationState.QUEUED).update(state=under_way)
        assert "1 waiting" in extras_of([project.pk])[project.pk].work
        Generation.objects.filter(state=under_way).update(state=GenerationState.QUEUED)


def test_states_are_those_of_the_workspace_and_of_what_is_not_archived(people: People, project: Project) -> None:
    theirs = make_project(people.elsewhere, people.stan, "Elsewhere", [NewShot(3)])
    ordered(theirs, people.stan)
    ordered(project, people.alice)
    assert counts_of(people.workspace.pk, Wanted())["working"] == 1
    Project.objects.filter(pk=project.pk).update(archived_at=F("edited_at"))
    assert counts_of(people.workspace.pk, Wanted())["working"] == 0


def test_a_card_shows_how_far_its_takes_are_together(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    take, _job = started(project, people.alice)
    other = numbered(project, people, state=TakeState.RUNNING, progress=80)
    Generation.objects.filter(pk=other.generation_id).update(state=GenerationState.RUNNING)
    Take.objects.filter(pk=take.pk).update(progress=20)
    page = client_of(people.rita).get("/").content.decode()
    assert "2 rendering" in page
    assert "<span data-percent>50</span>" in page
    assert f"&quot;{take.pk}&quot;: 20" in page
    assert 'value="50"' in page
