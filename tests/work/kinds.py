"""Work for children: plain functions that a spawned process can import. No Django here."""

import errno
import os
import signal
import time
from collections.abc import Callable
from typing import Any

Report = Callable[[float], None]


class Unportable(Exception):
    """An exception that does not survive pickling."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} and {two}")


class DiskFull(OSError):
    """A subclass of OSError, as libraries raise them."""


def double(value: int, report: Report) -> int:
    return value * 2


def count(value: int, report: Report) -> int:
    for step in range(value):
        report((step + 1) / value)
    return value


def process_id(value: object, report: Report) -> int:
    return os.getpid()


def raise_value_error(value: str, report: Report) -> None:
    raise ValueError(value)


def raise_unportable(value: object, report: Report) -> None:
    raise Unportable("one", "two")


def fill_the_disk(value: object, report: Report) -> None:
    raise DiskFull(errno.ENOSPC, "No space left on device", "/somewhere/secret")


def die(value: object, report: Report) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def break_the_pipe(value: object, report: Report) -> None:
    """As a process that is ending: whatever it had open is shut, and it still counts as alive."""
    os.closerange(3, 256)
    time.sleep(60)


def die_once(path: Any, report: Report) -> str:
    """Ends its process the first time, and works the second."""
    if not path.exists():
        path.write_text("was here")
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def sleep(seconds: float, report: Report) -> float:
    report(0.1)
    time.sleep(seconds)
    return seconds
