"""Small pictures of attachments, made by the worker; until then, and where it cannot be made, the name stands alone."""

from django.db import transaction

from storyboard.assets.storing import MediaFile, clear_work, keep_file, path_at, work_folder
from storyboard.review.attaching import KIND
from storyboard.review.commenting import tell
from storyboard.review.models import Attachment
from storyboard.review.shrinking import Errand, Small, shrink
from storyboard.work import jobs
from storyboard.work.models import Job


def _wanted(job: Job) -> Attachment | None:
    return (
        Attachment.objects.select_related("comment__take")
        .filter(pk=job.about, small="", comment__deleted_at=None)
        .first()
    )


def _prepare(job: Job) -> Errand:
    found = _wanted(job)
    if found is None:
        raise jobs.Abandoned
    return Errand(path_at(found.file), work_folder(job.pk, job.lease))


def _finish(job: Job, made: Small) -> None:
    transaction.on_commit(lambda: clear_work(job.pk), robust=True)
    found = _wanted(job)
    if found is None:
        return
    found.small = keep_file(MediaFile(made.path, made.sha256, "image/webp"))
    found.save(update_fields=["small"])
    tell(found.comment)


def _fail(job: Job, sentence: str) -> None:
    transaction.on_commit(lambda: clear_work(job.pk), robust=True)


def _progress(job: Job, done: float) -> None:
    """Nobody waits for a small picture."""


def _describe(error: BaseException) -> str:
    return f"The small picture could not be made: {error}"


THUMBNAILS = jobs.JobKind(KIND, _prepare, shrink, _finish, _fail, _describe, _progress)
