"""Child processes that never outlive this one's interest in them."""

import os
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO, TypedDict

CHECKOUT = Path(__file__).resolve().parents[2]
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

Child = subprocess.Popen[bytes]
NAMES_AN_ERROR = re.compile(r"^E: |^failed|error: |error while|fatal: ", re.IGNORECASE)


class UnavailableError(Exception):
    """Something this machine lacks could not be set up. Its message goes on from “… could not be had:”."""


class Identity(TypedDict, total=False):
    """The user that root starts a process as; empty for root itself and for anybody else."""

    user: str
    group: int
    extra_groups: list[int]


def stop_cleanly_on_signals() -> None:
    """Turn the first Ctrl+C, SIGTERM or hang-up into KeyboardInterrupt; nothing then disturbs the tidying."""
    for number in STOPPING:
        signal.signal(number, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def child(
    command: Sequence[str | Path],
    environment: Mapping[str, str] | None = None,
    output: IO[bytes] | None = None,
    *,
    patience: float = 10,
    folder: Path = CHECKOUT,
    identity: Identity | None = None,
) -> Iterator[Child]:
    """A process in a session of its own, so that Ctrl+C reaches it once, through here.

    With `output`, standard output and error go there and there is no input. At the end of the block a process
    still at work is interrupted and, after `patience` seconds, killed with all that it started.
    """
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL if output else None,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        start_new_session=True,
        **(identity or {}),
    )
    try:
        yield process
    finally:
        stop(process, patience)


def stop(process: Child, patience: float) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        wait_for_group(process.pid)


def wait_for_group(number: int) -> None:
    """Wait, a second at most, until nothing is left of a process group; raises ProcessLookupError then."""
    for _ in range(20):
        os.killpg(number, 0)
        time.sleep(0.05)


def answer(
    command: Sequence[str | Path],
    environment: Mapping[str, str] | None = None,
    seconds: float = 60,
    patience: float = 10,
) -> str:
    """What a command prints.

    Raises UnavailableError, with the command's own reason, where it cannot start, fails or takes too long.
    """
    with tempfile.TemporaryFile() as output:
        try:
            with child(command, environment, output, patience=patience) as process:
                status = process.wait(seconds)
        except OSError as error:
            raise UnavailableError(f"{command[0]} could not be started ({error.strerror})") from error
        except subprocess.TimeoutExpired as error:
            raise UnavailableError(f"{Path(command[0]).name} took longer than {seconds:g} seconds") from error
        output.seek(0)
        text = output.read().decode(errors="replace").strip()
    if status != 0:
        raise UnavailableError(reason(text))
    return text


def reason(text: str) -> str:
    """The line of a program's output that says why it failed: the first naming an error, else the last."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    named = (line for line in lines if NAMES_AN_ERROR.search(line))
    return next(named, lines[-1] if lines else "it said nothing")


def is_root() -> bool:
    return os.geteuid() == 0
