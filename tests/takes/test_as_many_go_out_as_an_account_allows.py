"""Of each account so many are under way as its owner says; the rest wait in a line that people can read."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from storyboard.ids import new_token
from storyboard.projects.models import Project
from storyboard.studio.account_editing import add_account
from storyboard.studio.models import ProviderAccount
from storyboard.takes.models import Generation
from storyboard.takes.opening import claim_waiting, place_in_line
from storyboard.takes.ordering import Wish, place_order
from storyboard.takes.states import GenerationState
from tests.conftest import People
from tests.takes.rehearsals import rehearsed

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]
MODEL = "runware/kling-3.0-4k"


@pytest.fixture
def account(people: People) -> ProviderAccount:
    account = add_account(people.workspace, people.olga, "runware", key="k" * 30)
    ProviderAccount.objects.update(at_once=2)
    account.refresh_from_db()
    return account


def ordered(people: People, project: Project, account: ProviderAccount, count: int) -> list[Generation]:
    orders = [place_order(project, people.alice, Wish(MODEL, new_token(), account=account.pk)) for _one in range(count)]
    return [order.generations.get() for order in orders]


def test_no_more_than_that_are_opened(people: People, project: Project, account: ProviderAccount) -> None:
    first, second, third, fourth = ordered(people, project, account, 4)
    assert {one.pk for one in claim_waiting("worker", 8)} == {first.pk, second.pk}
    assert claim_waiting("worker", 8) == []
    third.refresh_from_db()
    fourth.refresh_from_db()
    assert [place_in_line(third), place_in_line(fourth)] == [1, 2]
    Generation.objects.filter(pk=first.pk).update(state=GenerationState.COLLECTING)
    assert [one.pk for one in claim_waiting("worker", 8)] == [third.pk]


def test_those_with_priority_go_first(people: People, project: Project, account: ProviderAccount) -> None:
    first, second, third = ordered(people, project, account, 3)
    Generation.objects.filter(pk=third.pk).update(priority=1)
    assert place_in_line(third) == 1
    assert [one.pk for one in claim_waiting("worker", 1)] == [third.pk]
    assert [one.pk for one in claim_waiting("worker", 8)] == [first.pk]
    assert place_in_line(second) == 1


def test_a_paused_account_sends_nothing_new(people: People, project: Project, account: ProviderAccount) -> None:
    (waiting,) = ordered(people, project, account, 1)
    ProviderAccount.objects.update(paused_at=timezone.now())
    assert claim_waiting("worker", 8) == []
    ProviderAccount.objects.update(paused_at=None)
    assert [one.pk for one in claim_waiting("worker", 8)] == [waiting.pk]


def test_rehearsals_wait_for_no_place(people: People, project: Project, account: ProviderAccount) -> None:
    for _one in range(5):
        rehearsed(project, people.alice, MODEL)
    assert len(claim_waiting("worker", 8)) == 5


def test_many_workers_at_once_open_no_more(people: People, project: Project, account: ProviderAccount) -> None:
    ordered(people, project, account, 8)

    def work(worker: int) -> list[str]:
        try:
            return [one.pk for _look in range(5) for one in claim_waiting(f"worker{worker}", 8)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        opened = [pk for found in pool.map(work, range(4)) for pk in found]
    assert len(opened) == len(set(opened)) == 2
