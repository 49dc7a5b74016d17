"""Generations of one account that are due together are asked about together, and an answer without news is cheap."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.utils import timezone

from storyboard.ids import new_token
from storyboard.projects.models import Project
from storyboard.providers.answers import Answer, Result, State
from storyboard.studio.account_editing import add_account
from storyboard.studio.models import ProviderAccount
from storyboard.takes import polling, turns
from storyboard.takes.models import Generation, Take
from storyboard.takes.ordering import Wish, place_order
from storyboard.takes.states import GenerationState, TakeState
from storyboard.takes.turns import claim_running
from tests.conftest import People
from tests.takes.operating import studio_at
from tests.takes.provider import provider

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]
MODEL = "runware/kling-3.0-4k"


@pytest.fixture
def account(people: People) -> ProviderAccount:
    return add_account(people.workspace, people.olga, "runware", key="k" * 30)


def running(people: People, project: Project, account: ProviderAccount, count: int, results: int = 1) -> None:
    for _one in range(count):
        place_order(project, people.alice, Wish(MODEL, new_token(), results, account=account.pk))
    for generation in Generation.objects.filter(account=account):
        Generation.objects.filter(pk=generation.pk).update(provider_task=generation.client_id)
    now = timezone.now()
    Generation.objects.filter(account=account).update(state="running", submitted_at=now, due_at=now)
    Take.objects.filter(generation__account=account).update(state="running")


def test_what_is_due_is_claimed_by_account(people: People, project: Project, account: ProviderAccount) -> None:
    other = add_account(people.workspace, people.olga, "runware", name="Another", key="j" * 30)
    running(people, project, account, 3)
    running(people, project, other, 2)
    claimed = claim_running("worker", 8)
    asked = {turn.account.pk: {one.pk for one in turn.generations} for turn in claimed if turn.account}
    for one in (account, other):
        assert asked[one.pk] == set(one.generations.values_list("pk", flat=True))
    assert claim_running("other worker", 8) == []


@pytest.mark.parametrize("count", [2, 20])
def test_answers_without_news_cost_the_same_for_two_as_for_twenty(
    people: People,
    project: Project,
    account: ProviderAccount,
    count: int,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    running(people, project, account, count)
    (turn,) = claim_running("worker", 8)
    answers = {one.provider_task: Answer(State.RUNNING, 40) for one in turn.generations}
    with django_assert_max_num_queries(6):  # type: ignore[attr-defined]
        polling.write(turn, answers, timezone.now())
    assert set(Take.objects.values_list("progress", flat=True)) == {40}
    assert not Generation.objects.exclude(lease="", state=GenerationState.RUNNING).exists()


def test_the_first_of_four_is_fetched_while_three_still_run(
    people: People, project: Project, account: ProviderAccount
) -> None:
    running(people, project, account, 1, results=4)
    (turn,) = claim_running("worker", 8)
    result = Result("first", "https://vm.runware.ai/1.mp4")
    polling.write(turn, {turn.generations[0].provider_task: Answer(State.RUNNING, 30, (result,))}, timezone.now())
    takes = list(Take.objects.order_by("number"))
    assert [take.state for take in takes] == [TakeState.COLLECTING, *[TakeState.RUNNING] * 3]
    assert takes[0].due_at
    assert takes[0].due_at <= timezone.now()
    assert Generation.objects.get().state == GenerationState.RUNNING


def test_a_result_without_news_is_given_to_no_second_take(
    people: People, project: Project, account: ProviderAccount
) -> None:
    running(people, project, account, 1, results=2)
    answer = Answer(State.RUNNING, 30, (Result("first", "https://vm.runware.ai/1.mp4"),))
    for _time in range(3):
        Generation.objects.update(due_at=timezone.now())
        ProviderAccount.objects.update(asked_until=None)
        (turn,) = claim_running("worker", 8)
        polling.write(turn, {turn.generations[0].provider_task: answer}, timezone.now())
    assert sorted(Take.objects.values_list("result_id", flat=True)) == ["", "first"]


def test_one_that_was_taken_over_meanwhile_is_left_alone(
    people: People, project: Project, account: ProviderAccount
) -> None:
    running(people, project, account, 2)
    (turn,) = claim_running("worker", 8)
    Generation.objects.filter(pk=turn.generations[0].pk).update(lease="somebody else's")
    done = {one.provider_task: Answer(State.FAILED, failure="no") for one in turn.generations}
    polling.write(turn, done, timezone.now())
    states = {one.pk: one.state for one in Generation.objects.all()}
    assert states == {turn.generations[0].pk: GenerationState.RUNNING, turn.generations[1].pk: GenerationState.FAILED}


def test_after_a_day_without_an_end_a_person_decides_and_what_came_is_kept(
    people: People, project: Project, account: ProviderAccount
) -> None:
    running(people, project, account, 1, results=2)
    Take.objects.filter(number=1).update(state=TakeState.COLLECTING, result_id="first")
    Generation.objects.update(submitted_at=timezone.now() - timedelta(hours=25))
    (turn,) = claim_running("worker", 8)
    polling.write(turn, {}, timezone.now())
    assert Generation.objects.get().state == GenerationState.UNCONFIRMED
    assert list(Take.objects.order_by("number").values_list("state", flat=True)) == ["collecting", "unconfirmed"]


def test_one_worker_alone_asks_about_an_account(people: People, project: Project, account: ProviderAccount) -> None:
    running(people, project, account, 1)
    (turn,) = claim_running("first", 8)
    running(people, project, account, 1)
    Generation.objects.exclude(pk=turn.generations[0].pk).update(due_at=timezone.now() - timedelta(seconds=1))
    assert claim_running("second", 8) == []
    ProviderAccount.objects.update(asked_until=timezone.now() - timedelta(seconds=1))  # the first one has died
    assert len(claim_running("second", 8)) == 1


@pytest.mark.parametrize("count", [1, 2])
def test_questions_about_many_are_a_moment_apart(people: People, settings: Any, count: int) -> None:
    with provider() as far:
        studio = studio_at(far, people, settings, "runware")
        running(people, studio.board, studio.account, count)
        (turn,) = claim_running("worker", 8)
        begun = time.monotonic()
        async_to_sync(polling.ask)(turn)
        took = time.monotonic() - begun
    assert count == 1 or took >= polling.APART_SECONDS
    assert [one.asking for one in ProviderAccount.objects.all()] == [""]
    assert not Generation.objects.filter(due_at__lte=timezone.now())


def test_an_account_without_anything_due_is_kept_from_nobody(
    people: People, project: Project, account: ProviderAccount
) -> None:
    running(people, project, account, 1)
    Generation.objects.update(due_at=timezone.now() + timedelta(minutes=1))
    assert claim_running("first", 8) == []
    Generation.objects.update(due_at=timezone.now())
    assert len(claim_running("second", 8)) == 1


def test_a_worker_that_slept_through_its_turn_writes_nothing(
    people: People, project: Project, account: ProviderAccount
) -> None:
    running(people, project, account, 2)
    (slept,) = claim_running("first", 8)
    ProviderAccount.objects.update(asked_until=timezone.now() - timedelta(seconds=1))
    (turn,) = claim_running("second", 8)
    assert not turns.hold(slept)
    answers = {slept.generations[0].provider_task: Answer(State.FAILED, failure="no")}
    answers[slept.generations[1].provider_task] = Answer(State.RUNNING, 70)
    polling.write(slept, answers, timezone.now())
    turns.end(slept)
    assert set(Generation.objects.values_list("state", flat=True)) == {GenerationState.RUNNING}
    assert set(Take.objects.values_list("progress", flat=True)) == {0}
    assert claim_running("third", 8) == []
    assert turns.hold(turn)


def test_an_account_with_much_to_ask_keeps_no_other_waiting(
    people: People, project: Project, account: ProviderAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = add_account(people.workspace, people.olga, "runware", name="Another", key="j" * 30)
    running(people, project, account, 4)
    running(people, project, other, 1)
    Generation.objects.filter(account=other).update(due_at=timezone.now())
    monkeypatch.setattr(turns, "MOST_ASKED", 3)
    assert sorted(len(turn.generations) for turn in claim_running("worker", 8)) == [1, 3]


def test_accounts_take_turns(people: People, project: Project, account: ProviderAccount) -> None:
    other = add_account(people.workspace, people.olga, "runware", name="Another", key="j" * 30)
    running(people, project, account, 1)
    running(people, project, other, 1)
    asked = []
    for _time in range(4):
        Generation.objects.update(due_at=timezone.now())
        (turn,) = claim_running("worker", 1)
        asked.append(turn.account)
        turns.end(turn)
    assert asked[:2] == asked[2:]
    assert set(asked) == {account, other}
