"""One run of the test command: set up, linters, tests on both profiles, summary."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path

from tests.machine.browser import SHELL, downloaded_chromium, has_shell, installed_chromium
from tests.machine.packages import can_install, has_typeface, install
from tests.machine.running import UnavailableError, stop_cleanly_on_signals
from tests.machine.servers import postgres_programs, postgresql, redis_program, redis_server
from tests.machine.stages import MIGRATE, Counts, Result, Stage, check, clean_environment, linters, run_tests

INTERRUPTED = 130
CORES = min(4, os.cpu_count() or 1)  # each stage runs more processes than that: many tests wait for a server
SLOWEST = ("--durations", "15", "--durations-min", "5")
NO_BROWSER_TESTS = "The browser tests were not run."
NO_SECOND_PROFILE = "The second profile was not tested."


@dataclass
class Session:
    """What is asked for, what this machine has, and how it went so far."""

    full: bool
    marks: str | None
    extra: Sequence[str]
    scratch: Path
    chromium: str | None = None
    refusals: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)

    @property
    def is_selection(self) -> bool:
        """Whether somebody asked for certain tests: linters are left out then, and a stage may find none."""
        return bool(self.extra or self.marks)

    @property
    def counts(self) -> Counts:
        counted = [result.counts for result in self.results if result.counts]
        return Counts(sum(c.passed for c in counted), sum(c.failed for c in counted))


def main(arguments: Sequence[str]) -> int:
    """Run everything that the arguments ask for; the exit status."""
    wishes, extra = arguments_parser().parse_known_args(arguments)
    stop_cleanly_on_signals()
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    try:
        with tempfile.TemporaryDirectory(prefix="storyboard-") as scratch:
            keep_bytecode(Path(scratch) / "bytecode")
            session = Session(wishes.full, wishes.marks, extra, Path(scratch))
            run(session)
    except KeyboardInterrupt:
        print("\nStopped before the end, and everything it had started with it.")
        return INTERRUPTED
    return conclude(session)


def keep_bytecode(folder: Path) -> None:
    """Let Python keep what it compiles, for this run, where the machine forbids it: every server that a test starts
    would compile all of Django again, which is half of its start."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder)


def arguments_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests",
        description="Set up what is missing, then run linters, types, import contract and all tests.",
        epilog="Anything else goes to pytest, and then only tests are run: python -m tests -k timeline",
        allow_abbrev=False,
    )
    parser.add_argument("--full", action="store_true", help="random and fault tests at their full sizes")
    parser.add_argument("-m", dest="marks", metavar="MARKS", help="only tests with these marks, as for pytest")
    return parser


def run(session: Session) -> None:
    set_up(session)
    if not session.is_selection:
        session.results += check(linters(lambda name: environment(session, name)))
    run_marked(session, "not browser", "Tests on SQLite", processes=CORES + 2)
    if session.chromium:
        run_marked(session, "browser", "Tests in Chromium", processes=CORES + 1)
    run_second_profile(session)


def set_up(session: Session) -> None:
    """Install what is missing, and find the browser."""
    started = time.monotonic()
    lacking = {
        SHELL: can_install() and not has_shell(),
        "postgresql": postgres_programs() is None,
        "redis-server": redis_program() is None,
        "fonts-dejavu-core": can_install() and not has_typeface(),
    }
    if names := [name for name, is_lacking in lacking.items() if is_lacking]:
        session.refusals = install(names)
    if installed_chromium() is None:
        session.refusals |= install(["chromium"])
    session.chromium = had(session, "Chromium", lambda: find_chromium(session), NO_BROWSER_TESTS)
    print(f"Set up in {time.monotonic() - started:.1f} s\n")


def find_chromium(session: Session) -> str:
    if installed := installed_chromium():
        return installed
    try:
        return downloaded_chromium()
    except UnavailableError as error:
        raise UnavailableError(f"{why_not(session, 'chromium')}; and Playwright's own: {error}") from error


def why_not(session: Session, package: str) -> str:
    return session.refusals.get(package, f"the package {package} is installed, and still it does not start")


def had(session: Session, title: str, make: Callable[[], str], consequence: str) -> str | None:
    """What `make` makes; where it cannot be had, nothing, and the reason is kept for the end."""
    try:
        return make()
    except UnavailableError as error:
        session.missing.append(f"{title} could not be had: {error}. {consequence}")
        return None


def environment(session: Session, name: str) -> dict[str, str]:
    """The environment of a stage, with a data folder of its own."""
    data = session.scratch / name
    data.mkdir()
    told = {
        "TEST_FULL": "1" if session.full else None,
        "TEST_CHROMIUM": session.chromium,
        "TEST_MIGRATED": migrated(session),
    }
    return clean_environment(data) | {name: value for name, value in told.items() if value}


def migrated(session: Session) -> str | None:
    """The database that the linters left behind: all migrations and nothing else."""
    path = session.scratch / MIGRATE / "storyboard.sqlite3"
    return str(path) if any(result.name == MIGRATE and not result.failed for result in session.results) else None


def beside(processes: int) -> tuple[str, ...]:
    """Options that run test files in so many processes at once, in the order of the session: the long ones first."""
    return "--numprocesses", str(processes), "--dist", "loadfile", "--no-loadscope-reorder"


def run_marked(
    session: Session,
    marks: str,
    name: str,
    settings: Mapping[str, str] | None = None,
    *,
    processes: int = 1,
) -> None:
    """Run the tests that have these marks, within what was asked for; a selection runs in one process."""
    at_once = beside(processes) if processes > 1 and not session.is_selection else ()
    chosen = f"({marks}) and ({session.marks})" if session.marks else marks
    command = (sys.executable, "-m", "pytest", *SLOWEST, *session.extra, *at_once, "-m", chosen)
    stage = Stage(name, command, environment(session, name) | dict(settings or {}))
    session.results.append(run_tests(stage, may_be_empty=session.is_selection))


def run_second_profile(session: Session) -> None:
    """Run the tests marked `both` on PostgreSQL and Redis."""
    with ExitStack() as servers:
        database = had(session, "PostgreSQL", lambda: start_postgresql(session, servers), NO_SECOND_PROFILE)
        messages = had(session, "Redis", lambda: start_redis(session, servers), NO_SECOND_PROFILE)
        if not database or not messages:
            return
        settings = {"STORYBOARD_DATABASE_URL": database, "STORYBOARD_REDIS_URL": messages}
        run_marked(session, "both and not browser", "Tests on PostgreSQL and Redis", settings, processes=CORES + 1)


def start_postgresql(session: Session, servers: ExitStack) -> str:
    programs = postgres_programs()
    if programs is None:
        raise UnavailableError(why_not(session, "postgresql"))
    return servers.enter_context(postgresql(programs))


def start_redis(session: Session, servers: ExitStack) -> str:
    program = redis_program()
    if program is None:
        raise UnavailableError(why_not(session, "redis-server"))
    return servers.enter_context(redis_server(program))


def conclude(session: Session) -> int:
    """Print the summary; the exit status. What is missing is forgiven a person, not CI."""
    print("\nSummary")
    for result in session.results:
        print(f"  {result}")
    counts = session.counts
    found_none = session.is_selection and counts == Counts()
    notes = [*session.missing, *(["No test is like that."] if found_none else [])]
    for note in notes:
        print(note)
    print(f"{counts.passed} passed, {counts.failed} failed")
    failed = found_none or any(result.failed for result in session.results)
    return int(failed or bool(session.missing and is_ci()))


def is_ci() -> bool:
    return os.environ.get("CI", "").lower() == "true"
