"""Whether a key is good: what a provider's answer to a harmless call says, and nothing of what it holds besides."""

import enum
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

MOST_BALANCE = Decimal(10) ** 12


class Outcome(enum.StrEnum):
    """What came of showing a key."""

    GOOD = "good"
    REFUSED = "refused"
    FORBIDDEN = "forbidden"
    NO_CREDIT = "no_credit"
    BUSY = "busy"
    TROUBLE = "trouble"
    DECLINED = "declined"
    STRANGE = "strange"
    SILENT = "silent"
    UNREACHED = "unreached"
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True)
class Checked:
    """The outcome, with the status or the code the provider gave, and the balance in its unit where it told one."""

    outcome: Outcome
    code: str = ""
    balance: Decimal | None = None


# 455 is Crun's maintenance. Source: its code list (200, 401, 402, 429, 455, 500, 501, 505).
OUTCOMES = {
    401: Outcome.REFUSED,
    402: Outcome.NO_CREDIT,
    403: Outcome.FORBIDDEN,
    429: Outcome.BUSY,
    455: Outcome.BUSY,
    503: Outcome.BUSY,
    504: Outcome.BUSY,
}


def is_key(text: str) -> bool:
    """Whether a text can be a key at all: 1 to 500 visible ASCII characters, so that it fits in a header."""
    return re.fullmatch(r"[\x21-\x7e]{1,500}", text) is not None


def by_status(status: int) -> Checked:
    """What a status says that is no success."""
    if status in OUTCOMES:
        return Checked(OUTCOMES[status], str(status))
    if status >= 500:
        return Checked(Outcome.TROUBLE, str(status))
    # Redirects, 404 and whatever else a place answers that is not this provider's API.
    return Checked(Outcome.STRANGE, str(status))


def code_in(value: Any) -> str:
    """A provider's code word, fit to be shown; empty for anything that is no short plain word."""
    return value if isinstance(value, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", value) else ""


def amount_in(value: Any) -> Decimal | None:
    """An amount out of parsed JSON (a number, or a text that holds one), None for anything else or beyond belief."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    plain = re.fullmatch(r"-?\d{1,13}(\.\d{1,20})?", str(value))
    found = Decimal(plain.group()) if plain else None
    return found if found is not None and abs(found) < MOST_BALANCE else None
