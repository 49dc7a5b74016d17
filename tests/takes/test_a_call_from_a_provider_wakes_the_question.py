"""Webhooks: only the address that was given out works, and a call there does nothing but have the provider asked."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from django.core.cache import cache
from django.test import AsyncClient, Client
from django.utils import timezone

from storyboard import asgi
from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.writing import choose, write_board_text
from storyboard.studio.account_editing import add_account
from storyboard.takes.bounding import MOST_MESSAGE_BYTES
from storyboard.takes.hooks import MOST_WRONG_A_MINUTE, token_of
from storyboard.takes.models import Generation, Take
from storyboard.takes.ordering import Wish, place_order
from storyboard.takes.pipeline import LEASE
from storyboard.takes.polling import first_ask, write
from storyboard.takes.states import GenerationState, TakeState
from storyboard.takes.turns import claim_running
from tests.conftest import People

pytestmark = pytest.mark.django_db(transaction=True)
FAR = timedelta(minutes=10)


@pytest.fixture(autouse=True)
def forgotten_callers() -> None:
    cache.clear()


def ordered(people: People, project: Project, kind: str, model: str, state: str) -> Generation:
    account = add_account(people.workspace, people.olga, kind, name=f"{kind} of ours", key="k" * 35)
    edit(project.pk, people.alice, choose("mode", "single"))
    edit(project.pk, people.alice, write_board_text("prompt", "A kite over a tram.", 99))
    order = place_order(project, people.alice, Wish(model, "token", account=account.pk))
    generation = order.generations.get()
    sent = {"submitted_at": timezone.now(), "due_at": timezone.now() + FAR, "state": state}
    Generation.objects.filter(pk=generation.pk).update(**sent)
    Take.objects.filter(generation=generation).update(state="unconfirmed" if state == "unconfirmed" else "running")
    generation.refresh_from_db()
    return generation


@pytest.fixture
def running(people: People, project: Project) -> Generation:
    generation = ordered(people, project, "runware", "runware/kling-3.0-4k", "running")
    Generation.objects.update(provider_task=generation.client_id)
    return generation


def address(generation: Generation, kind: str = "runware", tail: str = "") -> str:
    return f"/hooks/{kind}/{token_of(generation.pk)}/{tail}"


def call(where: str, body: object = None) -> int:
    return Client().post(where, json.dumps(body), content_type="application/json").status_code


def test_a_call_has_a_running_one_asked_at_once_however_often_it_comes(running: Generation) -> None:
    for _time in range(3):
        assert call(address(running), {"data": []}) == 200
        running.refresh_from_db()
        assert running.due_at
        assert running.due_at <= timezone.now()


def test_nothing_that_a_call_says_is_believed(running: Generation) -> None:
    told = {"taskUUID": running.client_id, "status": "success", "videoUUID": "x", "videoURL": "https://evil.example/x"}
    assert call(address(running), {"data": [told]}) == 200
    take = Take.objects.get()
    assert (take.state, take.result_url, take.result_id) == (TakeState.RUNNING, "", "")


@pytest.mark.parametrize("body", [b"", b"\xff\x00", b"[[[[", b'{"data": 5}', b"null"])
def test_a_call_may_say_anything(running: Generation, body: bytes) -> None:
    assert Client().post(address(running), body, content_type="text/plain").status_code == 200


def test_a_call_before_the_create_was_answered_has_it_asked_for_as_soon_as_it_is(running: Generation) -> None:
    Generation.objects.update(state=GenerationState.SUBMITTING, lease="held")
    assert call(address(running)) == 200
    running.refresh_from_db()
    assert (running.state, running.lease) == ("submitting", "held")
    now = timezone.now()
    assert first_ask(running, now) == now


def test_a_call_while_it_is_asked_about_has_it_asked_again_at_once(running: Generation) -> None:
    Generation.objects.update(due_at=timezone.now() - LEASE)
    (turn,) = claim_running("worker", 8)
    asked_at = timezone.now()
    assert call(address(running)) == 200
    write(turn, {}, asked_at)
    running.refresh_from_db()
    assert running.due_at
    assert (running.lease, running.due_at <= timezone.now()) == ("", True)


def test_without_a_call_it_is_asked_again_later(running: Generation) -> None:
    Generation.objects.update(due_at=timezone.now() - LEASE, woken_at=timezone.now() - FAR)
    (turn,) = claim_running("worker", 8)
    write(turn, {}, timezone.now())
    running.refresh_from_db()
    assert running.due_at
    assert timezone.now() + timedelta(seconds=1) < running.due_at < timezone.now() + timedelta(seconds=4)


@pytest.mark.parametrize("state", ["done", "failed", "cancelled", "held", "queued"])
def test_a_late_call_changes_nothing(running: Generation, state: str) -> None:
    Generation.objects.update(state=state)
    before = Generation.objects.values("state", "due_at", "lease").get()
    assert call(address(running)) == 200
    assert Generation.objects.values("state", "due_at", "lease").get() == before


def test_wrong_addresses_lead_nowhere_and_guessing_is_slowed_down(running: Generation) -> None:
    good = address(running)
    wrong = ["/hooks/runware/x/", good[:-2] + "/", good.replace(running.pk, "aaaaaaaaaaaa"), address(running, "crun")]
    assert [call(where) for where in wrong] == [404] * 4
    codes = {call("/hooks/runware/guess/") for _guess in range(MOST_WRONG_A_MINUTE)}
    assert codes == {404, 429}
    assert call("/hooks/runware/guess/") == 429
    assert call(good) == 200
    assert Client().get(good).status_code == 405


def test_one_whose_fate_was_unknown_is_asked_for_by_the_task_that_the_call_names(
    people: People, project: Project
) -> None:
    lost = ordered(people, project, "crun", "crun/kling-3.0-pro", "unconfirmed")
    task = "d6956973-2f17-43d4-8514-af6cc3a2f55d"
    assert call(address(lost, "crun"), {"note": "nothing"}) == 200
    lost.refresh_from_db()
    assert lost.state == GenerationState.UNCONFIRMED
    assert call(address(lost, "crun"), {"task_id": task, "status": "success"}) == 200
    lost.refresh_from_db()
    assert (lost.state, lost.provider_task, lost.failure) == ("running", task, "")
    assert Take.objects.get().state == TakeState.RUNNING


def test_a_task_that_belongs_to_another_is_not_taken(people: People, project: Project) -> None:
    other = ordered(people, project, "crun", "crun/kling-3.0-pro", "running")
    Generation.objects.update(provider_task="d6956973")
    order = place_order(project, people.alice, Wish(other.model, "another", account=other.account_id or ""))
    lost = order.generations.get()
    Generation.objects.filter(pk=lost.pk).update(state="unconfirmed")
    assert call(address(lost, "crun"), {"task_id": "d6956973"}) == 200
    lost.refresh_from_db()
    assert (lost.state, lost.provider_task) == ("unconfirmed", "")


async def in_pieces(size: int) -> AsyncIterator[bytes]:
    for _piece in range(size // 50_000):
        yield b"x" * 50_000
        await asyncio.sleep(0)


async def test_a_body_without_end_is_not_taken_whether_its_length_is_told_or_not(running: Generation) -> None:
    transport = httpx.ASGITransport(asgi.application)
    where, long = address(running), MOST_MESSAGE_BYTES + 100_000
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        assert (await client.post(where, content=b"x" * long)).status_code == 413
        assert (await client.post(where, content=in_pieces(long))).status_code == 413
        assert (await client.put("/hooks/runware/guess/file", content=in_pieces(long))).status_code == 413
        assert (await client.post(where, content=b"x" * 1000)).status_code == 200


async def test_a_view_alone_reads_no_more_than_a_message(running: Generation) -> None:
    answer = await AsyncClient().post(address(running), b"x" * 3_000_000, content_type="text/plain")
    assert answer.status_code == 200
