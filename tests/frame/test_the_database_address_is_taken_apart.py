"""`postgres://` addresses in all their forms."""

from pathlib import Path

import pytest

from storyboard.environment import Database, read


def database(folder: Path, url: str) -> Database:
    return read({"STORYBOARD_DATA": str(folder), "STORYBOARD_DATABASE_URL": url}).database


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("postgres://u:p@h:5433/n", Database(None, "n", "u", "p", "h", "5433")),
        ("postgresql://u:p@h/n", Database(None, "n", "u", "p", "h", "")),
        ("postgres://h/n", Database(None, "n", "", "", "h", "")),
        ("postgres://u%40x:p%2F%3A@h/na%20me", Database(None, "na me", "u@x", "p/:", "h", "")),
        ("postgres://u:p@[::1]:5432/n", Database(None, "n", "u", "p", "::1", "5432")),
        (
            "postgres://u:p@h/n?sslmode=require&connect_timeout=5",
            Database(None, "n", "u", "p", "h", "", (("sslmode", "require"), ("connect_timeout", "5"))),
        ),
    ],
)
def test_each_part(tmp_path: Path, url: str, wanted: Database) -> None:
    assert database(tmp_path, url) == wanted


def test_the_password_is_not_shown(tmp_path: Path) -> None:
    assert "sesame" not in repr(database(tmp_path, "postgres://u:sesame@h/n"))
