"""Ctrl+C and SIGTERM during a render: the server ends soon, with 0, without noise; the next start goes on."""

import signal

import pytest

from tests.faults.installation import SECONDS_TO_STOP, Installation, wait_until
from tests.faults.visiting import Visitor


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl+C", "SIGTERM"])
def test_a_stop_in_the_middle_of_a_render_is_clean(storyboard: Installation, number: signal.Signals) -> None:
    server = storyboard.up("--no-demo")
    visitor = Visitor(server)
    project = visitor.new_project("Stopped", 15, 3)
    visitor.order_animatic(project)
    wait_until(lambda: storyboard.takes()[0]["progress"] > 0, 30, "the first progress")
    assert server.end(number) == 0  # within SECONDS_TO_STOP
    assert SECONDS_TO_STOP <= 10
    assert "Traceback" not in server.said()
    wait_until(lambda: not server.children(), 2, "the end of the children")
    assert storyboard.takes()[0]["state"] == "running"
    again = storyboard.up()
    wait_until(lambda: storyboard.takes()[0]["state"] == "ready", 30, "the take")
    wait_until(lambda: not storyboard.half_files(), 5, "an empty work folder")
    assert "Traceback" not in again.said()
