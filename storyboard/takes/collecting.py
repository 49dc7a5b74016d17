"""Bringing results home, once their file is here: each is checked by decoding it, and kept. A take is ready only then.

The check is a job of the worker's child processes. A file that is cut short or cannot be read is fetched again a few
times; after that the take stays collecting, marked stuck, its link kept.
"""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from storyboard import database
from storyboard.assets import bucket
from storyboard.assets.models import AssetKind, AssetOrigin
from storyboard.assets.renditions import want_renditions
from storyboard.assets.storing import MediaFile, keep_asset, keep_rendition
from storyboard.takes.checking import Checked, check
from storyboard.takes.models import Generation, Take
from storyboard.takes.pipeline import advance, change_take
from storyboard.takes.sentences import disk_full, not_collected, storage_away
from storyboard.takes.states import WORKING_TAKES, Event, GenerationState, TakeState
from storyboard.work import jobs
from storyboard.work.models import Job

CHECK_JOB = "check"
# How long to wait after each failure in a row; after the last one a person has to look. A file that came and cannot
# be read is rarely better the next time.
UNREADABLE_PAUSES = (2, 10, 30)
UNHAD_PAUSES = (2, 10, 30, 60, 120, 300, 600)
MACHINE_AGAIN_SECONDS = 60


def file_of(take_id: str) -> Path:
    """Where a take's file lies until it is checked."""
    return Path(settings.WORK_DIR) / f"take-{take_id}.video"


def miss(take: Take, sentence: str, pauses: Sequence[int] = UNHAD_PAUSES) -> None:
    """Notes that a file was not had this time; after a few times the take is stuck until a person looks at it. Call
    with its row locked."""
    stuck = take.tries >= len(pauses)
    due = None if stuck else timezone.now() + timedelta(seconds=pauses[take.tries])
    change_take(take, tries=take.tries + 1, stuck=stuck, failure=sentence, due_at=due, lease="")


def try_later(take: Take, sentence: str) -> None:
    """Notes a fault of this machine: it is tried again for as long as it takes, since the video is paid for. Call with
    its row locked."""
    change_take(take, failure=sentence, due_at=timezone.now() + timedelta(seconds=MACHINE_AGAIN_SECONDS), lease="")


def locked(take_id: str) -> Take | None:
    """A take that is being collected, its generation and itself locked, in that order; None where it is not."""
    generation = Generation.objects.select_for_update(of=("self",)).get(takes=take_id)
    rows = Take.objects.select_related("project").select_for_update(of=("self",))
    take = rows.filter(pk=take_id, state=TakeState.COLLECTING).first()
    if take:
        take.generation = generation
    return take


def settle(generation: Generation) -> None:
    """Ends a generation that is being collected when none of its takes is worked on: with at least one ready it is
    done, with none it failed. Call with its row locked."""
    if generation.state != GenerationState.COLLECTING or generation.takes.filter(state__in=WORKING_TAKES).exists():
        return
    ready = generation.takes.filter(state=TakeState.READY).exists()
    event = Event.ALL_COLLECTED if ready else Event.NONE_COLLECTED
    advance(generation, event, finished_at=timezone.now())


# The check, in a child process


def prepare(job: Job) -> Path:
    """The file to look at. One that is gone is fetched again."""
    take = Take.objects.filter(pk=job.about, state=TakeState.COLLECTING).first()
    if take and file_of(take.pk).exists():
        return file_of(take.pk)
    Take.objects.filter(pk=job.about, state=TakeState.COLLECTING, stuck=False).update(due_at=timezone.now(), lease="")
    raise jobs.Abandoned


def finish(job: Job, checked: Checked) -> None:
    """Keeps the file and makes the take ready."""
    take = locked(job.about)
    if take is None:
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
    change_take(take, state=TakeState.READY, asset=asset, progress=100, ready_at=timezone.now(), failure="")
    want_renditions(asset)
    settle(take.generation)


def fail(job: Job, sentence: str) -> None:
    """What cannot be read is fetched again, and so is what there was no room for. What the object storage could not
    take stays here until it does."""
    take = locked(job.about)
    if take is None:
        return
    if sentence == storage_away():
        try_later(take, sentence)
        return
    file_of(take.pk).unlink(missing_ok=True)
    if sentence == disk_full():
        try_later(take, sentence)
    else:
        miss(take, sentence, UNREADABLE_PAUSES)


def describe(error: BaseException) -> str:
    """Why a file was not kept."""
    if database.is_full(error):
        return disk_full()
    if bucket.is_away(error):
        return storage_away()
    return not_collected(str(error))


CHECKS = jobs.JobKind(CHECK_JOB, prepare, check, finish, fail, describe, lambda _job, _done: None)
