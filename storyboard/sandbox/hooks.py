"""Telling the client: webhooks and finished files, posted by whatever the sandbox was given for it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from storyboard.sandbox.clock import Clock

RETRY_AFTER_SECONDS = (1, 5, 30)
"""Source: notes 9, Runware webhook retries."""


class Unreachable(Exception):
    """There was no answer."""


@dataclass(frozen=True)
class Post:
    """A request of the provider to the client."""

    url: str
    body: bytes
    method: str = "POST"
    headers: Mapping[str, str] = field(default_factory=lambda: {"content-type": "application/json"})


# Sends it and gives the status that came back. Raises Unreachable.
Poster = Callable[[Post], Awaitable[int]]


async def nobody(post: Post) -> int:
    """The poster of a sandbox that was given none."""
    raise Unreachable(post.url)


async def deliver(poster: Poster, clock: Clock, post: Post, *, again: bool) -> bool:
    """Sends it until it is received, with three more tries if `again`. Whether it was."""
    for wait in (0, *RETRY_AFTER_SECONDS) if again else (0,):
        if wait:
            await clock.sleep(wait)
        if await _is_received(poster, post):
            return True
    return False


async def _is_received(poster: Poster, post: Post) -> bool:
    try:
        return 200 <= await poster(post) < 300
    except Unreachable:
        return False
