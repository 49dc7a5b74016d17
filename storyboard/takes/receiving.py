"""Files that providers put here, or in the object storage, by themselves: kept aside until their own answer says that
the result is done.

Only one result of one generation can come this way. A file that cannot be read goes, and the link is asked instead.
"""

import logging
import uuid
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from storyboard.assets import bucket
from storyboard.assets.digests import settle
from storyboard.providers.requests import placeholders
from storyboard.takes.models import Generation, Take
from storyboard.takes.states import GenerationState

logger = logging.getLogger(__name__)

MOST_BYTES = 4_000_000_000
MAY_RECEIVE = (GenerationState.SUBMITTING, GenerationState.RUNNING, GenerationState.COLLECTING)


class TooLong(Exception):
    """The file is longer than any result."""


def received_file(generation_id: str) -> Path:
    """Where the file of a generation lies that its provider put here."""
    return Path(settings.WORK_DIR) / f"received-{generation_id}.video"


def receive(generation: Generation, blocks: Iterable[bytes]) -> bool:
    """Stores a file whole or not at all; False where none is waited for. Raises TooLong, OSError."""
    if generation.wanted != 1 or generation.state not in MAY_RECEIVE:
        return False
    target = received_file(generation.pk)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f"{target.name}.{uuid.uuid4().hex}")
    try:
        _store(blocks, aside)
        settle(aside)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return True


def _store(blocks: Iterable[bytes], target: Path) -> None:
    stored = 0
    with target.open("wb") as file:
        for block in blocks:
            stored += len(block)
            if stored > MOST_BYTES:
                raise TooLong
            file.write(block)


def take_received(take: Take, target: Path) -> bool:
    """Moves the file that came by itself to where a fetched one would lie; False where none came. Raises OSError."""
    try:
        received_file(take.generation_id).replace(target)
    except FileNotFoundError:
        return _take_from_bucket(take, target)
    return True


def _take_from_bucket(take: Take, target: Path) -> bool:
    """The same for a file in the object storage; where that is away, the provider's link is asked instead."""
    if take.generation.account_id is None or "upload" not in placeholders(take.generation.request.encode()):
        return False
    try:
        return bucket.take_incoming(take.generation_id, target, MOST_BYTES)
    except OSError as error:
        if not bucket.is_away(error):
            raise
        logger.warning("A file that may have come was not had: %s", error)
        return False
