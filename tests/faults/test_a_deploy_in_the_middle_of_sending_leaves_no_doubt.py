"""The server is stopped as a create is in flight, and a new one is started: its answer is waited for, the order goes on
where it stood, and nobody has to wonder what became of it."""

import signal
from pathlib import Path

from tests.faults.installation import wait_until
from tests.faults.operating import entries, order, states, studio_at
from tests.faults.visiting import Visitor
from tests.takes.provider import provider

KIND = "highway"  # which cannot be asked about a doubt
LATE = {"kind": "delay", "on": "create", "seconds": 2}


def test_the_order_goes_on_where_it_stood(tmp_path: Path) -> None:
    with provider(LATE) as far, studio_at(far, tmp_path) as studio:
        old = studio.up("--no-demo")
        order(Visitor(old), KIND)
        wait_until(lambda: states(studio) == {"submitting"}, 30, "a create in flight")
        assert old.end(signal.SIGTERM) == 0
        assert states(studio) == {"running"}
        assert len(far.lines) == 1
        far.be_away()  # so that it is still open when the next server is there
        visitor = Visitor(studio.up("--no-demo"))
        assert "while 1 order was under way" in entries(visitor)["deploy"]
        far.be_there()
        wait_until(lambda: states(studio) == {"done"}, 60, "an end of the order")
        assert len(far.lines) == 1
        assert not {"deploy", "provider"} & entries(visitor).keys()
        assert not any("Traceback" in server.said() for server in studio.servers)
