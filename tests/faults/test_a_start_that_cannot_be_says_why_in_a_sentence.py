"""A port in use, a data folder that cannot be written, a database from a newer version: one sentence and status 1."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.installation import Installation
from tests.machine.running import is_root


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The sentence of a start that did not happen."""
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    return done.stderr.strip()


def test_a_port_in_use(storyboard: Installation) -> None:
    server = storyboard.up("--no-demo")
    sentence = refused(storyboard.command("up", "--port", str(server.port)))
    assert f"Port {server.port} on 127.0.0.1 is already in use." in sentence
    assert server.answers()


def test_a_data_folder_that_cannot_be_made(storyboard: Installation, tmp_path: Path) -> None:
    blocking = tmp_path / "a file"
    blocking.touch()
    sentence = refused(Installation(blocking / "data").command("up", "--port", "0"))
    assert f"The data folder {blocking / 'data'} cannot be written" in sentence


def test_a_data_folder_that_belongs_to_somebody_else(tmp_path: Path) -> None:
    folder = Path("/proc/1") if is_root() else tmp_path
    if not is_root():
        folder.chmod(0o500)
    elif not folder.exists():
        pytest.skip("root can write everywhere on this machine")
    sentence = refused(Installation(folder).command("up", "--port", "0"))
    assert f"The data folder {folder} cannot be written" in sentence


def test_a_database_from_a_newer_version(storyboard: Installation) -> None:
    assert storyboard.command("migrate").returncode == 0
    before = storyboard.rows("SELECT COUNT(*) AS n FROM storyboard_person")
    with closing(sqlite3.connect(storyboard.data / "storyboard.sqlite3")) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('storyboard', '9999_future', datetime('now'))"
        )
        database.commit()
    for command in (("up", "--port", "0"), ("projects",)):
        sentence = refused(storyboard.command(*command))
        assert "newer version of Storyboard" in sentence
        assert "9999_future" in sentence
    assert storyboard.rows("SELECT COUNT(*) AS n FROM storyboard_person") == before
