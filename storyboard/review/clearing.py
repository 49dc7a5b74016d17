"""Files of deleted comments, cleared away by the worker an hour after the comment went, which nothing brings back. Who
deleted it and when stays with the comment."""

from datetime import timedelta
from pathlib import Path

from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet

from storyboard.assets.clearing import Cleared, clear_away
from storyboard.assets.storing import names_kept
from storyboard.review.attaching import names_attached
from storyboard.review.models import Attachment
from storyboard.work import jobs
from storyboard.work.models import Job

KIND = "clearing"
AFTER = timedelta(hours=1, minutes=5)


def clear_files_of(comment_id: str) -> None:
    """Has the worker clear the files of a deleted comment away. Call in the transaction that deletes it."""
    if _rows(comment_id).exists():
        jobs.enqueue(KIND, comment_id, AFTER)


def _rows(comment_id: str) -> "QuerySet[Attachment]":
    return Attachment.objects.filter(comment=comment_id, comment__deleted_at__isnull=False)


def _prepare(job: Job) -> list[Path]:
    rows = _rows(job.about)
    names = {name for row in rows for name in (row.file, row.small) if name}
    if not rows:
        raise jobs.Abandoned
    return [Path(default_storage.path(name)) for name in sorted(names - names_kept(names) - names_attached(names))]


def _finish(job: Job, cleared: Cleared) -> None:
    fresh = {str(path.relative_to(default_storage.path(""))) for path in cleared.too_fresh}
    _rows(job.about).exclude(Q(file__in=fresh) | Q(small__in=fresh)).delete()
    if fresh:
        jobs.enqueue(KIND, job.about, AFTER)


def _fail(job: Job, sentence: str) -> None:
    jobs.enqueue(KIND, job.about, AFTER)


def _progress(job: Job, done: float) -> None:
    """Nobody waits for it."""


def _describe(error: BaseException) -> str:
    return f"The files of a deleted comment could not be cleared away: {error}"


CLEARING = jobs.JobKind(KIND, _prepare, clear_away, _finish, _fail, _describe, _progress)
