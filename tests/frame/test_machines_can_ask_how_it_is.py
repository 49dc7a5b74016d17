"""/healthz, /readyz and /metrics: alive, ready to serve, and figures for whoever may read them."""

from dataclasses import replace
from typing import Any

import pytest
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from storyboard.projects.models import Project
from storyboard.work.models import Worker
from tests.conftest import People
from tests.takes.making import finished, ordered

pytestmark = [pytest.mark.both, pytest.mark.django_db]


def test_alive() -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_ready() -> None:
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ready\n")


def test_not_ready_on_a_database_that_lacks_a_migration() -> None:
    MigrationRecorder.Migration.objects.filter(app="storyboard").order_by("-name")[0].delete()
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"not ready\n")
    assert Client().get("/healthz").status_code == 200


def test_figures_tell_jobs_generations_and_workers(people: People, project: Project) -> None:
    finished(project, people.alice)
    ordered(project, people.alice)
    Worker.objects.create(host="here", pid=1, seen_at=timezone.now())
    answer = Client().get("/metrics")
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    assert 'storyboard_jobs{kind="animatic",state="done"} 1.0' in lines
    assert 'storyboard_generations{model="animatic",state="done"} 1.0' in lines
    assert 'storyboard_generations{model="animatic",state="queued"} 1.0' in lines
    assert "storyboard_worker_alive 1.0" in lines


@pytest.mark.parametrize(("address", "status"), [("127.0.0.1", 200), ("::1", 200), ("10.0.0.7", 404), ("", 404)])
def test_without_a_token_only_this_machine_may_read_figures(address: str, status: int) -> None:
    assert Client(REMOTE_ADDR=address).get("/metrics").status_code == status


def test_a_forwarded_address_counts_for_nothing() -> None:
    answer = Client(REMOTE_ADDR="10.0.0.7").get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"})
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        ("Bearer sesame", 200),
        ("Bearer other", 404),
        ("Bearer ", 404),
        ("sesame", 404),
        ("", 404),
        ("Bearer sésame", 404),
    ],
)
def test_with_a_token_it_alone_counts(settings: Any, authorization: str, status: int) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, metrics_token="sesame")
    for address in ("127.0.0.1", "10.0.0.7"):
        answer = Client(REMOTE_ADDR=address).get("/metrics", headers={"Authorization": authorization})
        assert answer.status_code == status
