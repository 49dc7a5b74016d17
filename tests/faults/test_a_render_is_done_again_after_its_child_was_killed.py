"""Killing only the process that draws: the work is tried again at once and the take becomes ready."""

import os
import signal
from pathlib import Path

from tests.faults.installation import Installation, wait_until
from tests.faults.visiting import Visitor

DRAWING = b"spawn_main"


def test_a_render_is_done_again_after_its_child_was_killed(storyboard: Installation) -> None:
    server = storyboard.up("--no-demo")
    visitor = Visitor(server)
    project = visitor.new_project("Child killed", 15, 3)
    visitor.order_animatic(project)
    wait_until(lambda: storyboard.takes()[0]["progress"] > 0, 30, "the first progress")
    drawing = [pid for pid in server.children() if DRAWING in Path(f"/proc/{pid}/cmdline").read_bytes()]
    assert drawing
    for pid in drawing:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: storyboard.takes()[0]["state"] == "ready", 60, "the take")
    assert [take["state"] for take in storyboard.takes()] == ["ready"]
    (job,) = storyboard.rows("SELECT state, attempts FROM storyboard_job WHERE kind = 'animatic'")
    assert (job["state"], job["attempts"]) == ("done", 2)
    wait_until(lambda: not storyboard.half_files(), 5, "an empty work folder")
    assert server.answers()
    assert "Traceback" not in server.said()
