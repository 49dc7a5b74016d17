"""Preparing a create: media are given to the provider, or found among what it keeps, and the final bytes are written.

Every part may be done again: what is given twice costs nothing.
"""

import asyncio
import logging

from channels.db import database_sync_to_async
from django.utils import timezone

from storyboard.assets.fitting import Unfitted, fitted
from storyboard.assets.models import Asset, AssetKind
from storyboard.assets.storing import MediaFile, path_of
from storyboard.providers.errors import AskAgain, ProviderError
from storyboard.providers.pictures import Box
from storyboard.providers.requests import fill, placeholders
from storyboard.studio.sealing import Unreadable
from storyboard.takes import submitting
from storyboard.takes.hooks import hook_address, upload_address
from storyboard.takes.models import Generation, KeptKind
from storyboard.takes.pipeline import advance, change_open_takes, fenced, redraw_open_takes
from storyboard.takes.polling import next_ask
from storyboard.takes.reaching import reached
from storyboard.takes.remembering import recall, remember, touch
from storyboard.takes.sentences import file_gone, file_waits, key_gone, unprepared
from storyboard.takes.speaking import Ear, ear_of
from storyboard.takes.states import Event, GenerationState, TakeState

logger = logging.getLogger(__name__)

UNREAD_SECONDS = 30.0  # until a file that cannot be read now is tried again
ASSET, UPLOAD = "asset:", "upload"
KINDS = {AssetKind.PICTURE: KeptKind.IMAGE, AssetKind.CLIP: KeptKind.VIDEO, AssetKind.VOICE: KeptKind.VOICE}


class Unprepared(Exception):
    """The request cannot be made; the text is the sentence to show."""


async def prepare(generation: Generation) -> None:
    """Gives the provider what the request needs, commits the final bytes, and sends the create."""
    try:
        ear = await database_sync_to_async(ear_of)(generation)
        final = await final_request(generation, ear)
    except Unreadable:
        await database_sync_to_async(fail)(generation, key_gone())
    except Unprepared as error:
        await database_sync_to_async(fail)(generation, str(error))
    except AskAgain as error:
        await database_sync_to_async(_later)(generation, error.retry_after)
    except ProviderError as error:
        await database_sync_to_async(fail)(generation, unprepared(error))
    except OSError as error:
        logger.warning("A file of %s cannot be read: %s", generation.pk, error)
        await database_sync_to_async(_later)(generation, UNREAD_SECONDS, file_waits())
    else:
        await database_sync_to_async(_commit)(generation, final)
        await submitting.submit(generation, ear)


async def final_request(generation: Generation, ear: Ear, *, called_back: bool = True) -> str:
    """The body as it is sent: media are given to the provider, and it is told where to call, unless nothing is ordered.
    Raises Unprepared, ProviderError."""
    body = generation.request.encode()
    wanted = placeholders(body)
    values: dict[str, str | None] = {
        "task": generation.client_id,
        "hook": hook_address(generation) if called_back else None,
        "upload": await asyncio.to_thread(upload_address, generation) if called_back and UPLOAD in wanted else None,
    }
    for name in wanted:
        if name.startswith(ASSET):
            values[name] = await _reference(generation, ear, name)
    return fill(body, values).decode()


def _commit(claimed: Generation, final: str) -> None:
    """From here on the create counts as sent: what is written is what goes out, and it goes out once."""
    with fenced(claimed) as generation:
        advance(generation, Event.WRITTEN, final_request=final, submitted_at=timezone.now(), failure="")
        redraw_open_takes(generation)
    claimed.state, claimed.final_request = GenerationState.SUBMITTING, final


def _later(claimed: Generation, wait: float | None, why: str = "") -> None:
    with fenced(claimed) as generation:
        generation.due_at, generation.lease = next_ask(generation, timezone.now(), wait), ""
        generation.failure = why
        generation.save(update_fields=["due_at", "lease", "failure"])
        redraw_open_takes(generation)


def fail(claimed: Generation, sentence: str) -> None:
    """Ends a generation that was never sent."""
    with fenced(claimed) as generation:
        advance(generation, Event.UNPREPARED, failure=sentence, settled=0, finished_at=timezone.now())
        change_open_takes(generation, TakeState.FAILED, failure=sentence)


async def _reference(generation: Generation, ear: Ear, name: str) -> str:
    """What a file goes by at the provider. Raises Unprepared, ProviderError."""
    file, kind = await database_sync_to_async(_file)(generation, name)
    known: str | None = await database_sync_to_async(_known)(generation, file.sha256)
    if known:
        return known
    content = await asyncio.to_thread(file.path.read_bytes)
    given = await reached(generation.account, ear.client.give(ear.door, ear.access, content, file.media_type))
    if generation.account:
        now = timezone.now()
        await database_sync_to_async(remember)(generation.account, file.sha256, kind, given.reference, now)
    return given.reference


def _known(generation: Generation, sha256: str) -> str | None:
    if generation.account is None:
        return None
    known = recall(generation.account, sha256, timezone.now())
    if known:
        touch(generation.account, known, timezone.now())
    return known


def _file(generation: Generation, name: str) -> tuple[MediaFile, KeptKind]:
    """The bytes to give for a placeholder, of a picture the fitted ones, and what they are. Raises Unprepared."""
    sha256, _mark, crop = name.removeprefix(ASSET).partition("#")
    asset = Asset.objects.filter(workspace=generation.project.workspace_id, sha256=sha256).exclude(file="").first()
    if asset is None or not (path := path_of(asset)).exists():
        raise Unprepared(file_gone())
    kind = KINDS[AssetKind(asset.kind)]
    if kind is not KeptKind.IMAGE:
        return MediaFile(path, asset.sha256, asset.media_type), kind
    try:
        return fitted(asset, _box(crop)), kind
    except Unfitted as unfitted:
        raise Unprepared(str(unfitted)) from unfitted


def _box(text: str) -> Box | None:
    """The part of a picture that a placeholder names, in pixels; None for the whole."""
    if not text:
        return None
    left, top, width, height = (int(side) for side in text.split(","))
    return left, top, width, height
