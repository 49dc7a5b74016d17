"""Orders against the stand-ins of all three providers: every state, the ledger, and what is kept in the end."""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from storyboard.assets.storing import import_picture, path_of
from storyboard.media.probing import probe
from storyboard.projects.demo import PICTURES
from storyboard.projects.editing import edit
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.projects.pinning import Pinned, set_frame
from storyboard.projects.writing import choose, write_board_text
from storyboard.takes.models import Take, Verdict
from storyboard.takes.money import charged_for
from storyboard.takes.states import GenerationState, TakeState
from tests.conftest import People
from tests.takes.rehearsals import rehearsed, soon, stage, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def board(people: People) -> Project:
    shots = [NewShot(1, "Kite", "A kite."), NewShot(2, "Tram", "A tram in the rain.")]
    return make_project(people.workspace, people.alice, "Short", shots)


def single(people: People, board: Project) -> None:
    edit(board.pk, people.alice, choose("mode", "single"))
    edit(board.pk, people.alice, write_board_text("prompt", "A kite over a tram.", 99))


def test_four_results_of_one_create_are_four_takes_of_one_generation(people: People, board: Project) -> None:
    with stage() as sandbox:
        order = rehearsed(board, people.alice, "runware/kling-3.0-4k", 4)
        work()
        (line,) = sandbox.ledger.lines
    generation = order.generations.get()
    assert generation.state == GenerationState.DONE
    assert (generation.settled, generation.unit) == (Decimal("5.04"), "USD")
    assert line.charged == Decimal("5.04")
    assert line.client_id == generation.client_id
    takes = list(Take.objects.order_by("number"))
    assert [take.number for take in takes] == [1, 2, 3, 4]
    assert {take.state for take in takes} == {TakeState.READY}
    assert all(take.rehearsal for take in takes)
    assert takes[0].asset
    seen = probe(path_of(takes[0].asset))
    assert seen.seconds == 3
    assert len({take.asset_id for take in takes}) == 4


@pytest.mark.parametrize("model", ["highway/kling-3.0-4k", "crun/kling-3.0-pro"])
def test_where_a_create_gives_one_result_there_are_as_many_creates(people: People, board: Project, model: str) -> None:
    single(people, board)
    with stage() as sandbox:
        order = rehearsed(board, people.alice, model, 2)
        work()
        assert len(list(sandbox.ledger.lines)) == 2
    assert [one.state for one in order.generations.all()] == [GenerationState.DONE] * 2
    assert Take.objects.filter(state=TakeState.READY).count() == 2


def test_what_was_sent_is_what_was_shown_but_for_the_placeholders(people: People, board: Project) -> None:
    with stage():
        generation = rehearsed(board, people.alice, "runware/kling-3.0-pro").generations.get()
        work()
    generation.refresh_from_db()
    shown, sent = generation.request, generation.final_request
    assert shown.replace('"task"', f'"{generation.client_id}"', 1) != shown
    lines = [line for line in shown.splitlines() if '"hook"' not in line and '"upload"' not in line]
    assert "\n".join(lines).replace('"task"', f'"{generation.client_id}"', 1) == sent


def test_a_cropped_first_frame_is_cut_given_and_filmed(people: People, board: Project) -> None:
    picture = import_picture(people.workspace.pk, people.alice, PICTURES / "shot-1.jpg", "kite.jpg")
    edit(board.pk, people.alice, set_frame("first", Pinned(picture, (0.25, 0.25, 0.5, 0.5))))
    with stage() as sandbox:
        order = rehearsed(board, people.alice, "runware/kling-3.0-4k")
        work()
        assert len(list(sandbox.ledger.lines)) == 1
    generation = order.generations.get()
    assert f'"asset:{picture.sha256}#' in generation.request
    assert "asset:" not in generation.final_request
    cut = picture.renditions.get(name__startswith="fit-")
    assert cut.width
    assert picture.width
    assert abs(cut.width / picture.width - 0.5) < 0.01
    assert Take.objects.get().state == TakeState.READY


def test_a_refusal_costs_nothing_and_says_why(people: People, board: Project) -> None:
    with stage({"kind": "no_credit", "on": "create"}) as sandbox:
        order = rehearsed(board, people.alice, "runware/kling-3.0-4k")
        work()
        assert not list(sandbox.ledger.lines)
    generation = order.generations.get()
    assert generation.state == GenerationState.FAILED
    assert generation.settled == 0
    assert "no credit left" in generation.failure
    assert Take.objects.get().failure == generation.failure


def test_of_four_results_those_that_came_are_kept(people: People, board: Project) -> None:
    with stage({"kind": "partial", "keep": 1, "on": "create"}):
        order = rehearsed(board, people.alice, "runware/kling-3.0-4k", 3)
        work()
    assert order.generations.get().state == GenerationState.DONE
    states = sorted(Take.objects.values_list("state", flat=True))
    assert states == [TakeState.FAILED, TakeState.FAILED, TakeState.READY]


def test_a_failed_task_says_what_the_provider_said(people: People, board: Project) -> None:
    with stage({"kind": "moderation", "on": "create"}):
        order = rehearsed(board, people.alice, "runware/kling-3.0-4k")
        work()
    assert order.generations.get().state == GenerationState.FAILED
    assert Take.objects.get().failure


def test_a_file_that_is_cut_short_once_is_fetched_again(people: People, board: Project) -> None:
    with stage({"kind": "truncated", "fetches": 1, "on": "create"}):
        order = rehearsed(board, people.alice, "runware/kling-3.0-4k")
        work()
    assert order.generations.get().state == GenerationState.DONE
    take = Take.objects.get()
    assert (take.state, take.failure) == (TakeState.READY, "")


def test_a_file_that_never_comes_leaves_the_take_stuck_with_its_link(
    people: People, board: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon(monkeypatch)
    with stage({"kind": "corrupt", "on": "create"}):
        order = rehearsed(board, people.alice, "runware/kling-3.0-4k")
        work()
    take = Take.objects.get()
    assert (take.state, take.stuck) == (TakeState.COLLECTING, True)
    assert take.result_url
    assert order.generations.get().state == GenerationState.COLLECTING


def test_a_rehearsal_never_becomes_the_approved_take(people: People, board: Project) -> None:
    rehearsed(board, people.alice, "runware/kling-3.0-4k")
    with pytest.raises(IntegrityError):
        Take.objects.update(verdict=Verdict.APPROVED)


def test_each_take_of_one_create_has_its_own_price(people: People, board: Project) -> None:
    with stage():
        rehearsed(board, people.alice, "runware/kling-3.0-4k", 2)
        work()
    assert [charged_for(take) for take in Take.objects.select_related("generation")] == [Decimal("1.26")] * 2
