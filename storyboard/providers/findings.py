"""What a finding about a spec is, whatever rule made it."""

import enum
from dataclasses import dataclass


class Severity(enum.StrEnum):
    """Whether an order is refused or the person only told."""

    BLOCKS = "blocks"
    WARNS = "warns"


class Rule(enum.StrEnum):
    """Whose rule it is."""

    PROVIDER = "provider"
    HOUSE = "house"


@dataclass(frozen=True)
class Fix:
    """What would end a problem, for a button: a stable code, and by how much or to what where that is a number."""

    code: str
    number: int | None = None


@dataclass(frozen=True)
class Problem:
    """One finding. `path` is like shots[2].prompt, from 1; `limit` and `found` are code points, seconds, pixels or a
    count.

    `shot` and `element` are ids of what it is about, `name` the element's name. `fixes` are ways out, the likeliest
    first. `loses`: what it is about would be missing from the video, or may be, or the video would be otherwise than
    the board says.
    """

    code: str
    path: str
    severity: Severity
    rule: Rule
    limit: float | None = None
    found: float | None = None
    shot: str = ""
    element: str = ""
    name: str = ""
    fixes: tuple[Fix, ...] = ()
    loses: bool = False
