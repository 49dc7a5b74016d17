"""Child processes for CPU work: each takes one function and its value at a time, reports progress, and can be ended.

A plain process pool cannot end a running call, and a lost lease or a stop must; so each child has a pipe of its own.
A child whose parent is gone ends by itself and leaves only its temporary files.
"""

import asyncio
import contextlib
import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Any

_context = multiprocessing.get_context("spawn")


class ChildDied(Exception):
    """The child ended in the middle of its work: killed, or out of memory. The work may be tried again."""


class Child:
    """One process, started at once, that does one piece of work after another."""

    def __init__(self, warm: Iterable[Callable[..., Any]] = ()) -> None:
        self._warm = tuple(warm)
        self._ending = threading.Lock()
        self._start()

    def _start(self) -> None:
        self._pipe, theirs = _context.Pipe()
        self._process = _context.Process(target=_serve, args=(theirs, self._warm), daemon=True)
        self._process.start()
        theirs.close()

    async def run(self, function: Callable[..., Any], value: Any, report: Callable[[float], None]) -> Any:
        """Calls function(value, report) in the child. Raises what it raised, or ChildDied. Cancelling ends it."""
        try:
            return await asyncio.to_thread(self._exchange, function, value, report)
        except asyncio.CancelledError:
            self.end()
            raise

    def _exchange(self, function: Callable[..., Any], value: Any, report: Callable[[float], None]) -> Any:
        if not self._process.is_alive():
            self._start()
        process, pipe = self._process, self._pipe  # another run may start another while this one still ends
        try:
            pipe.send((function, value))
            while True:
                word, content = pipe.recv()
                if word != "progress":
                    break
                report(content)
        except (EOFError, OSError) as error:
            self._end(process, pipe)  # its pipe breaks a moment before it counts as dead
            raise ChildDied(f"exit code {process.exitcode}") from error
        if word == "failed":
            raise content
        return content

    def end(self) -> None:
        """Kills the process; the next run starts another."""
        self._end(self._process, self._pipe)

    def _end(self, process: SpawnProcess, pipe: Connection) -> None:
        with self._ending:  # two threads that wait for one process take its exit code from each other
            process.kill()
            process.join(5)
            pipe.close()


def _serve(pipe: Connection, _warm: tuple[Callable[..., Any], ...]) -> None:
    # Unpickling `_warm` has imported the modules that the work needs, before any of it arrives.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError, OSError):
        while True:
            function, value = pipe.recv()
            pipe.send(_answer(function, value, lambda done: pipe.send(("progress", done))))


def _answer(function: Callable[..., Any], value: Any, report: Callable[[float], None]) -> tuple[str, Any]:
    try:
        return "done", function(value, report)
    except Exception as error:  # noqa: BLE001  (it is raised again in the parent, which knows what to do)
        return "failed", _portable(error)


def _portable(error: Exception) -> Exception:
    """The exception itself where it survives pickling; else one that says the same. OSError keeps its errno."""
    if isinstance(error, OSError):
        return OSError(error.errno, error.strerror or str(error))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  (our own bytes)
    except Exception:  # noqa: BLE001  (whatever pickling raises, the text survives)
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
