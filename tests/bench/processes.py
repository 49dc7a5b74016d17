"""Processes of benches: starting them, and what they use. Linux alone tells it, in /proc."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Usage:
    """Processor seconds of a process since its start, and the most memory it ever had, in MB."""

    seconds: float
    peak: float

    @classmethod
    def of(cls, pid: int) -> "Usage":
        # Source: proc(5). The name in parentheses may hold spaces; user and system time are the 14th and 15th field.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
        return cls(ticks / os.sysconf("SC_CLK_TCK"), int(status["VmHWM"].split()[0]) / 1024)


def children_of(pid: int) -> list[int]:
    """The processes that one has started, and that live."""
    children = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for file in children for child in file.read_text().split()]


@contextmanager
def started(*command: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A module, or manage.py, in a process of its own, with the first line that it prints; killed at the end."""
    module = [] if command[0].endswith(".py") else ["-m"]
    whole, pipe = [sys.executable, *module, *command], subprocess.PIPE
    process = subprocess.Popen(whole, stdin=pipe, stdout=pipe, text=True)
    assert process.stdout
    assert process.stdin
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stdin.close()


@contextmanager
def up() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A real `manage.py up` on a free port, and its address; stopped as Ctrl+C would."""
    with started("manage.py", "up", "--port", "0", "--no-demo") as (process, link):
        yield process, "/".join(link.split("/")[:3])
        process.terminate()
        process.wait(20)
