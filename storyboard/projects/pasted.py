"""What people paste: a text, the JSON in it, and the requests that it holds. No database.

JSON may stand in a fence or among other words, as requests are shown in pages and copied as commands.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from storyboard.providers.kinds import KINDS
from storyboard.providers.read import Text
from storyboard.providers.reading import NotARequest, Read, read_request

MOST_CHARACTERS = 30_000_000
MOST_PARTS = 100_000
MOST_DEPTH = 40
MOST_REQUESTS = 20
MOST_TOLD = 100
SHORT = 120
FENCE = re.compile(r"```[a-zA-Z]*\s*\n(.*?)```", re.DOTALL)
PYTHON = re.compile(r'^body = \(\n((?:    ".*"\n)+)\)$', re.MULTILINE)
SECRET = re.compile(r"key|token|secret|passw|auth", re.IGNORECASE)


class NotImported(Exception):
    """Nothing was made. `code` is stable; `values` fill its sentence."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True)
class Told:
    """Something that a request says and the board does not, or not so: where, its value in short, and what was done.

    `code` is stable; `values` fill its sentence.
    """

    code: str
    path: str = ""
    value: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Pasted:
    """One request that was read, and what of it was not understood."""

    read: Read
    told: tuple[Told, ...]


def read_pasted(text: str) -> list[Pasted]:
    """The requests in a text, at most MOST_REQUESTS. Raises NotImported."""
    value, told = _value_in(text)
    try:
        reads = read_request(value)
    except NotARequest:
        raise NotImported("no_request", providers=providers_read()) from None
    reads, more = reads[:MOST_REQUESTS], reads[MOST_REQUESTS:]
    told += [Told("too_many_requests", values={"limit": MOST_REQUESTS, "over": len(more)})] * bool(more)
    return [
        Pasted(replace(read, ignored=(), near=(), mended=()), bounded([*(told if number == 0 else ()), *_lost(read)]))
        for number, read in enumerate(reads)
    ]


def providers_read() -> str:
    """Whose requests can be pasted, in one line."""
    return ", ".join(kind.title for kind in KINDS.values())


def _lost(read: Read) -> list[Told]:
    ignored = [Told("not_understood", plain(path), short(value, path)) for path, value in read.ignored]
    near = [Told("size_not_made", plain(path), short(value, path), {"ratio": read.ratio}) for path, value in read.near]
    left_out = tuple(path for path, _value in read.ignored)
    mended = [(path, value) for path, value in read.mended if not path.startswith(left_out)]
    dropped = [Told("characters_dropped", plain(path), short(value, path)) for path, value in mended]
    return ignored + near + dropped


def bounded(told: Iterable[Told]) -> tuple[Told, ...]:
    """At most MOST_TOLD of them, the last one counting the rest."""
    found = tuple(told)
    if len(found) <= MOST_TOLD:
        return found
    return (*found[:MOST_TOLD], Told("more", values={"count": len(found) - MOST_TOLD}))


def plain(text: str) -> str:
    """A text from outside as it can be kept and shown: in one line, every character a whole one."""
    shown = json.dumps(text[: 2 * SHORT], ensure_ascii=False)[1:-1]
    return shown.encode("utf-8", "replace").decode()


def short(value: Any, path: str = "") -> str:
    """A value of JSON in one short line; what looks like a key to an account is not shown."""
    value = "…" if SECRET.search(path.rpartition(".")[2]) else _masked(value)
    shown = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()
    return shown if len(shown) <= SHORT else f"{shown[: SHORT - 1]}…"


def _masked(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: "…" if SECRET.search(key) else _masked(one) for key, one in value.items()}
    return [_masked(one) for one in value] if isinstance(value, list) else value


def said(text: Text) -> str:
    """A prompt in one short line."""
    words = " ".join("".join(part if isinstance(part, str) else "@" for part in text).split())
    return words if len(words) <= SHORT else f"{words[: SHORT - 1]}…"


# From a text to a value


def _value_in(text: str) -> tuple[Any, list[Told]]:
    text = text.removeprefix("\ufeff").strip()
    if not text:
        raise NotImported("empty")
    if len(text) > MOST_CHARACTERS or sum(text.count(mark) for mark in "{[,") > MOST_PARTS:
        raise NotImported("too_large")
    fence = FENCE.search(text)
    value, rest, doubles = _decoded(_unquoted(fence[1] if fence else text))
    if _depth(value) > MOST_DEPTH:
        raise NotImported("too_deep", limit=MOST_DEPTH)
    told = [Told("double", plain(key)) for key in dict.fromkeys(doubles)]
    # What else stands there may be the command with its key: it is never shown, only that it may hold another request.
    return value, told + [Told("rest")] * bool({"{", "["} & set(rest))


def _unquoted(text: str) -> str:
    """The JSON of a request that was copied as Python, where each line of it is a string; any other text as it is."""
    program = PYTHON.search(text)
    try:
        return "".join(json.loads(line) for line in program[1].strip("\n").split("\n")) if program else text
    except json.JSONDecodeError:
        return text


def _decoded(text: str) -> tuple[Any, str, list[str]]:
    """The first object or list of a text, what stands after it, and keys that were written twice."""
    doubles: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        values = dict(found)
        if len(values) < len(found):
            keys = [key for key, _value in found]
            doubles.extend(key for key in values if keys.count(key) > 1)
        return values

    starts = sorted(at for at in (text.find("{"), text.find("[")) if at >= 0)
    if not starts:
        raise NotImported("no_json")
    try:
        value, end = json.JSONDecoder(object_pairs_hook=pairs).raw_decode(text, starts[0])
    except json.JSONDecodeError as error:
        raise NotImported("bad_json", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise NotImported("too_deep", limit=MOST_DEPTH) from None
    except ValueError:  # a number of thousands of digits
        raise NotImported("bad_number") from None
    return value, text[end:], doubles


def _depth(value: Any) -> int:
    """How deep lists and objects lie in one another, counted without a call for each."""
    depth, level = 0, [value]
    while level:
        depth += 1
        inner = [one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)]
        level = [part for parts in inner for part in parts]
    return depth
