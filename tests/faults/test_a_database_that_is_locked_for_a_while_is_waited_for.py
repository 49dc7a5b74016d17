"""Another process holds the database for seconds: edits wait and are kept, the worker lives on, and a provider that
calls is soon told to call again."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from django.core.signing import Signer

from tests.faults.installation import Installation, wait_until
from tests.faults.operating import entries
from tests.faults.visiting import Visitor

SECONDS_LOCKED = 5


def called(visitor: Visitor, studio: Installation) -> tuple[int, float]:
    """What a provider is answered that calls about the first generation, and after how many seconds."""
    (row,) = studio.rows("SELECT id FROM storyboard_generation LIMIT 1")
    key = (studio.data / "secret_key").read_text().strip()
    token = Signer(key=key, salt="storyboard.hook", sep=".").sign(row["id"])
    begun = time.monotonic()
    status, _text = visitor.post(f"/hooks/animatic/{token}/", {})
    return status, time.monotonic() - begun


def test_a_database_that_is_locked_for_a_while_is_waited_for(storyboard: Installation) -> None:
    server = storyboard.up("--no-demo")
    visitor = Visitor(server)
    project = visitor.new_project("Locked", 5, 2)
    shot = storyboard.shots(project)[0]["id"]
    visitor.order_animatic(project)
    wait_until(lambda: storyboard.takes()[0]["state"] == "ready", 60, "a take before the lock")
    with (
        closing(sqlite3.connect(storyboard.data / "storyboard.sqlite3", isolation_level=None)) as other,
        ThreadPoolExecutor() as waiting,
    ):
        other.execute("BEGIN EXCLUSIVE")
        released = time.monotonic() + SECONDS_LOCKED
        edited = waiting.submit(
            visitor.edit, project, operation="write", shot=shot, field="prompt", value="Written while locked."
        )
        while time.monotonic() < released:
            assert server.answers()  # what only reads goes on
            assert "keeps the database locked" in entries(visitor)["database"]
            assert not edited.done()
            status, seconds = called(visitor, storyboard)
            assert (status, seconds < SECONDS_LOCKED / 2) == (503, True)
            time.sleep(0.1)
        other.execute("COMMIT")
        status, _strip = edited.result(timeout=30)
    assert status == 200
    assert called(visitor, storyboard)[0] == 200
    assert "locked" not in entries(visitor).get("database", "")
    assert storyboard.shots(project)[0]["prompt"] == "Written while locked."
    visitor.order_animatic(project)
    wait_until(lambda: storyboard.takes()[-1]["state"] == "ready", 60, "a take after the lock")
    assert len(storyboard.takes()) == 2
    assert "Traceback" not in server.said()
