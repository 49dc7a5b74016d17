"""Where this installation may send requests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings

from storyboard.providers import http
from storyboard.providers.http import Door

PORTS = {"https": 443, "http": 80}
_kept: ContextVar[Door | None] = ContextVar("kept", default=None)


def door() -> Door:
    """What may be asked outside: public https, and the very hosts and ports of the environment's provider addresses.

    An address typed by an owner opens nothing more, so that nobody reaches the inside of a network through the page.
    """
    urls = [urlsplit(provider.url) for provider in settings.ENVIRONMENT.providers]
    return Door(frozenset((url.hostname or "", url.port or PORTS[url.scheme]) for url in urls))


@asynccontextmanager
async def connections_kept() -> AsyncIterator[None]:
    """Within this block, and in tasks begun there, `held_open` gives doors that share connections from one call to the
    next. For one event loop."""
    async with http.held_open(door()) as kept:
        token = _kept.set(kept)
        try:
            yield
        finally:
            _kept.reset(token)


def held_open(outer: Door) -> Door:
    """The same door, with connections that stay open where there are such; a stand-in's stays as it is."""
    kept = _kept.get()
    return replace(outer, kept=kept.kept) if kept and not outer.instead else outer
