"""The disk is full in the middle of a render: the take fails with that sentence, and the server lives on."""

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.installation import Installation, wait_until
from tests.faults.visiting import Visitor

SIZE = 24 << 20
FULL = "The server’s disk is full. The board is kept; free some space and make the animatic again."


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of a few megabytes."""
    folder = tmp_path / "small disk"
    folder.mkdir()
    command = ("mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder))
    try:
        mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("this machine has no mount command, so there is no small disk to fill")
    if mounted.returncode:
        pytest.skip(f"a small disk to fill cannot be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(("umount", "-l", str(folder)), check=True)


def test_a_full_disk_fails_the_take_and_nothing_else(small_disk: Path, storyboard: Installation) -> None:
    for name in ("work", "media"):  # the database stays on the large disk and can still write
        (small_disk / name).mkdir()
        (storyboard.data / name).symlink_to(small_disk / name)
    server = storyboard.up("--no-demo")
    visitor = Visitor(server)
    project = visitor.new_project("Full disk", 5, 2)
    shot = storyboard.shots(project)[0]["id"]
    ballast = small_disk / "ballast"
    fill(ballast)
    visitor.order_animatic(project)
    wait_until(lambda: storyboard.takes()[0]["state"] in ("failed", "ready"), 60, "the end of the take")
    assert (storyboard.takes()[0]["state"], storyboard.takes()[0]["failure"]) == ("failed", FULL)
    wait_until(lambda: not storyboard.half_files(), 5, "an empty work folder")
    assert server.answers()
    status, _strip = visitor.edit(project, operation="write", shot=shot, field="prompt", value="Still here.")
    assert status == 200
    ballast.unlink()
    visitor.order_animatic(project)
    wait_until(lambda: storyboard.takes()[-1]["state"] == "ready", 60, "a take after space was freed")
    assert [take["state"] for take in storyboard.takes()] == ["failed", "ready"]
    assert "Traceback" not in server.said()


def fill(ballast: Path) -> None:
    """Takes all of the disk but a few pages: the render begins, and ends in the middle."""
    with ballast.open("wb", buffering=0) as file:
        with suppress(OSError):  # it is full
            while True:
                file.write(bytes(1 << 16))
        file.truncate(max(0, file.tell() - (16 << 10)))
