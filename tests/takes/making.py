"""Takes brought to any stage without drawing anything: the real steps, with small files where the video would be."""

from fractions import Fraction
from pathlib import Path

from django.conf import settings

from storyboard.assets.digests import settle
from storyboard.ids import new_token
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes import animatics, steps
from storyboard.takes.models import Take
from storyboard.takes.ordering import Wish, place_order
from storyboard.takes.rendering import Made
from storyboard.work import jobs
from storyboard.work.models import Job

VIDEO = b"not a video, but bytes to be served " * 100
POSTER = b"not a picture either"
MANY = 1000  # on a slow machine also those whose lease has run out, of a test that made many


def ordered(project: Project, person: Person | None) -> Take:
    """A take that waits."""
    order = place_order(project, person, Wish("animatic", new_token()))
    return Take.objects.get(generation__order=order)


def started(project: Project, person: Person | None) -> tuple[Take, Job]:
    """A take at work, and its claimed job."""
    take = ordered(project, person)
    for generation in steps.claim_generations("worker", MANY):
        animatics.start(generation)
    (job,) = [job for job in jobs.claim_due("worker", MANY) if job.about == take.generation_id]
    jobs.begin(job)
    take.refresh_from_db()
    return take, job


def made(name: str = "made", video: bytes = VIDEO) -> Made:
    """What the child hands back, its files in a folder of their own."""
    folder = Path(settings.WORK_DIR) / name
    folder.mkdir(parents=True, exist_ok=True)
    film, poster = folder / "animatic.mp4", folder / "poster.webp"
    film.write_bytes(video)
    poster.write_bytes(POSTER)
    return Made(
        video=film,
        video_sha256=settle(film),
        media_type="video/mp4",
        width=1280,
        height=720,
        frames=216,
        rate=Fraction(24),
        poster=poster,
        poster_sha256=settle(poster),
        poster_size=(640, 360),
        missing=(),
    )


def finished(project: Project, person: Person | None, video: bytes = VIDEO) -> Take:
    """A ready take."""
    take, job = started(project, person)
    assert jobs.complete(job, made(job.pk, video))
    take.refresh_from_db()
    return take


def failed(project: Project, person: Person | None, error: Exception) -> Take:
    """A take that failed for that reason."""
    take, job = started(project, person)
    jobs.give_up(job, error)
    take.refresh_from_db()
    return take
