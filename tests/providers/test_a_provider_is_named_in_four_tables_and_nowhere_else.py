"""Adding an API is a folder and a line in each of four tables; adding a model is an entry of a sheet."""

import re
from pathlib import Path

import pytest

from storyboard.providers.clients import CLIENTS
from storyboard.providers.kinds import KINDS
from storyboard.providers.reading import READERS
from storyboard.providers.requests import DIALECTS
from storyboard.providers.sheet_files import read_sheets
from storyboard.providers.sheets import provider_sheets

ROOT = Path(__file__).parents[2]
# Commands and settings that people type, each with a name of a provider as its example or its value.
SPOKEN = {
    "management/commands/show_request.py",
    "management/commands/check_project.py",
    "management/commands/sandbox.py",
}


def test_every_table_names_the_same_providers() -> None:
    names = set(KINDS)
    assert set(CLIENTS) == set(DIALECTS) == set(READERS) == names
    assert {sheet.kind for sheet in provider_sheets().values()} == names


@pytest.mark.parametrize("kind", KINDS)
def test_no_other_room_knows_its_name(kind: str) -> None:
    word = re.compile(rf"\b{kind}\b", re.IGNORECASE)
    knowing = []
    for path in (ROOT / "storyboard").rglob("*.py"):
        inside = path.relative_to(ROOT / "storyboard").as_posix()
        room = inside.partition("/")[0]
        if (
            room not in ("providers", "sandbox", "migrations")
            and inside not in SPOKEN
            and word.search(path.read_text())
        ):
            knowing.append(inside)
    assert knowing == []


def test_the_worked_example_of_the_contributors_page_is_a_sheet() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    table = (ROOT / "storyboard/providers/runware/sheet.toml").read_text("utf-8")
    every = table.partition("[[models]]")[0]
    (sheet,) = read_sheets(every + example, "example", "runware")
    assert (sheet.model, sheet.total_seconds, sheet.ratios) == ("runware/kling-3.0-lite", (3, 10), ("16:9", "9:16"))
    assert sheet.doubts
