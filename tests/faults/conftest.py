"""Installations for fault tests: started, hurt, and cleared away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.installation import Installation, installation


@pytest.fixture
def storyboard(tmp_path: Path) -> Iterator[Installation]:
    """An installation with a data folder of its own, not started yet."""
    with installation(tmp_path) as installed:
        yield installed
