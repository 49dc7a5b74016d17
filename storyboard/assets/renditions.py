"""Renditions of assets, made by the worker step by step; pages show something else until then.

A picture and a voice take one step, a clip two: what its card shows, then its review proxy. In a take its cuts are
looked for as well, also where somebody had brought the same bytes before it came. Each step is a job of its own, so
that nobody waits for a proxy to see a poster. What went wrong for want of disk or memory is tried again a few times,
later each time; a file that cannot be read is not.
"""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from storyboard.assets.deriving import Derived, Made, Wish, derive
from storyboard.assets.models import Asset, AssetKind, AssetOrigin, Rendition
from storyboard.assets.storing import MediaFile, clear_work, keep_rendition, path_of, work_folder
from storyboard.work import jobs
from storyboard.work.models import Job

KIND = "renditions"
STEPS = {AssetKind.PICTURE: ("picture",), AssetKind.CLIP: ("clip", "proxy"), AssetKind.VOICE: ("voice",)}
SERVING = {"clip": "poster", "cuts": "proxy"}  # the rendition that saves a step some work
MOST_TRIES = 3
TRY_AGAIN_AFTER = (timedelta(minutes=1), timedelta(minutes=10))
_hear_of_cuts: list[Callable[[Asset], None]] = []
# Rooms above say which clips are the videos of takes.
_is_of_take: list[Callable[[Asset], bool]] = []


def tell_of_cuts(listener: Callable[[Asset], None]) -> None:
    """Sets who hears, in the same transaction, that the cuts of an asset are known; once, when the app is ready."""
    _hear_of_cuts[:] = [listener]


def know_takes_with(is_of_take: Callable[[Asset], bool]) -> None:
    """Sets who says whether a clip that was brought is the video of a take as well; once, when the app is ready."""
    _is_of_take[:] = [is_of_take]


def _steps(asset: Asset) -> tuple[str, ...]:
    steps = STEPS[AssetKind(asset.kind)]
    return (*steps, "cuts") if asset.kind == AssetKind.CLIP and _is_take(asset) else steps


def _is_take(asset: Asset) -> bool:
    return asset.origin == AssetOrigin.TAKE or any(says(asset) for says in _is_of_take)


def is_complete(asset: Asset) -> bool:
    """Whether every step is over, well or not."""
    return asset.steps_made >= len(_steps(asset))


def is_given_up(asset: Asset) -> bool:
    """Whether the next step went wrong so often that it is not tried again unasked."""
    return not is_complete(asset) and asset.tries_failed >= MOST_TRIES


def is_over(asset: Asset) -> bool:
    """Whether nothing more will be made unasked."""
    return is_complete(asset) or is_given_up(asset)


def want_renditions(asset: Asset) -> None:
    """Has the worker make what is missing of an asset's renditions; nothing where it gave up."""
    if asset.file and not is_over(asset):
        jobs.enqueue(KIND, asset.pk)


def make_again(asset: Asset) -> None:
    """Has the worker make all renditions of an asset anew, whatever went wrong before."""
    Asset.objects.filter(pk=asset.pk).update(steps_made=0, tries_failed=0)
    asset.refresh_from_db()
    want_renditions(asset)


def _prepare(job: Job) -> Wish:
    asset = Asset.objects.filter(pk=job.about).exclude(file="").first()
    if asset is None or is_complete(asset):
        raise jobs.Abandoned
    step = _steps(asset)[asset.steps_made]
    earlier = asset.renditions.filter(name=SERVING.get(step, "")).first()
    return Wish(step, path_of(asset), work_folder(job.pk, job.lease), path_of(earlier) if earlier else None)


def _finish(job: Job, made: Made) -> None:
    asset = Asset.objects.get(pk=job.about)
    for one in made.files:
        keep_derived(asset, one)
    asset.steps_made, asset.tries_failed = asset.steps_made + 1, 0
    if asset.milliseconds is None and made.seconds is not None:
        asset.milliseconds = round(made.seconds * 1000)
    if made.cuts is not None:
        asset.cuts = list(made.cuts)
    asset.save(update_fields=["steps_made", "tries_failed", "milliseconds", "cuts"])
    if made.cuts is not None:
        for listener in _hear_of_cuts:
            listener(asset)
    transaction.on_commit(lambda: clear_work(job.pk), robust=True)
    want_renditions(asset)


def keep_derived(asset: Asset, one: Derived) -> None:
    """Keeps a finished file as a rendition."""
    if one.path is None:
        own = {"file": asset.file.name, "media_type": asset.media_type, "width": asset.width, "height": asset.height}
        Rendition.objects.update_or_create(asset=asset, name=one.name, defaults=own)
    else:
        keep_rendition(asset, one.name, MediaFile(one.path, one.sha256, one.media_type, one.width, one.height))


def _fail(job: Job, sentence: str) -> None:
    transaction.on_commit(lambda: clear_work(job.pk), robust=True)
    asset = Asset.objects.filter(pk=job.about).first()
    if asset is None:
        return
    Asset.objects.filter(pk=asset.pk).update(tries_failed=F("tries_failed") + 1)
    if asset.tries_failed < len(TRY_AGAIN_AFTER):
        jobs.enqueue(KIND, asset.pk, TRY_AGAIN_AFTER[asset.tries_failed])


def _progress(job: Job, done: float) -> None:
    """Nobody waits for a rendition."""


def _describe(error: BaseException) -> str:
    return f"The renditions could not be made: {error}"


RENDITIONS = jobs.JobKind(KIND, _prepare, derive, _finish, _fail, _describe, _progress)
