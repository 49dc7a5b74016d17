"""Taking a file in at arm's length: in a process of its own, with bounds on time, memory and what it may write.

A file made to break a decoder then ends that process and nothing else. The caller may itself be a daemonic process,
which must not start `multiprocessing` children: this one is started as a plain program, values as JSON in and out.
The child is given none of the caller's environment but what Python needs, so that no key lies in its memory.
"""

import importlib
import json
import logging
import os
import signal
import subprocess
import sys
import traceback
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import storyboard
from storyboard.media import errors
from storyboard.media.errors import Code, Exhausted, MediaError
from storyboard.media.intake import take_in
from storyboard.media.probing import Kind
from storyboard.media.taken import Limits, Taken

logger = logging.getLogger(__name__)

_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH")
_NO_MEMORY = "it takes more memory than there is"
_MODULE = "storyboard.media.guarded"
# Signals by which the kernel, and this module's own alarm, end what goes over a bound.
_OVERTIME = {-signal.SIGXCPU, -signal.SIGALRM} if os.name == "posix" else set()


@dataclass(frozen=True)
class Bounds:
    """What one look at a file may take.

    `seconds` of time on the clock; `memory` in bytes of address space, which the libraries reserve much of without
    using it. Pictures of 63 megapixels and clips of 8K passed with half of the default.
    """

    seconds: float = 120.0
    memory: int = 3_000_000_000


def take_in_guarded(
    source: Path,
    folder: Path,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    bounds: Bounds = Bounds(),
) -> Taken:
    """`take_in` in a process of its own. Raises the same, and `Exhausted` where a bound or the process broke."""
    wanted = {
        "source": str(source.absolute()),
        "folder": str(folder.absolute()),
        "limits": asdict(limits),
        "bounds": asdict(bounds),
    }
    try:
        answer = subprocess.run(  # noqa: S603 - this very program
            [sys.executable, "-P", "-m", _MODULE],
            input=json.dumps(wanted).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            timeout=bounds.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        _clear(folder)
        raise _overtime(source, bounds) from error
    if answer.returncode:
        _clear(folder)
        raise _death(source, answer.returncode, bounds)
    return _read(source, json.loads(answer.stdout))


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    root = Path(storyboard.__file__).parents[1]
    # One thread for numpy's library: each of its threads would reserve memory of its own.
    return {**kept, "PYTHONPATH": str(root), "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def _clear(folder: Path) -> None:
    """Removes what a child that died left half done."""
    for file in folder.glob("taken*"):
        file.unlink(missing_ok=True)


def _overtime(source: Path, bounds: Bounds) -> Exhausted:
    values: dict[str, errors.Value] = {"most": round(bounds.seconds)}
    return Exhausted(source, f"looking at it took more than {bounds.seconds:g} s", Code.TOO_MUCH_TIME, values)


def _death(source: Path, returncode: int, bounds: Bounds) -> Exhausted:
    if returncode in _OVERTIME:
        return _overtime(source, bounds)
    return Exhausted(source, "the file broke the program that looked at it", Code.CRASHED, {"found": returncode})


def _read(source: Path, answer: dict[str, Any]) -> Taken:
    if "taken" in answer:
        return _taken(answer["taken"])
    if "disk" in answer:
        raise OSError(*answer["disk"])
    if "bug" in answer:
        logger.warning("Taking in %s met an error nobody foresaw:\n%s", source.name, answer["bug"])
        raise Exhausted(source, "the file broke the program that looked at it", Code.CRASHED)
    refused = answer["refused"]
    kind: type[MediaError] = getattr(errors, refused["type"])
    raise kind(source, refused["reason"], Code(refused["code"]), refused["values"])


def _taken(told: dict[str, Any]) -> Taken:
    fractions = {name: Fraction(told[name]) if told[name] is not None else None for name in ("rate", "seconds")}
    return Taken(**{**told, **fractions, "path": Path(told["path"]), "kind": Kind(told["kind"])})


def _main() -> None:
    """The child: reads the wish, bounds itself, and answers with what came of it."""
    wanted = json.load(sys.stdin)
    _bound(Bounds(**wanted["bounds"]), Limits(**wanted["limits"]))
    json.dump(_answer(Path(wanted["source"]), Path(wanted["folder"]), Limits(**wanted["limits"])), sys.stdout)


def _bound(bounds: Bounds, limits: Limits) -> None:
    if os.name != "posix":
        return
    resource: Any = importlib.import_module("resource")
    written = max(limits.picture_bytes * 10, limits.clip_bytes * 2, limits.voice_bytes * 2)
    wanted = {
        resource.RLIMIT_AS: bounds.memory,
        resource.RLIMIT_CPU: int(bounds.seconds) * (os.cpu_count() or 1) + 1,
        resource.RLIMIT_FSIZE: written,
        resource.RLIMIT_CORE: 0,
    }
    for which, value in wanted.items():
        hard = resource.getrlimit(which)[1]
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (most, most))
    # Ends the child also when its caller was killed and nobody waits for it.
    signal.setitimer(signal.ITIMER_REAL, bounds.seconds + 1)


def _answer(source: Path, folder: Path, limits: Limits) -> dict[str, Any]:
    try:
        taken = take_in(source, folder, limits)
    except MediaError as error:
        told = {"type": type(error).__name__, "reason": error.reason, "code": error.code, "values": error.values}
        return {"refused": told}
    except MemoryError:
        told = {"type": "Exhausted", "reason": _NO_MEMORY, "code": Code.TOO_MUCH_MEMORY, "values": {}}
        return {"refused": told}
    except OSError as error:
        return {"disk": [error.errno, error.strerror, str(error.filename)]}
    except Exception:  # noqa: BLE001 - whatever a hostile file brings about, the caller gets an answer
        return {"bug": traceback.format_exc()}
    fractions = {"rate": _text(taken.rate), "seconds": _text(taken.seconds)}
    return {"taken": {**asdict(taken), **fractions, "path": str(taken.path), "kind": taken.kind.value}}


def _text(fraction: Fraction | None) -> str | None:
    return None if fraction is None else str(fraction)


if __name__ == "__main__":
    _main()
