"""What stands in the way of orders is told first on their page, from facts as they are at that moment: to everybody of
the workspace and to nobody else, with the way to the account for owners alone, each with its place in the handbook."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from storyboard.projects.models import Project
from storyboard.studio.models import Person, ProviderAccount
from storyboard.takes.models import Generation
from storyboard.takes.trouble_sentences import TITLES
from storyboard.takes.troubles import troubles_of
from storyboard.work.models import Worker
from storyboard.work.runner import ALIVE_FOR
from tests.conftest import People
from tests.takes.operating import entries
from tests.takes.troubled import begun, troubled, worker

pytestmark = [pytest.mark.both, pytest.mark.django_db]
Clients = Callable[[Person], Client]


def test_everything_at_once_the_worst_first(people: People, project: Project, client_of: Clients) -> None:
    away = troubled(people, project)
    found = troubles_of(people.workspace)
    kinds = [(entry.kind, entry.level) for entry in found]
    assert kinds == [
        ("provider", "bad"), ("key", "warn"), ("killed", "warn"),
        ("deploy", "info"), ("clock", "info"), ("database", "info"), ("workers", "info"),
    ]  # fmt: skip
    told = {entry.kind: entry.sentence for entry in found}
    assert f"“{away.name}” since" in told["provider"]
    assert "Its 5 orders are kept" in told["provider"]
    assert "Process 3 on 10" in told["killed"]
    assert "while 2 orders were under way" in told["deploy"]
    assert "set back by 60 min" in told["clock"]
    assert "waiting for 15 s" in told["database"]
    assert "2 workers share the work: process 1 on 10 has begun 2 open orders and process 2" in told["workers"]


def test_owners_alone_are_led_to_the_account(people: People, project: Project, client_of: Clients) -> None:
    away = troubled(people, project)
    pages = {one: client_of(one).get("/orders/").content.decode() for one in (people.olga, people.alice, people.rita)}
    assert len({tuple(entries(client_of(one)).items()) for one in pages}) == 1
    link = f'href="/settings/accounts/{away.pk}/"'
    assert [link in page for page in pages.values()] == [True, False, False]


def test_nothing_of_it_is_told_elsewhere_but_what_is_of_the_server(people: People, project: Project) -> None:
    troubled(people, project)
    told = {entry.kind: entry.sentence for entry in troubles_of(people.elsewhere)}
    assert set(told) == {"clock", "database", "workers"}
    assert "process 1 on 10 has begun 0 open orders" in told["workers"]


def test_every_entry_has_its_paragraph_in_the_handbook(people: People, client_of: Clients) -> None:
    page = client_of(people.rita).get("/help/faults/").content.decode()
    assert [kind for kind in TITLES if f'<h2 id="{kind}">' not in page] == []
    assert page.count("<h2 id=") == len(TITLES) == 10


def test_without_a_worker_it_says_what_to_start(people: People, project: Project, client_of: Clients) -> None:
    assert troubles_of(people.workspace) == []
    troubled(people, project)
    ProviderAccount.objects.update(failing_since=None, paused_at=None)
    Worker.objects.update(seen_at=timezone.now() - 2 * ALIVE_FOR)
    (entry,) = troubles_of(people.workspace)
    assert (entry.kind, entry.level) == ("killed", "bad")
    assert "5 orders wait" in entry.sentence
    assert "manage.py worker" in entry.sentence
    Worker.objects.all().delete()
    assert "No worker is running, and 5 orders wait" in entries(client_of(people.rita))["killed"]
    Generation.objects.update(state="done")
    assert troubles_of(people.workspace) == []


def test_what_is_long_past_is_not_told(people: People, project: Project) -> None:
    troubled(people, project)
    Worker.objects.update(troubled_at=timezone.now() - timedelta(minutes=16))
    Generation.objects.update(state="done")
    ProviderAccount.objects.update(paused_at=None)
    assert [entry.kind for entry in troubles_of(people.workspace)] == ["workers"]


def test_of_many_workers_a_few_are_named(people: People, project: Project) -> None:
    for pid in range(1, 8):
        begun(people, project, worker(pid).pk, 0)
    (entry,) = troubles_of(people.workspace)
    assert entry.sentence.startswith("7 workers share the work: process 1 on 10")
    assert "process 5 on 10 has begun 0 open orders, …" in entry.sentence
