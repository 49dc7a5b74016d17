"""What a client makes of a provider's answers: values without provider words, and readers that believe nothing.

The readers take any parsed JSON (fractions as Decimal) and never raise.
"""

import enum
import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from storyboard.providers.errors import Reason
from storyboard.providers.key_checks import amount_in

# Each API has a word of its own for a task that went well, and those of Kling behind them are not far: its older API
# says “succeed”, its newer one “succeeded”. None of them can mean anything else.
SUCCESS = ("success", "succeed", "succeeded")
MOST_WORDS = 500
MOST_LINK = 4096


class State(enum.StrEnum):
    """Where a task stands. `missing` is one the provider does not know, or not yet: only time decides which."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    MISSING = "missing"


@dataclass(frozen=True)
class Accepted:
    """A create was taken; `provider_task` is what to ask for."""

    provider_task: str


@dataclass(frozen=True)
class Refused:
    """A create was surely not taken and costs nothing. `parameters` are the fields it was about, if it named any."""

    code: str
    message: str
    kind: Reason
    retry_after: float | None = None
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unsure:
    """A create may have been taken: its answer was lost, or is none. `reason` is a clause for people."""

    reason: str


Submitted = Accepted | Refused | Unsure


@dataclass(frozen=True)
class Result:
    """One video of a task, or what became of it. `key` tells it apart and stays the same from one answer to the next.

    `cost` is in the answer's unit. `failure` holds the provider's words; then there is no link.
    """

    key: str
    url: str
    expires_at: datetime | None = None
    cost: Decimal | None = None
    failure: str = ""


@dataclass(frozen=True)
class Answer:
    """Where a task stands. `results` are all that have ended so far; they come singly.

    `cost` of a task under way is what is reserved, of one that has ended what was charged; None is unknown, in `unit`.
    `failure`, `code` and `kind` say why a task failed.
    """

    state: State
    progress: int | None = None
    results: tuple[Result, ...] = ()
    cost: Decimal | None = None
    unit: str = ""
    failure: str = ""
    code: str = ""
    kind: Reason | None = None


@dataclass(frozen=True)
class Given:
    """A file that a provider has now: what it goes by in a request, and until when, where the provider says so."""

    reference: str
    expires_at: datetime | None = None


class Said(str):
    """Words of a provider's own. Any other text about what it did is ours."""

    __slots__ = ()


def clean(value: Any, key: str, most: int = MOST_WORDS) -> Said:
    """A provider's words fit to be kept and shown: no key, no control character, one line, at most so many characters.

    Anything that is neither text nor a whole number is empty.
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        return Said()
    words = value if isinstance(value, str) else str(value) if abs(value) < 10**18 else ""
    words = words.replace(key, "•••") if key else words
    plain = "".join(char if char.isprintable() else " " for char in words[: most * 4])
    return Said(" ".join(plain.split())[:most])


def a_dict(value: Any) -> dict[str, Any]:
    """The object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def objects(value: Any) -> list[dict[str, Any]]:
    """All objects of a list; an object by itself counts as a list of one."""
    if isinstance(value, dict):
        return [value]
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def name_in(value: Any) -> str:
    """An id as providers give them: 1 to 100 visible ASCII characters, or a whole number; empty for anything else."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**30:
        return str(value)
    return value if isinstance(value, str) and re.fullmatch(r"[\x21-\x7e]{1,100}", value) else ""


def link_in(value: Any) -> str:
    """An address on the web, empty for anything else. Whether it may be asked is the door's to say."""
    is_link = isinstance(value, str) and len(value) <= MOST_LINK and re.fullmatch(r"https?://[\x21-\x7e]+", value)
    return value if is_link else ""


def number_in(value: Any, most: int) -> int | None:
    """A whole number from 0 to `most`, out of a number or a text that holds one; fractions are cut off."""
    found = amount_in(value)
    return min(int(found), most) if found is not None and found >= 0 else None


def price_in(value: Any) -> Decimal | None:
    """An amount of money from 0 up, None for anything else."""
    found = amount_in(value)
    return found if found is not None and found >= 0 else None
