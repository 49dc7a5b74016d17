"""Ten people edit one board at once, at real servers: no edit is refused, none is lost, every change reaches everybody,
and everybody is seen by all. With --full for a minute.

Once on SQLite with one server, and once on PostgreSQL and Redis with two.
"""

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

import pytest

from tests.conftest import FULL
from tests.faults.installation import Installation, Server, installation, wait_until
from tests.faults.visiting import Visitor
from tests.machine.servers import postgres_programs, postgresql, redis_program, redis_server
from tests.systems.crowd import PEOPLE, at_board, edit_together, expect_all_the_same, invited, opened

SECONDS = 60 if FULL else 4
TOTAL, SHOTS = 12, 4
GONE_WITHIN = 15  # seconds, on a machine that is busy; see SILENCE_SECONDS and PING_PATIENCE_SECONDS


@dataclass
class Place:
    """Servers on one installation, and the visitors invited there in turn."""

    studio: Installation
    servers: list[Server]
    visitors: list[Visitor]

    @classmethod
    def with_servers(cls, studio: Installation, count: int) -> "Place":
        servers = [studio.up("--no-demo") for _one in range(count)]
        return cls(studio, servers, invited(studio, servers))


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """One server on SQLite."""
    with installation(tmp_path_factory.mktemp("alone")) as studio:
        yield Place.with_servers(studio, 1)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Two servers on PostgreSQL and Redis."""
    programs, program = postgres_programs(), redis_program()
    if programs is None or program is None:
        pytest.skip("this machine has no PostgreSQL and Redis to start")
    with ExitStack() as stack:
        database, messages = stack.enter_context(postgresql(programs)), stack.enter_context(redis_server(program))
        studio = stack.enter_context(installation(tmp_path_factory.mktemp("several")))
        studio.settings |= {"STORYBOARD_DATABASE_URL": database, "STORYBOARD_REDIS_URL": messages}
        yield Place.with_servers(studio, 2)


@pytest.fixture(params=["alone", "several"])
def place(request: pytest.FixtureRequest) -> Place:
    found: Place = request.getfixturevalue(request.param)
    return found


def test_no_edit_is_refused_none_is_lost_and_all_see_the_same(place: Place) -> None:
    project = place.visitors[0].new_project("Ten at once", TOTAL, SHOTS)
    with at_board(place.visitors, project) as people:
        everybody = {f"person{number}" for number in range(PEOPLE)}
        for person in people:
            wait_until(partial(person.sees, everybody), GONE_WITHIN, "everybody being there")
        edit_together(people, SECONDS)
        expect_all_the_same(people, TOTAL)
        assert min(person.edits for person in people) >= 2
    assert not [server for server in place.servers if "Traceback" in server.said()]


def handshake(visitor: Visitor, project: str) -> bytes:
    """The request of a page that never says anything again, not even that it lives."""
    cookie = "; ".join(f"{one.name}={one.value}" for one in visitor.cookies)
    lines = (
        f"GET /ws/projects/{project}/ HTTP/1.1",
        f"Host: 127.0.0.1:{visitor.server.port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",  # Source: RFC 6455, 1.3
        "Sec-WebSocket-Version: 13",
        f"Origin: {visitor.server.address}",
        f"Cookie: {cookie}",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def test_whoever_lost_the_network_has_left_within_seconds(place: Place) -> None:
    project = place.visitors[0].new_project("A dead line", TOTAL, SHOTS)
    with (
        at_board(place.visitors[:1], project) as (stays,),
        socket.create_connection(("127.0.0.1", place.visitors[1].server.port)) as dead,
    ):
        dead.sendall(handshake(place.visitors[1], project))
        wait_until(lambda: stays.here == {"person0", "person1"}, GONE_WITHIN, "the other's coming")
        wait_until(lambda: stays.here == {"person0"}, GONE_WITHIN, "the other's leaving")


def test_the_people_of_a_server_that_was_killed_have_left_within_seconds(several: Place) -> None:
    project = several.visitors[0].new_project("A server less", TOTAL, SHOTS)
    with at_board(several.visitors[:1], project) as (stays,), opened(several.visitors[1], project):
        wait_until(lambda: stays.here == {"person0", "person1"}, GONE_WITHIN, "the other's coming")
        several.servers[1].kill()
        wait_until(lambda: stays.here == {"person0"}, GONE_WITHIN, "the other's leaving")
