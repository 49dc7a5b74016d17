"""Redis goes away and comes back: meanwhile pages are shown, orders placed, sent and answered, and the orders page says
what waits; afterwards everything that waited is done."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.installation import wait_until
from tests.faults.operating import entries, order, states, studio_at
from tests.faults.visiting import Visitor
from tests.machine.servers import free_port, redis_answers, redis_program
from tests.takes.provider import provider


@contextmanager
def redis_at(port: int) -> Iterator[None]:
    """One that keeps nothing, until the end of the block."""
    program = redis_program()
    if program is None:
        pytest.skip("this machine has no Redis to stop and start")
    command = (program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_until(lambda: redis_answers(f"redis://127.0.0.1:{port}/0"), 10, "an answer of Redis")
        yield
    finally:
        process.terminate()
        process.wait()


def test_orders_go_on_without_it_and_what_waited_is_done_afterwards(tmp_path: Path) -> None:
    port = free_port()
    with provider() as far, studio_at(far, tmp_path) as studio:
        studio.settings["STORYBOARD_REDIS_URL"] = f"redis://127.0.0.1:{port}/0"
        with redis_at(port):
            server = studio.up("--no-demo")
            visitor = Visitor(server)
            project = visitor.new_project("Without Redis", 3, 1)
            assert "redis" not in entries(visitor)
        assert "Redis does not answer" in entries(visitor)["redis"]
        assert visitor.get(f"/projects/{project}/")[0] == 200
        visitor.order_animatic(project)
        order(visitor, "highway")
        wait_until(lambda: "collecting" in states(studio), 40, "an order that the provider has made")
        assert visitor.get(f"/projects/{project}/")[0] == 200
        with redis_at(port):
            wait_until(lambda: {take["state"] for take in studio.takes()} == {"ready"}, 60, "all takes")
            assert "redis" not in entries(visitor)
            assert len(far.lines) == 1
            assert "Traceback" not in server.said()
            assert server.end() == 0
