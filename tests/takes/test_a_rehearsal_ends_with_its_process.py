"""The stand-in of a rehearsal lives in one worker's memory: others leave it alone, and end it once that one is gone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from storyboard.projects.models import Project
from storyboard.takes.models import Generation, Take
from storyboard.takes.states import GenerationState, TakeState
from storyboard.takes.steps import claim_generations, claim_takes
from storyboard.takes.turns import claim_running
from storyboard.work.models import Worker
from tests.conftest import People
from tests.takes.rehearsals import rehearsed

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]
MODEL = "runware/kling-3.0-4k"


@pytest.fixture
def first() -> Worker:
    return Worker.objects.create(host="here", pid=1, seen_at=timezone.now())


@pytest.fixture
def running(people: People, project: Project, first: Worker) -> Generation:
    rehearsed(project, people.alice, MODEL)
    claim_generations(first.pk, 8)
    Generation.objects.update(state="running", due_at=timezone.now(), lease="", provider_task="t")
    Take.objects.update(state="running")
    return Generation.objects.get()


def test_only_the_worker_that_began_it_goes_on_with_it(running: Generation, first: Worker) -> None:
    assert claim_running("second", 8) == []
    assert [len(turn.generations) for turn in claim_running(first.pk, 8)] == [1]


def test_it_ends_with_a_sentence_once_that_worker_is_gone(running: Generation, first: Worker) -> None:
    Worker.objects.update(seen_at=timezone.now() - timedelta(minutes=1))
    assert claim_running("second", 8) == []
    running.refresh_from_db()
    assert running.state == GenerationState.FAILED
    assert running.settled == 0
    assert "Rehearse again" in running.failure
    assert Take.objects.get().state == TakeState.FAILED


def test_its_files_are_fetched_by_the_same_worker(running: Generation, first: Worker) -> None:
    Take.objects.update(state="collecting", due_at=timezone.now())
    assert claim_takes("second", 8) == []
    assert len(claim_takes(first.pk, 8)) == 1


def test_a_file_that_went_with_its_worker_fails_its_take(running: Generation) -> None:
    Generation.objects.update(state="collecting", due_at=None)
    Take.objects.update(state="collecting", due_at=timezone.now())
    Worker.objects.update(seen_at=timezone.now() - timedelta(minutes=1))
    assert claim_takes("second", 8) == []
    assert Take.objects.get().state == TakeState.FAILED
    assert Generation.objects.get().state == GenerationState.FAILED
