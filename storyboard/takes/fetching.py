"""Fetching the file of a take that has a link, or taking the one that its provider has put here by itself.

Each take is a row with a time and a lease of its own, so that the first of four is fetched while three still run. A
link that has died is asked for again.
"""

import asyncio

from channels.db import database_sync_to_async
from django.conf import settings
from django.db import transaction

from storyboard import database
from storyboard.providers.downloading import download
from storyboard.providers.errors import ProviderError
from storyboard.providers.http import DeadLink, OutgoingError
from storyboard.studio.sealing import Unreadable
from storyboard.takes.collecting import CHECK_JOB, file_of, locked, miss, try_later
from storyboard.takes.models import Take
from storyboard.takes.pipeline import change_take, held, kept
from storyboard.takes.receiving import take_received
from storyboard.takes.sentences import disk_full, key_gone, not_collected
from storyboard.takes.speaking import Ear, ear_of
from storyboard.work import jobs

MOST_BYTES = 4_000_000_000


async def fetch(take: Take) -> None:
    """Brings the file of a claimed take, and has it checked."""
    async with kept(held(take)):
        try:
            ear = await database_sync_to_async(ear_of)(take.generation)
            await _bring(take, ear)
        except Unreadable:
            await database_sync_to_async(_missed)(take, key_gone())
        except OutgoingError as error:
            await database_sync_to_async(_missed)(take, not_collected(str(error)))
        except OSError as error:
            await database_sync_to_async(_no_room)(take, error)
        else:
            await database_sync_to_async(_hand_over)(take)


async def _bring(take: Take, ear: Ear) -> None:
    """Raises OutgoingError, OSError."""
    target = file_of(take.pk)
    settings.WORK_DIR.mkdir(parents=True, exist_ok=True)
    if target.exists() or await asyncio.to_thread(take_received, take, target):
        return
    try:
        await download(ear.door, take.result_url, target, MOST_BYTES, ear.client.RESULT_HOSTS)
    except DeadLink:
        link = await _new_link(take, ear)
        if link in ("", take.result_url):
            raise
        await download(ear.door, link, target, MOST_BYTES, ear.client.RESULT_HOSTS)


async def _new_link(take: Take, ear: Ear) -> str:
    """Where the provider says the file is now; empty where it does not."""
    task = take.generation.provider_task
    try:
        answers = await ear.client.ask(ear.door, ear.access, [task], {task: take.generation.wanted})
    except ProviderError:
        return ""
    results = answers[task].results if task in answers else ()
    return next((result.url for result in results if result.key == take.result_id), "")


def _hand_over(claimed: Take) -> None:
    with transaction.atomic():
        if take := _held(claimed):
            change_take(take, due_at=None, lease="")
            jobs.enqueue(CHECK_JOB, claimed.pk)


def _missed(claimed: Take, sentence: str) -> None:
    with transaction.atomic():
        if take := _held(claimed):
            miss(take, sentence)


def _no_room(claimed: Take, error: OSError) -> None:
    sentence = disk_full() if database.is_full(error) else not_collected(error.strerror or str(error))
    with transaction.atomic():
        if take := _held(claimed):
            try_later(take, sentence)


def _held(claimed: Take) -> Take | None:
    """The take as it is now, locked, as long as the claim holds."""
    take = locked(claimed.pk)
    return take if take and take.lease == claimed.lease else None
