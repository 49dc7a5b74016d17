"""Thumbnails of pictures, made by the worker; pages show the picture itself until then."""

from pathlib import Path

from storyboard.assets.models import Asset
from storyboard.assets.shrinking import Shrink, shrink
from storyboard.assets.storing import MediaFile, clear_work, keep_rendition, path_of, work_folder
from storyboard.work import jobs
from storyboard.work.models import Job

KIND = "thumbnail"
LONGEST = 640


def want_thumbnail(asset: Asset) -> None:
    """Has the worker make an asset's thumbnail."""
    jobs.enqueue(KIND, asset.pk)


def _prepare(job: Job) -> Shrink:
    asset = Asset.objects.filter(pk=job.about).exclude(file="").first()
    if asset is None:
        raise jobs.Abandoned
    return Shrink(path_of(asset), work_folder(job.pk, job.lease) / "thumb.webp", LONGEST)


def _finish(job: Job, made: tuple[Path, int, int]) -> None:
    path, width, height = made
    keep_rendition(Asset.objects.get(pk=job.about), "thumb", MediaFile(path, "image/webp", width, height))
    clear_work(job.pk)


def _fail(job: Job, sentence: str) -> None:
    clear_work(job.pk)


def _progress(job: Job, done: float) -> None:
    """Nobody waits for a thumbnail."""


def _describe(error: BaseException) -> str:
    return f"The thumbnail could not be made: {error}"


THUMBNAILS = jobs.JobKind(KIND, _prepare, shrink, _finish, _fail, _describe, _progress)
