"""Installations for fault tests: started, hurt, and cleared away. And a disk that is soon full."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.installation import Installation, installation

SIZE = 24 << 20


@pytest.fixture
def storyboard(tmp_path: Path) -> Iterator[Installation]:
    """An installation with a data folder of its own, not started yet."""
    with installation(tmp_path) as installed:
        yield installed


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
