"""The look at the database after each browser test finds boards that are not legal, and rows that are gone."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.board import make_board
from tests.browser.conftest import Studio
from tests.browser.legality import assert_legal
from tests.faults.installation import Installation

UNSOUND, REMOVED = "illegal boards", "rows are gone"
HURT = (
    ("UPDATE storyboard_project SET total_seconds = 10 WHERE id = ?", UNSOUND),
    ("UPDATE storyboard_shot SET deleted_at = '2026-01-01' WHERE project_id = ?", UNSOUND),
    ("UPDATE storyboard_shot SET position = 9 WHERE project_id = ? AND position = 3", UNSOUND),
    ("DELETE FROM storyboard_shot WHERE project_id = ? AND position = 3", UNSOUND),
    ("""UPDATE storyboard_revision SET snapshot = '{"shots": [{"id": "gone"}]}' WHERE project_id = ?""", REMOVED),
)


def test_what_is_wrong_is_found(page: Page, studio: Studio, tmp_path: Path) -> None:
    project = make_board(page, "Hurt")
    whole = tmp_path / "storyboard.sqlite3"
    with (
        closing(sqlite3.connect(studio.installation.data / whole.name)) as rows,
        closing(sqlite3.connect(whole)) as copy,
    ):
        rows.backup(copy)
    assert_legal(Installation(tmp_path))
    for number, (statement, found) in enumerate(HURT):
        hurt = Installation(tmp_path / str(number))
        hurt.data.mkdir()
        with closing(sqlite3.connect(whole)) as rows, closing(sqlite3.connect(hurt.data / whole.name)) as copy, copy:
            rows.backup(copy)
            copy.execute(statement, (project,))
        with pytest.raises(AssertionError, match=found):
            assert_legal(hurt)
