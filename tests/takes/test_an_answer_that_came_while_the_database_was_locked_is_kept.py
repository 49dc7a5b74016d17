"""Another program locks the database as a create is answered: what the provider said is written once it lets go, so
that nobody has to wonder; the orders page tells of it while it lasts and afterwards."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from storyboard.studio.models import Person
from storyboard.takes import troubles
from storyboard.takes.states import GenerationState
from tests.conftest import People
from tests.takes.operating import Studio, all_home, entries, states, studio_at
from tests.takes.provider import Provider, provider
from tests.takes.rehearsals import work_along

pytestmark = pytest.mark.django_db(transaction=True)
LATE = {"kind": "delay", "on": "create", "seconds": 1}


def test_nothing_is_in_doubt(
    people: People,
    settings: Any,
    client_of: Callable[[Person], Client],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(troubles, "LOCKED_SECONDS", 0.1)
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.2)  # twenty seconds, shortened
    connection.close()
    client = client_of(people.alice)
    with provider(LATE) as far:
        studio = studio_at(far, people, settings, "highway")
        with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
            work_along(locked_out(far, studio, client, other, lambda: "did not answer the worker" in caplog.text))
        assert len(far.lines) == 1
    assert "database" not in entries(client)  # the worker has signed off, and what it met with it


def locked_out(
    far: Provider, studio: Studio, client: Client, other: sqlite3.Connection, worker_waits: Callable[[], bool]
) -> Iterator[Callable[[], bool]]:
    studio.order()
    yield lambda: states() == [GenerationState.SUBMITTING]
    other.execute("BEGIN EXCLUSIVE")
    assert "keeps the database locked" in entries(client)["database"]
    yield lambda: len(far.lines) == 1  # it is taken, and cannot be written down
    yield worker_waits
    assert states() == [GenerationState.SUBMITTING]
    other.execute("COMMIT")
    yield lambda: "there is nothing to do" in entries(client).get("database", "")
    yield all_home
