"""The disk is full in the middle of a render: the take fails with that sentence, and the server lives on."""

from pathlib import Path

from tests.faults.filling import fill
from tests.faults.installation import Installation, wait_until
from tests.faults.operating import entries
from tests.faults.visiting import Visitor

FULL = "The server’s disk is full. The board is kept; free some space and make the animatic again."


def test_a_full_disk_fails_the_take_and_nothing_else(small_disk: Path, storyboard: Installation) -> None:
    for name in ("work", "media"):  # the database stays on the large disk and can still write
        (small_disk / name).mkdir()
        (storyboard.data / name).symlink_to(small_disk / name)
    server = storyboard.up("--no-demo")
    visitor = Visitor(server)
    project = visitor.new_project("Full disk", 5, 2)
    shot = storyboard.shots(project)[0]["id"]
    ballast = small_disk / "ballast"
    assert "disk" not in entries(visitor)
    fill(ballast)
    assert "Free some space" in entries(visitor)["disk"]
    visitor.order_animatic(project)
    wait_until(lambda: storyboard.takes()[0]["state"] in ("failed", "ready"), 60, "the end of the take")
    assert (storyboard.takes()[0]["state"], storyboard.takes()[0]["failure"]) == ("failed", FULL)
    wait_until(lambda: not storyboard.half_files(), 5, "an empty work folder")
    assert server.answers()
    status, _strip = visitor.edit(project, operation="write", shot=shot, field="prompt", value="Still here.")
    assert status == 200
    ballast.unlink()
    assert "disk" not in entries(visitor)
    visitor.order_animatic(project)
    wait_until(lambda: storyboard.takes()[-1]["state"] == "ready", 60, "a take after space was freed")
    assert [take["state"] for take in storyboard.takes()] == ["failed", "ready"]
    assert "Traceback" not in server.said()
