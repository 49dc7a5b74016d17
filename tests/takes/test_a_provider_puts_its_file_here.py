"""Where this server can be reached, a provider that offers it puts the file here; its answer still has to say so."""

import json
from pathlib import Path

import pytest
from asgiref.sync import sync_to_async
from django.test import Client, override_settings
from django.utils import timezone

from storyboard.environment import read
from storyboard.projects.models import Project
from storyboard.providers.answers import Answer, Result, State
from storyboard.studio.account_editing import add_account
from storyboard.takes import collecting, fetching, preparing, receiving
from storyboard.takes.hearing import hear
from storyboard.takes.hooks import hook_address, token_of, upload_address
from storyboard.takes.models import Generation, Take
from storyboard.takes.ordering import Wish, place_order
from storyboard.takes.speaking import ear_of
from storyboard.takes.states import TakeState
from storyboard.takes.steps import claim_takes
from storyboard.takes.turns import claim_running
from storyboard.work.models import Job
from tests.conftest import People

pytestmark = pytest.mark.django_db(transaction=True)
FILM = b"as if it were a film " * 1000


@pytest.fixture
def reachable(tmp_path: Path) -> override_settings:
    variables = {"STORYBOARD_DATA": str(tmp_path / "data"), "STORYBOARD_PUBLIC_URL": "https://studio.example"}
    return override_settings(ENVIRONMENT=read(variables))


@pytest.fixture
def running(people: People, project: Project) -> Generation:
    account = add_account(people.workspace, people.olga, "runware", key="k" * 30)
    order = place_order(project, people.alice, Wish("runware/kling-3.0-4k", "token", account=account.pk))
    Generation.objects.update(state="running", submitted_at=timezone.now(), due_at=timezone.now(), provider_task="t")
    Take.objects.update(state="running")
    return order.generations.get()


def put(generation: Generation, content: bytes = FILM) -> int:
    return Client().put(f"/hooks/runware/{token_of(generation.pk)}/file", content).status_code


def answered(generation: Generation) -> Take:
    """The provider says that it is done."""
    (turn,) = claim_running("worker", 8)
    hear(turn.generations[0].row(), Answer(State.DONE, 100, (Result("video", "https://vm.runware.ai/v.mp4"),)))
    return Take.objects.get(generation=generation)


async def test_both_addresses_go_out_where_the_server_can_be_reached(
    running: Generation, reachable: override_settings
) -> None:
    ear = await sync_to_async(ear_of)(running)
    told = json.loads(await preparing.final_request(running, ear))[0]
    assert "webhookURL" not in told
    assert "uploadEndpoint" not in told
    with reachable:
        told = json.loads(await preparing.final_request(running, ear))[0]
        assert told["webhookURL"] == hook_address(running)
        assert told["webhookURL"] == f"https://studio.example/hooks/runware/{token_of(running.pk)}/"
        assert told["uploadEndpoint"] == upload_address(running) == told["webhookURL"] + "file"


def test_nobody_is_told_to_call_a_rehearsal(running: Generation, reachable: override_settings) -> None:
    running.model = "rehearsal:runware/kling-3.0-4k"
    with reachable:
        assert hook_address(running) is None


async def test_the_file_that_came_is_checked_and_nothing_is_fetched(running: Generation) -> None:
    assert await sync_to_async(put)(running) == 200
    running = await sync_to_async(Generation.objects.get)()
    assert running.state == "running"
    take = await sync_to_async(answered)(running)
    assert take.state == TakeState.COLLECTING
    (claimed,) = await sync_to_async(claim_takes)("worker", 8)
    await fetching.fetch(claimed)
    assert collecting.file_of(claimed.pk).read_bytes() == FILM
    assert not receiving.received_file(running.pk).exists()
    job = await sync_to_async(Job.objects.get)()
    assert (job.kind, job.about) == ("check", claimed.pk)


def test_a_file_alone_makes_no_take_ready(running: Generation) -> None:
    assert put(running) == 200
    assert Take.objects.get().state == TakeState.RUNNING


def test_what_nobody_waits_for_is_dropped(running: Generation) -> None:
    for changed in ({"state": "done"}, {"state": "failed"}, {"state": "running", "wanted": 2}):
        Generation.objects.update(**changed)
        assert put(running) == 200
        assert not receiving.received_file(running.pk).exists()


def test_a_file_without_end_leaves_nothing(running: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "MOST_BYTES", 1000)
    assert put(running) == 413
    assert not list(receiving.received_file(running.pk).parent.iterdir())


def test_only_the_address_that_was_given_out_takes_a_file(running: Generation) -> None:
    assert Client().put("/hooks/runware/guess/file", FILM).status_code == 404
    assert Client().post(f"/hooks/runware/{token_of(running.pk)}/file").status_code == 405
