"""Remote assets fetched by the worker, once and unasked; whoever wants it tried again presses Retry."""

from django.db import transaction

from storyboard.assets.accepting import Unusable, kept_file
from storyboard.assets.downloads import Errand, bring
from storyboard.assets.models import Asset
from storyboard.assets.remote import fill, is_remote
from storyboard.assets.storing import clear_work, work_folder
from storyboard.media.taken import Taken
from storyboard.studio.outside import door
from storyboard.work import jobs
from storyboard.work.models import Job

KIND = "fetch"


def want_bytes(asset: Asset) -> None:
    """Has the worker fetch what lies at the address of a remote asset."""
    if is_remote(asset):
        jobs.enqueue(KIND, asset.pk)


def _prepare(job: Job) -> Errand:
    asset = Asset.objects.filter(pk=job.about).first()
    if asset is None or not is_remote(asset):
        raise jobs.Abandoned
    return Errand(asset.source_url, door(), work_folder(job.pk, job.lease))


def _finish(job: Job, taken: Taken) -> None:
    transaction.on_commit(lambda: clear_work(job.pk), robust=True)
    asset = Asset.objects.filter(pk=job.about).first()
    if asset is None:
        return
    try:
        fill(asset, *kept_file(taken))
    except Unusable as unusable:
        job.failure = str(unusable)
        job.save(update_fields=["failure"])


def _fail(job: Job, sentence: str) -> None:
    """Its place stays as it is."""
    transaction.on_commit(lambda: clear_work(job.pk), robust=True)


def _progress(job: Job, done: float) -> None:
    """Nobody waits for it: the board shows it when it is there."""


def _describe(error: BaseException) -> str:
    return f"The address was not fetched: it {error}."


FETCHES = jobs.JobKind(KIND, _prepare, bring, _finish, _fail, _describe, _progress)
