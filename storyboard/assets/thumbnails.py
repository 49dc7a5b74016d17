"""Thumbnails of pictures, made by the worker; pages show the picture itself until then."""

from storyboard.assets.models import Asset
from storyboard.assets.shrinking import Shrink, shrink
from storyboard.assets.storing import MediaFile, clear_work, keep_rendition, path_of, work_folder, work_path
from storyboard.work import jobs
from storyboard.work.models import Job

KIND = "thumbnail"
LONGEST = 640
THUMB = "thumb.webp"


def want_thumbnail(asset: Asset) -> None:
    """Has the worker make an asset's thumbnail."""
    jobs.enqueue(KIND, asset.pk)


def _prepare(job: Job) -> Shrink:
    asset = Asset.objects.filter(pk=job.about).exclude(file="").first()
    if asset is None:
        raise jobs.Abandoned
    return Shrink(path_of(asset), work_folder(job.pk, job.lease) / THUMB, LONGEST)


def _finish(job: Job, made: tuple[str, int, int]) -> None:
    path = work_path(job.pk, job.lease) / THUMB
    keep_rendition(Asset.objects.get(pk=job.about), "thumb", MediaFile(path, made[0], "image/webp", *made[1:]))
    clear_work(job.pk)


def _fail(job: Job, sentence: str) -> None:
    clear_work(job.pk)


def _progress(job: Job, done: float) -> None:
    """Nobody waits for a thumbnail."""


def _describe(error: BaseException) -> str:
    return f"The thumbnail could not be made: {error}"


THUMBNAILS = jobs.JobKind(KIND, _prepare, shrink, _finish, _fail, _describe, _progress)
