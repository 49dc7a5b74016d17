"""The stages of the test command: what each runs, and how it went."""

import os
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET

from tests.machine.running import Child, child

MIGRATE = "migrate"  # a linter as well: its database is what installations under test begin with
NOTHING_COLLECTED = 5  # pytest's exit status


@dataclass(frozen=True)
class Stage:
    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]


@dataclass(frozen=True)
class Counts:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed" + (f", {self.skipped} skipped" * (self.skipped > 0))


@dataclass(frozen=True)
class Result:
    """How a stage went. Linters count nothing."""

    name: str
    seconds: float
    failed: bool
    counts: Counts | None = None
    remark: str = ""

    def __str__(self) -> str:
        verdict = "FAILED" if self.failed else "ok"
        told = self.remark or (str(self.counts) if self.counts else "")
        return f"{self.name:<{NAME_WIDTH}}{self.seconds:>7.1f} s  {verdict:<8}{told}".rstrip()


NAME_WIDTH = 34


@dataclass
class Checking:
    """A linter at work."""

    stage: Stage
    process: Child
    output: IO[bytes]
    started: float


def clean_environment(data: Path) -> dict[str, str]:
    """This environment without a person's own settings and keys: no test may touch their money or data."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STORYBOARD_", "DJANGO_"))}
    return kept | {"STORYBOARD_DATA": str(data)}


def linters(environment: Callable[[str], Mapping[str, str]]) -> list[Stage]:
    """The linters, each with the environment made for its name."""
    python = sys.executable
    import_linter = str(Path(sysconfig.get_path("scripts")) / "lint-imports")
    commands = {
        "ruff check": (python, "-m", "ruff", "check"),
        "ruff format --check": (python, "-m", "ruff", "format", "--check"),
        "mypy": (python, "-m", "mypy"),
        "lint-imports": (import_linter,),
        "makemigrations --check": (python, "manage.py", "makemigrations", "--check", "--dry-run"),
        MIGRATE: (python, "manage.py", "migrate", "-v", "0"),
    }
    return [Stage(name, command, environment(name)) for name, command in commands.items()]


def check(stages: Sequence[Stage]) -> list[Result]:
    """Run linters beside one another. One that passes is a line; one that fails is printed in full."""
    results: dict[str, Result] = {}
    with ExitStack() as children:
        working = [children.enter_context(checking(stage)) for stage in stages]
        while working:
            for linter in [linter for linter in working if linter.process.poll() is not None]:
                working.remove(linter)
                results[linter.stage.name] = conclude(linter)
            time.sleep(0.05)
    return [results[stage.name] for stage in stages]


@contextmanager
def checking(stage: Stage) -> Iterator[Checking]:
    with (
        tempfile.TemporaryFile() as output,
        child(stage.command, stage.environment, output) as process,
    ):
        yield Checking(stage, process, output, time.monotonic())


def conclude(linter: Checking) -> Result:
    status = linter.process.returncode
    result = Result(linter.stage.name, time.monotonic() - linter.started, failed=status != 0)
    print(result)
    if result.failed:
        linter.output.seek(0)
        print(linter.output.read().decode(errors="replace").rstrip(), "\n")
    return result


def run_tests(stage: Stage, *, may_be_empty: bool) -> Result:
    """Run pytest with its output streaming; its counts come from the report that it writes."""
    print(f"\n{stage.name}")
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="storyboard-") as folder:
        report = Path(folder) / "report.xml"
        command = (*stage.command, f"--junitxml={report}", "-o", "junit_family=xunit2")
        with child(command, stage.environment) as process:
            status = process.wait()
        counts = counts_of(report)
    seconds = time.monotonic() - started
    if status == NOTHING_COLLECTED:
        return Result(stage.name, seconds, not may_be_empty, Counts(), "no tests")
    if status != 0 and not counts.failed:
        remark = f"{counts.passed} passed; pytest ended with status {status}"
        return Result(stage.name, seconds, True, Counts(counts.passed, 1, counts.skipped), remark)
    return Result(stage.name, seconds, status != 0, counts)


def counts_of(report: Path) -> Counts:
    """The counts of a JUnit report; none where pytest ended before it wrote one."""
    try:
        suites = ET.parse(report).getroot().iter("testsuite")
    except (OSError, ET.ParseError):
        return Counts()
    tests = failed = skipped = 0
    for suite in suites:
        tests += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped += int(suite.get("skipped", 0))
    return Counts(max(0, tests - failed - skipped), failed, skipped)
