"""Showing a key to its provider, with the one call that orders nothing."""

from dataclasses import replace

from storyboard.providers.http import AddressRefused, Answer, Call, Door, NotReached, OutgoingError, ask
from storyboard.providers.key_checks import Checked, Outcome
from storyboard.providers.kind import Check, Kind

MOST_BYTES = 1_000_000
SECONDS = 15.0


async def try_key(door: Door, kind: Kind, check: Check, url: str, key: str) -> Checked:
    """What a provider says of a key at an address (one without a slash at its end). Never raises for its answer."""
    body = check.body() if check.body else None
    call = Call("POST" if check.body else "GET", url + check.path, kind.headers(key), body)
    try:
        answer = await ask(door, call, MOST_BYTES, SECONDS)
    except AddressRefused:
        return Checked(Outcome.NOT_ALLOWED)
    except NotReached:
        return Checked(Outcome.UNREACHED)
    except OutgoingError:
        return Checked(Outcome.SILENT)
    return _judged(check, answer, key)


def _judged(check: Check, answer: Answer, key: str) -> Checked:
    found = check.read(answer.status, answer.json())
    # A place that is no provider might say the key back as its code word.
    return replace(found, code=str(answer.status)) if key in found.code else found
