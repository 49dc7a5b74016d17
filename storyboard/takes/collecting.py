"""Bringing results home: each file is fetched, checked by decoding it, and kept. A take is ready only then.

Fetching is a step of the generation; the check is a job of the worker's child processes. A file that is cut short or
cannot be read is fetched again a few times; after that the take stays collecting, marked stuck, its link kept.
"""

from datetime import timedelta
from pathlib import Path

from channels.db import database_sync_to_async
from django.conf import settings
from django.utils import timezone

from storyboard.assets.models import AssetKind, AssetOrigin
from storyboard.assets.renditions import want_renditions
from storyboard.assets.storing import MediaFile, keep_asset, keep_rendition
from storyboard.providers.downloading import download
from storyboard.providers.http import OutgoingError
from storyboard.takes.checking import Checked, check
from storyboard.takes.models import Generation, Take
from storyboard.takes.pipeline import advance, change_take, fenced
from storyboard.takes.sentences import not_collected
from storyboard.takes.speaking import Ear, ear_of
from storyboard.takes.states import WORKING_TAKES, GenerationState, TakeState
from storyboard.work import jobs
from storyboard.work.models import Job

CHECK_JOB = "check"
MOST_BYTES = 4_000_000_000
MOST_TRIES = 4
TRY_AGAIN_AFTER = timedelta(seconds=20)


def file_of(take_id: str) -> Path:
    """Where a take's file lies until it is checked."""
    return Path(settings.WORK_DIR) / f"take-{take_id}.video"


async def collect(generation: Generation) -> None:
    """Fetches every file that is to be fetched now; closes the generation once all its takes are settled."""
    await fetch_results(generation, await database_sync_to_async(ear_of)(generation))
    await database_sync_to_async(close)(generation)


async def fetch_results(generation: Generation, ear: Ear) -> None:
    """Fetches the files of takes that have a link and no file yet."""
    for take in await database_sync_to_async(_waiting)(generation):
        settings.WORK_DIR.mkdir(parents=True, exist_ok=True)
        try:
            await download(ear.door, take.result_url, file_of(take.pk), MOST_BYTES, ear.client.RESULT_HOSTS)
        except OutgoingError as error:
            await database_sync_to_async(miss)(take, not_collected(str(error)))
        else:
            await database_sync_to_async(jobs.enqueue)(CHECK_JOB, take.pk)


def _waiting(generation: Generation) -> list[Take]:
    takes = generation.takes.filter(state=TakeState.COLLECTING, stuck=False).order_by("number")
    return [take for take in takes if not file_of(take.pk).exists()]


def miss(take: Take, sentence: str) -> None:
    """Notes that a file was not had this time; after a few times the take is stuck until a person looks at it."""
    take.refresh_from_db()
    tries = take.tries + 1
    change_take(take, tries=tries, stuck=tries >= MOST_TRIES, failure=sentence)


def close(claimed: Generation) -> None:
    """Ends the generation when none of its takes is worked on; else looks again a little later. Raises Lost."""
    with fenced(claimed) as generation:
        open_takes = generation.takes.filter(state__in=WORKING_TAKES)
        if open_takes.filter(stuck=False).exists():
            generation.due_at, generation.lease = timezone.now() + TRY_AGAIN_AFTER, ""
            generation.save(update_fields=["due_at", "lease"])
        elif open_takes.exists():
            generation.due_at, generation.lease = None, ""
            generation.save(update_fields=["due_at", "lease"])
        else:
            end(generation)


def end(generation: Generation) -> None:
    """With at least one take ready it is done, with none it failed."""
    ready = generation.takes.filter(state=TakeState.READY).exists()
    state = GenerationState.DONE if ready else GenerationState.FAILED
    advance(generation, state, finished_at=timezone.now(), due_at=None, lease="")


# The check, in a child process


def prepare(job: Job) -> Path:
    """The file to look at."""
    take = Take.objects.filter(pk=job.about, state=TakeState.COLLECTING).first()
    if take is None or not file_of(take.pk).exists():
        raise jobs.Abandoned
    return file_of(take.pk)


def finish(job: Job, checked: Checked) -> None:
    """Keeps the file and makes the take ready."""
    take = Take.objects.select_related("project", "generation__order").select_for_update(of=("self",)).get(pk=job.about)
    if take.state != TakeState.COLLECTING:
        return
    asset = keep_asset(
        take.project.workspace_id,
        AssetKind.CLIP,
        AssetOrigin.TAKE,
        MediaFile(checked.path, checked.sha256, checked.media_type, **checked.shape),
        name=f"{take.project.title[:80]} {take.number}{checked.suffix}",
        created_by_id=take.generation.order.person_id,
    )
    keep_rendition(
        asset, "poster", MediaFile(checked.poster, checked.poster_sha256, "image/webp", *checked.poster_size)
    )
    want_renditions(asset)
    change_take(take, state=TakeState.READY, asset=asset, progress=100, ready_at=timezone.now(), failure="")
    _look_at(take)


def fail(job: Job, sentence: str) -> None:
    """What cannot be read is fetched again."""
    take = Take.objects.filter(pk=job.about, state=TakeState.COLLECTING).first()
    if take:
        file_of(take.pk).unlink(missing_ok=True)
        miss(take, sentence)
        _look_at(take)


def _look_at(take: Take) -> None:
    """Has the generation looked at once, which may be over now."""
    collecting = Generation.objects.filter(pk=take.generation_id, state=GenerationState.COLLECTING)
    collecting.filter(lease="").update(due_at=timezone.now())


def describe(error: BaseException) -> str:
    """Why a file was not kept."""
    return not_collected(str(error))


CHECKS = jobs.JobKind(CHECK_JOB, prepare, check, finish, fail, describe, lambda _job, _done: None)
