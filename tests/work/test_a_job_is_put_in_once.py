"""Asking twice for the same work is one job while it is open, and another once it is over."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from storyboard.work import jobs, waking
from storyboard.work.models import Job
from tests.work.conftest import Notebook

pytestmark = [pytest.mark.both, pytest.mark.django_db]


def test_an_open_one_is_the_one(notebook: Notebook) -> None:
    first = jobs.enqueue("test", "one")
    assert jobs.enqueue("test", "one") == first
    jobs.claim_due("worker", 1)
    assert jobs.enqueue("test", "one") == first


def test_another_thing_or_another_kind_is_another(notebook: Notebook) -> None:
    for kind, about in (("test", "one"), ("test", "two"), ("other", "one")):
        jobs.enqueue(kind, about)
    assert Job.objects.count() == 3


def test_after_it_is_over_it_can_be_wanted_again(notebook: Notebook) -> None:
    first = jobs.enqueue("test", "one")
    (job,) = jobs.claim_due("worker", 1)
    jobs.complete(job, 1)
    assert jobs.enqueue("test", "one") != first
    (job,) = jobs.claim_due("worker", 1)
    jobs.give_up(job, ValueError("no"))
    jobs.enqueue("test", "one")
    assert Job.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_many_who_want_it_at_once_get_one() -> None:
    def want(_number: int) -> str:
        try:
            return jobs.enqueue("test", "one").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(want, range(12)))) == 1


@pytest.mark.django_db(transaction=True)
def test_workers_are_woken_when_it_is_committed_and_not_before() -> None:
    calls: list[int] = []

    def wake() -> None:
        calls.append(1)

    waking.add_sleeper(wake)
    try:
        with transaction.atomic():
            jobs.enqueue("test", "one")
            assert calls == []
        assert calls == [1]
        with transaction.atomic():
            jobs.enqueue("test", "two")
            transaction.set_rollback(True)
        assert calls == [1]
    finally:
        waking.remove_sleeper(wake)
