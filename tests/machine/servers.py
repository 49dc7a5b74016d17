"""PostgreSQL and Redis of the tests' own: on free ports, in temporary folders, as an unprivileged user."""

import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import psycopg
import redis

from tests.machine import guard
from tests.machine.running import Identity, UnavailableError, child, is_root, reason

POSTGRES_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/usr/pgsql-*/bin",
)
REDIS_FOLDERS = ("/opt/homebrew/bin", "/usr/local/bin", "/usr/bin")
OLDEST_POSTGRES = 14  # Django 5.2
SECONDS_TO_PREPARE = 120
SECONDS_TO_START = 30
TRIES = 3  # a free port may be taken by somebody else before the server has it

FASTER_THAN_SAFE = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
}


def postgres_programs() -> Path | None:
    """The folder that holds `postgres` and `initdb`, the newest where there are several."""
    folders = [folder for pattern in POSTGRES_FOLDERS for folder in Path("/").glob(pattern[1:])]
    folders.sort(key=lambda folder: [int(number) for number in re.findall(r"\d+", str(folder))], reverse=True)
    if on_path := shutil.which("initdb"):
        folders.append(Path(on_path).resolve().parent)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


def redis_program() -> str | None:
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), *REDIS_FOLDERS))
    return shutil.which("redis-server", path=path) or shutil.which("valkey-server", path=path)


@contextmanager
def postgresql(programs: Path) -> Iterator[str]:
    """A running PostgreSQL with an empty database; its `postgres://` URL. Raises UnavailableError."""
    identity = unprivileged("postgres")
    with folder_for(identity) as folder:
        password = make_cluster(programs, folder, identity)
        settings = [f"--{name}={value}" for name, value in FASTER_THAN_SAFE.items()]

        def command(port: int) -> list[str | Path]:
            return [programs / "postgres", "-D", folder / "data", f"--port={port}", *settings]

        def url(port: int, database: str) -> str:
            return f"postgres://storyboard:{password}@127.0.0.1:{port}/{database}"

        with serving(command, lambda port: postgres_answers(url(port, "postgres")), folder, identity) as port:
            make_database(url(port, "postgres"))
            yield url(port, "storyboard")


def make_cluster(programs: Path, folder: Path, identity: Identity) -> str:
    """Lay out a data folder that only a password opens, since others may be on this machine; the password."""
    password = secrets.token_hex(16)
    written = folder / "password"
    hand_over(written, password, identity)
    command = (programs / "initdb", "-D", folder / "data", "--username=storyboard", f"--pwfile={written}")
    manner = ("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync")
    run_as(identity, (*command, *manner), folder)
    return password


def run_as(identity: Identity, command: Sequence[str | Path], folder: Path) -> None:
    log = folder / "log"
    try:
        with (
            log.open("wb") as output,
            child(command, server_environment(folder), output, folder=folder, identity=identity) as process,
        ):
            status = process.wait(SECONDS_TO_PREPARE)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UnavailableError(f"{command[0]} could not be run: {error}") from error
    if status != 0:
        raise UnavailableError(reason(log.read_text(errors="replace")))


def postgres_answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def make_database(url: str) -> None:
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            version = connection.info.server_version // 10000
            connection.execute("CREATE DATABASE storyboard")
    except psycopg.Error as error:
        raise UnavailableError(f"it makes no database: {error}") from error
    if version < OLDEST_POSTGRES:
        raise UnavailableError(f"this is version {version}, and Django needs {OLDEST_POSTGRES} or newer")


@contextmanager
def redis_server(program: str) -> Iterator[str]:
    """A running Redis that keeps nothing; its `redis://` URL. Raises UnavailableError."""
    identity = unprivileged("redis")
    with folder_for(identity) as folder:
        password = secrets.token_hex(16)
        settings = folder / "redis.conf"
        lines = (f"requirepass {password}", "bind 127.0.0.1", 'save ""', "appendonly no", f"dir {folder}")
        hand_over(settings, "\n".join(lines), identity)

        def command(port: int) -> list[str | Path]:
            return [program, settings, "--port", str(port)]

        def url(port: int) -> str:
            return f"redis://:{password}@127.0.0.1:{port}/0"

        with serving(command, lambda port: redis_answers(url(port)), folder, identity) as port:
            yield url(port)


def redis_answers(url: str) -> bool:
    with redis.Redis.from_url(url) as client:
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False


@contextmanager
def serving(
    command: Callable[[int], Sequence[str | Path]],
    answers: Callable[[int], bool],
    folder: Path,
    identity: Identity,
) -> Iterator[int]:
    """A server started by `command(port)` on a free port, answering until the end of the block; the port."""
    for _ in range(TRIES):
        port = free_port()
        with guarded(command(port), folder, identity) as server:
            if comes_up(server, partial(answers, port)):
                yield port
                return
    raise UnavailableError(f"it did not start: {reason((folder / 'log').read_text(errors='replace'))}")


@contextmanager
def guarded(command: Sequence[str | Path], folder: Path, identity: Identity) -> Iterator[subprocess.Popen[bytes]]:
    """A server behind its guard: it ends when this block does, or this process."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, guard.__file__, identity.get("user", ""), *command],
            cwd=folder,
            env=server_environment(folder),
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait()


def comes_up(server: subprocess.Popen[bytes], answers: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        if answers():
            return True
        time.sleep(0.05)
    return False


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def unprivileged(*names: str) -> Identity:
    """The first of these users that this machine knows; PostgreSQL refuses to run as root."""
    if not is_root():
        return {}
    for name in (*names, "nobody"):
        with suppress(KeyError):
            return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []}
    raise UnavailableError("this machine has no unprivileged user to start it as")


@contextmanager
def folder_for(identity: Identity) -> Iterator[Path]:
    """A temporary folder that belongs to the server's user."""
    # Root's own TMPDIR is often closed to everybody else.
    with tempfile.TemporaryDirectory(prefix="storyboard-", dir="/tmp" if is_root() else None) as name:
        give(Path(name), identity)
        yield Path(name)


def hand_over(path: Path, text: str, identity: Identity) -> None:
    path.touch(mode=0o600)
    path.write_text(text)
    give(path, identity)


def give(path: Path, identity: Identity) -> None:
    if identity:
        shutil.chown(path, identity["user"], identity["group"])


def server_environment(folder: Path) -> dict[str, str]:
    """Nothing of this process's own: its secrets are no business of the servers."""
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "LC_ALL": "C"}
