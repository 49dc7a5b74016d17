"""No traceback for what a person can mend: one sentence on standard error and exit status 1."""

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from tests.commands.running import manage, run


def assert_refused(folder: Path, words: list[str], sentence: str, **variables: str) -> None:
    done = manage(folder, *words, **variables)
    assert done.returncode == 1
    assert done.stdout == ""
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_in_use(tmp_path: Path, taken: int) -> None:
    sentence = f"Port {taken} on 127.0.0.1 is already in use. Stop the program that has it, or choose another"
    assert_refused(tmp_path, ["up", "--port", str(taken)], sentence)
    assert not (tmp_path / "storyboard.sqlite3").exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--host", "192.0.2.1", "--port", "0"], "Cannot listen on 192.0.2.1 port 0"),
        (["--port", "99999"], "There is no port 99999; ports have numbers from 0 to 65535."),
        (["--port", "-1"], "There is no port -1"),
    ],
)
def test_an_address_that_cannot_be(words: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run("up", *words)


def test_a_data_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert_refused(
        tmp_path / "file" / "data", ["up"], "file/data cannot be written: Not a directory. Set STORYBOARD_DATA"
    )


def test_a_database_of_a_newer_version(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "storyboard.sqlite3")) as database, database:
        database.execute("CREATE TABLE django_migrations (id integer, app text, name text, applied datetime)")
        database.execute("INSERT INTO django_migrations VALUES (1, 'storyboard', '9999_tomorrow', '2030-01-01')")
    assert_refused(tmp_path, ["up", "--port", "0"], "newer version of Storyboard (it knows 9999_tomorrow)")
    with closing(sqlite3.connect(tmp_path / "storyboard.sqlite3")) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    assert tables == ["django_migrations"]


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "storyboard.sqlite3").write_text("This is a text, and a rather long one at that. " * 100)
    assert_refused(tmp_path, ["up", "--port", "0"], "The database does not answer: file is not a database")


def test_a_database_that_does_not_answer(tmp_path: Path) -> None:
    url = "postgres://u:sesame@127.0.0.1:1/storyboard"
    done = manage(tmp_path, "projects", STORYBOARD_DATABASE_URL=url)
    assert (done.returncode, done.stdout) == (1, "")
    assert "The database does not answer" in done.stderr
    assert "Traceback" not in done.stderr
    assert "sesame" not in done.stderr


def test_a_database_that_was_never_migrated(tmp_path: Path) -> None:
    assert_refused(
        tmp_path, ["projects"], "The database is not migrated yet. Run “manage.py up” or “manage.py migrate”"
    )


def test_a_mistyped_setting(tmp_path: Path) -> None:
    sentence = "STORYBOARD_DATABASE_URI is not a setting; did you mean STORYBOARD_DATABASE_URL?"
    assert_refused(tmp_path, ["projects"], sentence, STORYBOARD_DATABASE_URI="x")
