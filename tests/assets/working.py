"""What the worker does, without its children; and files as people bring them."""

from pathlib import Path

from django.conf import settings

from storyboard.assets.accepting import Sender, accept
from storyboard.assets.models import Asset
from storyboard.work import jobs
from storyboard.work.doing import prepared
from storyboard.work.models import Job
from tests.conftest import People
from tests.media.filming import Film, film, voice


def work(job: Job) -> None:
    """Does one claimed job."""
    go, value = prepared(job)
    if not go:
        return
    kind = jobs.kind_of(job)
    try:
        jobs.complete(job, kind.run(value, lambda done: None))
    except Exception as error:  # noqa: BLE001 - as the runner does
        jobs.give_up(job, error)


def work_all() -> int:
    """Does every job that is due and those that come of them; how many there were."""
    done = 0
    while found := jobs.claim_due("worker", 9):
        for job in found:
            work(job)
            done += 1
    return done


def brought(people: People, name: str, make: Film | str = "", seconds: int = 2) -> Asset:
    """A clip (a Film) or a voice (a codec's name) as olga brings it; its name tells the container."""
    folder = settings.WORK_DIR / f"brought-{name}"
    folder.mkdir(parents=True)
    source: Path = folder / name
    if isinstance(make, Film):
        film(source, make)
    else:
        voice(source, make, seconds)
    asset = accept(Sender(people.workspace.pk, people.olga), source, folder, name)
    asset.refresh_from_db()
    return asset
