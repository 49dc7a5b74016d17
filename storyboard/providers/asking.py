"""How a provider is asked: once for a create, patiently for everything else, and never with a key in what is told."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from storyboard.providers import http
from storyboard.providers.answers import Refused, Submitted, Unsure
from storyboard.providers.errors import (
    AddressDenied,
    Busy,
    CreditGone,
    KeyDenied,
    ProviderError,
    Reason,
    error_for,
    reason_of_status,
    was_not_taken,
)
from storyboard.providers.http import Call, Door
from storyboard.providers.key_checks import is_key

MOST_BYTES = 8_000_000
SECONDS = 60.0

# An answer to a create that is given up too early is a doubt about money.
CREATE_READ_SECONDS = 120.0
CREATE_SECONDS = 240.0

AT_ONCE = 8
SHORTEST_SECRET = 12
LONGEST_WAIT = 24 * 3600.0

# After these no other question to the same account is worth asking now.
_HOPELESS = (Busy, KeyDenied, CreditGone, AddressDenied)

T = TypeVar("T")


@dataclass(frozen=True)
class Access:
    """An account at a provider: which provider, its address without a slash at the end, and the key, never shown."""

    provider: str
    url: str
    key: str = field(repr=False)


async def asked(door: Door, access: Access, call: Call, seconds: float = SECONDS) -> http.Answer:
    """The answer to a question, whatever its status. Raises ProviderError where there is none."""
    if not is_key(access.key):
        raise error_for(Reason.KEY, "the key cannot be sent")
    try:
        return scrubbed(await http.ask(door, call, MOST_BYTES, seconds), access.key)
    except http.AddressRefused as error:
        raise error_for(Reason.ADDRESS, str(error)) from None
    except http.NotReached as error:
        raise error_for(Reason.UNREACHED, str(error)) from None
    except http.OutgoingError as error:
        raise error_for(Reason.UNREADABLE, str(error)) from None


def scrubbed(answer: http.Answer, key: str) -> http.Answer:
    """The answer without the key, should a provider say it back; short play keys are left, being part of words."""
    if len(key) < SHORTEST_SECRET:
        return answer
    return replace(answer, body=answer.body.replace(key.encode("ascii"), b"-"))


async def created(door: Door, access: Access, call: Call, read: Callable[[http.Answer], Submitted]) -> Submitted:
    """Sends a create once, on a connection of its own, and tells what came of it as `read` judges the answer.

    Whatever went wrong before the first byte left is Refused, and whatever did after that is Unsure.
    """
    once = replace(call, may_repeat=False, alone=True, read_seconds=CREATE_READ_SECONDS)
    try:
        return read(await asked(door, access, once, CREATE_SECONDS))
    except ProviderError as error:
        if error.reason in (Reason.KEY, Reason.ADDRESS, Reason.UNREACHED):
            return Refused("", error.message, error.reason)
        return Unsure(error.message)


def by_status(answer: http.Answer) -> Submitted:
    """What came of a create whose answer says nothing but its HTTP status."""
    code, reason = str(answer.status), reason_of_status(answer.status)
    if was_not_taken(answer.status):
        return Refused(code, f"answered with status {code}", reason, wait_in(answer))
    if 200 <= answer.status < 300:
        return Unsure("the answer cannot be read")
    return Unsure(f"answered with status {code}")


def error_by_status(answer: http.Answer) -> ProviderError:
    """The error of an answer that says nothing but its HTTP status; a success that cannot be read is an error too."""
    if 200 <= answer.status < 300:
        return error_for(Reason.UNREADABLE, "the answer cannot be read")
    message = f"answered with status {answer.status}"
    return error_for(reason_of_status(answer.status), message, str(answer.status), wait_in(answer))


async def each(names: Iterable[str], one: Callable[[str], Awaitable[T]]) -> dict[str, T]:
    """What `one` says to each name, at most eight at a time.

    Names that got no answer are left out, to be asked another time; with no answer at all the first error is raised.
    """
    found: dict[str, T] = {}
    errors: list[ProviderError] = []
    places = asyncio.Semaphore(AT_ONCE)

    async def ask_one(name: str) -> None:
        async with places:
            if any(isinstance(error, _HOPELESS) for error in errors):
                return
            try:
                found[name] = await one(name)
            except ProviderError as error:
                errors.append(error)

    async with asyncio.TaskGroup() as group:
        for name in dict.fromkeys(names):
            group.create_task(ask_one(name))
    if errors and not found:
        raise errors[0]
    return found


def wait_in(answer: http.Answer) -> float | None:
    """Seconds that Retry-After asks to wait, at most a day; None without it. Source: RFC 9110 §10.2.3."""
    told = answer.headers.get("retry-after", "").strip()
    if told.isascii() and told.isdigit():
        return min(float(told[:9]), LONGEST_WAIT)
    until = _date(told)
    if until is None:
        return None
    # Their clock may differ from ours; the answer says what theirs showed.
    now = _date(answer.headers.get("date", "")) or datetime.fromtimestamp(time.time(), UTC)
    return min(max((until - now).total_seconds(), 0.0), LONGEST_WAIT)


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def json_call(access: Access, headers: Mapping[str, str], body: bytes, path: str = "", *, repeat: bool = False) -> Call:
    """A POST of JSON bytes to a path behind the account's address."""
    typed = {"Content-Type": "application/json", **headers}
    return Call("POST", access.url + path, typed, content=body, may_repeat=repeat)
