"""A picture's thumbnail is made as a job and served in its place."""

from pathlib import Path

import pytest
from PIL import Image

from storyboard.assets.models import Asset
from storyboard.assets.storing import import_picture
from storyboard.assets.thumbnails import want_thumbnail
from storyboard.projects.demo import PICTURES
from storyboard.work import jobs
from storyboard.work.doing import prepared
from storyboard.work.models import Job, JobState
from tests.assets.serving import ask
from tests.conftest import People


@pytest.fixture
def picture(people: People) -> Asset:
    return import_picture(people.workspace.pk, people.olga, PICTURES / "shot-1.jpg", "shot-1.jpg")


def work(job: Job) -> None:
    """What the worker does with a claimed job, without the child."""
    go, value = prepared(job)
    if go:
        kind = jobs.kind_of(job)
        jobs.complete(job, kind.run(value, lambda done: None))


def test_it_is_small_and_webp(people: People, picture: Asset, tmp_path: Path) -> None:
    want_thumbnail(picture)
    (job,) = jobs.claim_due("worker", 9)
    work(job)
    answer = ask(people.rita, f"/media/{picture.pk}/thumb")
    assert answer.headers["Content-Type"] == "image/webp"
    (tmp_path / "thumb.webp").write_bytes(answer.body)
    with Image.open(tmp_path / "thumb.webp") as image:
        assert max(image.size) == 640


def test_a_picture_that_is_gone_needs_none(picture: Asset) -> None:
    want_thumbnail(picture)
    picture.delete()
    (job,) = jobs.claim_due("worker", 9)
    work(job)
    job.refresh_from_db()
    assert job.state == JobState.DONE
