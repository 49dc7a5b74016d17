"""Two `up` on one data folder and two ports, which the orders page tells: both serve, no take is made twice, and when
one is killed, the other goes on with what it had begun."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from tests.faults.installation import Installation, Server, wait_until
from tests.faults.operating import entries, order, states, studio_at
from tests.faults.visiting import Visitor
from tests.takes.provider import Provider, provider

ANIMATICS = 4
ORDERS = ("runware", "highway", "crun")


@dataclass
class Two:
    """The installation, its servers, and a person at each."""

    far: Provider
    studio: Installation
    servers: list[Server]
    visitors: list[Visitor]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    with provider() as far, studio_at(far, tmp_path_factory.mktemp("two")) as studio:
        servers = [studio.up("--no-demo"), studio.up("--no-demo")]
        yield Two(far, studio, servers, [Visitor(server) for server in servers])


def test_each_take_is_made_once(two: Two) -> None:
    projects = [two.visitors[number % 2].new_project(f"Board {number}", 3, 1) for number in range(ANIMATICS)]
    for number, project in enumerate(projects):
        two.visitors[number % 2].order_animatic(project)
    for visitor in two.visitors:
        assert all(f"process {server.process.pid} " in entries(visitor)["workers"] for server in two.servers)
    wait_until(lambda: all(take["state"] == "ready" for take in two.studio.takes()), 90, "all takes")
    assert len(two.studio.takes()) == ANIMATICS
    jobs = two.studio.rows("SELECT state, attempts FROM storyboard_job WHERE kind = 'animatic'")
    assert [(job["state"], job["attempts"]) for job in jobs] == [("done", 1)] * ANIMATICS
    for server, visitor in zip(two.servers, two.visitors, strict=True):
        assert server.answers()
        for project in projects:
            status, page = visitor.get(f"/projects/{project}/")
            assert status == 200
            assert 'data-state="ready"' in page
        assert "Traceback" not in server.said()


def test_one_goes_on_with_what_the_other_had_begun_when_it_was_killed(two: Two) -> None:
    two.far.strike({"kind": "delay", "on": "poll", "seconds": 600})  # so that they stay there for a while
    order(two.visitors[0], *ORDERS)
    wait_until(lambda: states(two.studio) <= {"done", "running"}, 30, "all orders at their providers")
    two.far.be_away()
    killed, visitor = begun_by(two)
    killed.kill()
    let_time_pass(two.studio, killed)
    assert f"Process {killed.process.pid} " in entries(visitor)["killed"]
    assert "workers" not in entries(visitor)
    two.far.strike()
    two.far.be_there()
    wait_until(lambda: states(two.studio) == {"done"}, 60, "an end of all orders")
    assert len(two.far.lines) == len(ORDERS)
    assert not {"killed", "provider", "workers"} & entries(visitor).keys()
    assert "Traceback" not in visitor.server.said()


def begun_by(two: Two) -> tuple[Server, Visitor]:
    """The server that has begun orders which are open, and a person at the other one."""
    rows = two.studio.rows(
        "SELECT worker.pid FROM storyboard_worker worker JOIN storyboard_generation ON worker = worker.id "
        "WHERE state = 'running' GROUP BY worker.pid ORDER BY COUNT(*) DESC"
    )
    number = [server.process.pid for server in two.servers].index(rows[0]["pid"])
    return two.servers[number], two.visitors[1 - number]


def let_time_pass(studio: Installation, killed: Server) -> None:
    """As if it were a minute since then."""
    ago = (datetime.now(UTC) - timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M:%S")
    with closing(sqlite3.connect(studio.data / "storyboard.sqlite3", timeout=30)) as rows, rows:
        rows.execute("UPDATE storyboard_worker SET seen_at = ? WHERE pid = ?", (ago, killed.process.pid))
