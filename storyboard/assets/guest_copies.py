"""The videos of guests who may not download, where the review proxy is the original itself: a copy of their own, made
when one of them first asks for it, so that the original is handed to nobody who should not have it.

One that failed several times is not tried again unasked; then these guests see no video, as where there is no proxy.
"""

from django.db import transaction

from storyboard.assets.deriving import Made, Wish, guest_copy
from storyboard.assets.models import Asset, Rendition
from storyboard.assets.renditions import is_over, keep_derived
from storyboard.assets.storing import clear_work, path_of, work_folder
from storyboard.work import jobs
from storyboard.work.models import Job, JobState

KIND, NAME = "guest-copy", "guest"
MOST_TRIES = 3


def guest_video(asset: Asset, proxy: Rendition | None) -> Rendition | None:
    """What such a guest is given in place of this proxy; None where it is not made yet. It is wanted from now on."""
    if proxy is None or proxy.file != asset.file:
        return proxy
    copy = asset.renditions.filter(name=NAME).first()
    if copy is None and _failed(asset) < MOST_TRIES:
        jobs.enqueue(KIND, asset.pk)
    return copy


def none_comes(asset: Asset, proxy: Rendition | None) -> bool:
    """Whether what such a guest would be given failed so often that it is not made unasked."""
    return is_over(asset) if proxy is None else _failed(asset) >= MOST_TRIES


def _failed(asset: Asset) -> int:
    return Job.objects.filter(kind=KIND, about=asset.pk, state=JobState.FAILED).count()


def _prepare(job: Job) -> Wish:
    asset = Asset.objects.filter(pk=job.about).exclude(file="").first()
    if asset is None or asset.renditions.filter(name=NAME).exists():
        raise jobs.Abandoned
    return Wish(NAME, path_of(asset), work_folder(job.pk, job.lease))


def _finish(job: Job, made: Made) -> None:
    transaction.on_commit(lambda: clear_work(job.pk), robust=True)
    for one in made.files:
        keep_derived(Asset.objects.get(pk=job.about), one)


def _fail(job: Job, sentence: str) -> None:
    transaction.on_commit(lambda: clear_work(job.pk), robust=True)


def _progress(job: Job, done: float) -> None:
    """The page of a guest looks by itself whether it is there."""


def _describe(error: BaseException) -> str:
    return f"The copy for guests could not be made: {error}"


GUEST_COPIES = jobs.JobKind(KIND, _prepare, guest_copy, _finish, _fail, _describe, _progress)
