"""What was sent and not answered: a provider that knows creates by our own id is asked, and charges once; at all
others a person decides. Nothing is ever charged twice."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from storyboard.projects.editing import edit
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.projects.writing import choose, write_board_text
from storyboard.sandbox.world import Sandbox
from storyboard.takes.models import Generation, Take
from storyboard.takes.states import GenerationState, TakeState
from tests.conftest import People
from tests.takes.rehearsals import rehearsed, soon, stage, work

pytestmark = pytest.mark.django_db(transaction=True)
ASKED, UNASKED = "runware/kling-3.0-4k", ("highway/kling-3.0-4k", "crun/kling-3.0-pro")


@pytest.fixture
def board(people: People) -> Project:
    board = make_project(people.workspace, people.alice, "Short", [NewShot(3, "Kite", "A kite.")])
    edit(board.pk, people.alice, choose("mode", "single"))
    edit(board.pk, people.alice, write_board_text("prompt", "A kite over a tram.", 99))
    return board


def charged(sandbox: Sandbox) -> int:
    return len(list(sandbox.ledger.lines))


@pytest.mark.parametrize("kind", ["drop_after", "malformed"])
@pytest.mark.parametrize("model", UNASKED)
def test_where_nobody_can_be_asked_a_person_decides(people: People, board: Project, model: str, kind: str) -> None:
    with stage({"kind": kind, "on": "create"}) as sandbox:
        rehearsed(board, people.alice, model)
        work()
        assert charged(sandbox) == 1
    generation = Generation.objects.get()
    assert generation.state == GenerationState.UNCONFIRMED
    assert "may have been charged" in generation.failure
    assert Take.objects.get().state == TakeState.UNCONFIRMED


@pytest.mark.parametrize("kind", ["drop_after", "malformed", "drop_before"])
def test_where_it_can_be_asked_it_is_found_or_sent_once_more_under_the_same_id(
    people: People, board: Project, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon(monkeypatch)
    with stage({"kind": kind, "on": "create", "nth": [1]}) as sandbox:
        rehearsed(board, people.alice, ASKED)
        work()
        (line,) = sandbox.ledger.lines
    generation = Generation.objects.get()
    assert (generation.state, generation.failure) == (GenerationState.DONE, "")
    assert line.client_id == generation.client_id == generation.provider_task
    assert Take.objects.get().state == TakeState.READY


def test_after_a_few_doubts_a_person_decides_there_as_well(
    people: People, board: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon(monkeypatch)
    with stage({"kind": "server_error", "on": "create", "status": 502}, {"kind": "drop_before", "on": "poll"}) as box:
        rehearsed(board, people.alice, ASKED)
        work()
        assert charged(box) == 0
    assert Generation.objects.get().state == GenerationState.UNCONFIRMED


@pytest.fixture
def left(people: People, board: Project) -> Iterator[Generation]:
    """One that a worker left in the middle of sending."""
    with stage({"kind": "drop_before", "on": "create", "nth": [1]}):
        rehearsed(board, people.alice, ASKED)
        generation = Generation.objects.get()
        Generation.objects.update(
            state=GenerationState.SUBMITTING,
            final_request=generation.request.replace('"task"', f'"{generation.client_id}"'),
            lease="gone",
            submitted_at=timezone.now(),
        )
        yield generation


def test_what_a_worker_left_long_ago_is_not_sent_again_even_there(left: Generation) -> None:
    Generation.objects.update(submitted_at=timezone.now() - timedelta(minutes=6))
    work()
    assert Generation.objects.get().state == GenerationState.UNCONFIRMED


@pytest.mark.parametrize("model", UNASKED)
def test_what_a_worker_left_is_not_sent_again_elsewhere(people: People, board: Project, model: str) -> None:
    with stage() as sandbox:
        rehearsed(board, people.alice, model)
        Generation.objects.update(state=GenerationState.SUBMITTING, lease="gone", submitted_at=timezone.now())
        work()
        assert charged(sandbox) == 0
    assert Generation.objects.get().state == GenerationState.UNCONFIRMED
