"""A whole Storyboard under test: the real command in a process of its own, on a data folder of its own."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.error import URLError
from urllib.request import urlopen

from tests.machine.running import CHECKOUT
from tests.machine.stages import clean_environment

MANAGE = (sys.executable, "manage.py")
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10

Answer = TypeVar("Answer")


def wait_until(condition: Callable[[], Answer], seconds: float, what: str, every: float = 0.02) -> Answer:
    """The first true answer of `condition`, asked every so many seconds; AssertionError with `what` where none came."""
    deadline = time.monotonic() + seconds
    while not (answer := condition()):
        assert time.monotonic() < deadline, f"{what}: not within {seconds:g} s"
        time.sleep(every)
    return answer


@dataclass
class Server:
    """One running `manage.py up`, or a half of it. `link` is the sign-in link that it printed, `output` what it said
    beside that."""

    process: subprocess.Popen[bytes]
    output: Path
    link: str = ""

    @property
    def address(self) -> str:
        return self.link.partition("/signin/")[0]

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def answers(self) -> bool:
        try:
            with urlopen(f"{self.address}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def children(self) -> list[int]:
        """Everything it started and that still runs, whoever its parent is by now."""
        return [pid for pid in members_of_group(self.process.pid) if pid != self.process.pid]

    def kill(self) -> None:
        """`kill -9` of the server alone; its children are left to themselves."""
        self.process.kill()
        self.process.wait()

    def end(self, number: int = signal.SIGINT) -> int:
        """Asks it to stop; the exit status."""
        self.process.send_signal(number)
        return self.process.wait(SECONDS_TO_STOP)

    def clear_away(self) -> None:
        """Nothing of it stays behind, however the test went."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass
class Installation:
    """A data folder and the servers started on it."""

    data: Path
    servers: list[Server] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    manage: tuple[str, ...] = MANAGE

    @property
    def environment(self) -> dict[str, str]:
        return clean_environment(self.data) | self.settings

    def up(self, *options: str, port: int = 0) -> Server:
        """Starts the server and waits until it answers."""
        server = self.launch(*options, port=port)
        wait_until(lambda: server.link or self.printed(server), SECONDS_TO_START, "the sign-in link")
        wait_until(server.answers, SECONDS_TO_START, "an answer of the server")
        return server

    def launch(self, *options: str, port: int = 0) -> Server:
        """Starts the server and waits for nothing."""
        return self.start("up", "--port", str(port), *options)

    def start(self, *words: str) -> Server:
        """Starts a command of manage.py that goes on until it is stopped, and waits for nothing."""
        number = len(self.servers)
        printed, output = (self.data.parent / f"{self.data.name}.{number}.{name}" for name in ("link", "log"))
        with printed.open("wb") as out, output.open("wb") as err:
            process = subprocess.Popen(
                (*self.manage, *words),
                cwd=CHECKOUT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )
        self.servers.append(Server(process, output))
        return self.servers[-1]

    def printed(self, server: Server) -> str:
        assert server.process.poll() is None, f"the server ended: {server.said()}"
        server.link = server.output.with_suffix(".link").read_text(encoding="utf-8").strip()
        return server.link

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Runs a command of manage.py to its end."""
        return subprocess.run(
            (*MANAGE, *words),
            cwd=CHECKOUT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def lines(self, *words: str) -> list[dict[str, Any]]:
        """The JSON lines that a command prints; it must succeed."""
        done = self.command(*words)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def rows(self, query: str, *values: str | int) -> list[dict[str, Any]]:
        """What the database file holds, read beside the server."""
        with closing(sqlite3.connect(f"file:{self.data / 'storyboard.sqlite3'}?mode=ro", uri=True, timeout=30)) as rows:
            rows.row_factory = sqlite3.Row
            return [dict(row) for row in rows.execute(query, values)]

    def takes(self) -> list[dict[str, Any]]:
        return self.rows("SELECT * FROM storyboard_take ORDER BY project_id, number, render")

    def shots(self, project: str) -> list[dict[str, Any]]:
        """The live shots of a project, in order."""
        return self.rows(
            "SELECT * FROM storyboard_shot WHERE project_id = ? AND deleted_at IS NULL ORDER BY position", project
        )

    def seconds(self, project: str) -> list[int]:
        """The seconds of its shots; they add up to the project's total and their places are 1, 2, 3, …"""
        shots = self.shots(project)
        (row,) = self.rows("SELECT total_seconds FROM storyboard_project WHERE id = ?", project)
        assert [shot["position"] for shot in shots] == list(range(1, len(shots) + 1))
        assert sum(shot["seconds"] for shot in shots) == row["total_seconds"]
        return [shot["seconds"] for shot in shots]

    def half_files(self) -> list[Path]:
        """Whatever lies in the work folder, where nothing stays once a job is over. It may go while it is looked at."""
        return sorted(Path(at, name) for at, folders, files in os.walk(self.data / "work") for name in folders + files)


@contextmanager
def installation(folder: Path) -> Iterator[Installation]:
    """An installation in `folder`, not started yet; at the end nothing of it runs any more.

    It begins with the database that the whole run made once, where it has: migrating takes most of a first start.
    """
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    if template := os.environ.get("TEST_MIGRATED"):
        shutil.copy(template, data / "storyboard.sqlite3")
    installed = Installation(data)
    try:
        yield installed
    finally:
        for server in installed.servers:
            server.clear_away()


def members_of_group(group: int) -> list[int]:
    """The processes of a group that are alive; one that has ended and waits for its parent to notice is not."""
    return [int(pid) for pid, pgid, state in _processes() if int(pgid) == group and state[0] not in "ZX"]


def _processes() -> Iterator[Sequence[str]]:
    if not Path("/proc/self/stat").exists():
        listing = subprocess.run(("ps", "-A", "-o", "pid=,pgid=,stat="), capture_output=True, text=True, check=True)
        yield from (line.split() for line in listing.stdout.splitlines())
        return
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended while it was looked at
            state, _parent, group, *_rest = stat.read_text().rpartition(")")[2].split()
            yield stat.parent.name, group, state
