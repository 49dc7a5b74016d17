"""Bringing a file from outside to this machine's disk: bounded in bytes and time, checksummed while it comes."""

import asyncio
import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from storyboard.providers.http import AddressRefused, Answered, CutShort, DeadLink, Door, Opened, TooLarge, opened

SECONDS = 900.0
BATCH = 1024 * 1024

# 403 is what storages answer for a signed link that has ended.
DEAD = (403, 404, 410)


@dataclass(frozen=True)
class Downloaded:
    """What was stored: the address it finally came from, its size, and the SHA-256 of its bytes in hexadecimal."""

    url: str
    bytes: int
    sha256: str


async def download(
    door: Door, url: str, target: Path, most_bytes: int, hosts: Collection[str] = (), seconds: float = SECONDS
) -> Downloaded:
    """Stores what is at an address; nothing is left at the target where that fails.

    `hosts` are the only ones asked besides configured ones (none: any public one); one that begins with a dot stands
    for all below it. A few redirects are followed, each checked anew. Raises DeadLink, Answered, TooLarge, CutShort
    and the other kinds of OutgoingError, and OSError for the target.
    """

    def may_go(where: str) -> None:
        _check_host(door, where, hosts)

    with _all_or_nothing(target):
        async with opened(door, url, seconds, may_go) as answer:
            return await _store(answer, target, most_bytes)


@contextmanager
def _all_or_nothing(target: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _check_host(door: Door, url: str, hosts: Collection[str]) -> None:
    """Raises AddressRefused for a host that is not among them; what is no address at all, the door tells."""
    door.check(url)
    parts = urlsplit(url)
    host = parts.hostname or ""
    named = any(host.endswith(name) if name.startswith(".") else host == name for name in hosts)
    if hosts and not named and (host, parts.port or {"https": 443, "http": 80}[parts.scheme]) not in door.configured:
        raise AddressRefused("leads to a host that is not the provider's")


async def _store(answer: Opened, target: Path, most_bytes: int) -> Downloaded:
    if answer.status in DEAD:
        raise DeadLink(answer.status)
    if answer.status != 200:
        raise Answered(answer.status)
    too_large = TooLarge(f"is larger than {most_bytes // 1_000_000} MB")
    if answer.length is not None and answer.length > most_bytes:
        raise too_large
    stored, digest, batch = 0, hashlib.sha256(), bytearray()
    with target.open("wb") as file:
        async for block in answer.blocks:
            stored += len(block)
            if stored > most_bytes:
                raise too_large
            batch += block
            if len(batch) >= BATCH:
                await asyncio.to_thread(_keep, file, digest, bytes(batch))
                batch.clear()
        await asyncio.to_thread(_keep, file, digest, bytes(batch))
    if answer.length is not None and stored != answer.length:
        raise CutShort(f"ended after {stored} of {answer.length} bytes")
    return Downloaded(answer.url, stored, digest.hexdigest())


def _keep(file: BinaryIO, digest: "hashlib._Hash", block: bytes) -> None:
    digest.update(block)
    file.write(block)
