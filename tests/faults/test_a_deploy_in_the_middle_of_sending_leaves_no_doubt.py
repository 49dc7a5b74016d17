"""The server is stopped as creates are in flight, and a new one is started: their answers are waited for, the orders go
on where they stood, and nobody has to wonder what became of them."""

import signal
from pathlib import Path

from tests.faults.installation import wait_until
from tests.faults.operating import entries, order, states, studio_at
from tests.faults.visiting import Visitor
from tests.takes.provider import provider

ORDERS = ("runware", "highway", "crun")  # of which the first alone could be asked about a doubt
LATE = {"kind": "delay", "on": "create", "seconds": 2}


def test_orders_go_on_where_they_stood(tmp_path: Path) -> None:
    with provider(LATE) as far, studio_at(far, tmp_path) as studio:
        old = studio.up("--no-demo")
        order(Visitor(old), *ORDERS)
        wait_until(lambda: states(studio) == {"submitting"}, 30, "all creates in flight")
        assert old.end(signal.SIGTERM) == 0
        assert states(studio) == {"running"}
        assert len(far.lines) == len(ORDERS)
        far.be_away()  # so that they are still open when the next one is there
        visitor = Visitor(studio.up("--no-demo"))
        assert f"while {len(ORDERS)} orders were under way" in entries(visitor)["deploy"]
        far.be_there()
        wait_until(lambda: states(studio) == {"done"}, 60, "an end of all orders")
        assert len(far.lines) == len(ORDERS)
        assert entries(visitor) == {}
        assert not any("Traceback" in server.said() for server in studio.servers)
