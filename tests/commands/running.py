"""Commands, in this process on the test database, or as a person runs them."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command


@dataclass(frozen=True)
class Said:
    """What a command printed."""

    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Standard output, each line a JSON object."""
        return [json.loads(line) for line in self.out.splitlines()]


def run(*words: str) -> Said:
    """Runs a command here. Raises CommandError."""
    out, err = StringIO(), StringIO()
    call_command(*words, stdout=out, stderr=err, no_color=True)
    return Said(out.getvalue(), err.getvalue())


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """The environment of a person who has set nothing but these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STORYBOARD_")}
    return {**kept, "STORYBOARD_DATA": str(folder), **variables}


def manage(folder: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs `manage.py` as a person does."""
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env=environment(folder, **variables),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
