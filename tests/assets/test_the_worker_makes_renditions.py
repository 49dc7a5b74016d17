"""What pages show in place of originals is made as jobs, and served under addresses that never break a page."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from PIL import Image

from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.renditions import is_given_up, make_again, want_renditions
from storyboard.assets.storing import MediaFile, import_picture, keep_asset, path_of
from storyboard.media.videos import reader
from storyboard.projects.demo import PICTURES
from storyboard.work import jobs
from storyboard.work.models import Job, JobState
from tests.assets.serving import Answer, ask
from tests.assets.working import brought, work_all
from tests.conftest import People
from tests.media.filming import Film

AVIF = "image/avif,image/webp,*/*"


@pytest.fixture
def picture(people: People) -> Asset:
    return import_picture(people.workspace.pk, people.olga, PICTURES / "shot-1.jpg", "shot-1.jpg")


def shown(answer: Answer) -> Image.Image:
    return Image.open(io.BytesIO(answer.body))


@pytest.mark.parametrize(("name", "longest"), [("320", 320), ("640", 640), ("1280", 1280), ("thumb", 640)])
def test_a_picture_comes_in_sizes(people: People, picture: Asset, name: str, longest: int) -> None:
    want_renditions(picture)
    work_all()
    for accept, kind in ((AVIF, "image/avif"), ("*/*", "image/webp")):
        answer = ask(people.rita, f"/media/{picture.pk}/{name}", Accept=accept)
        assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
        assert "Accept," in answer.headers["Vary"]
        assert max(shown(answer).size) == longest


def test_a_small_picture_stands_for_all_its_sizes(people: People, tmp_path: Path) -> None:
    Image.new("RGB", (400, 200), "teal").save(tmp_path / "small.png")
    small = import_picture(people.workspace.pk, people.olga, tmp_path / "small.png", "small.png")
    want_renditions(small)
    work_all()
    assert shown(ask(people.rita, f"/media/{small.pk}/1280")).size == (400, 200)


def test_a_clip_has_poster_strip_waveform_and_proxy(people: People) -> None:
    clip = brought(people, "a.mov", Film(48, size=(192, 108), sound="aac"))
    assert (clip.kind, clip.milliseconds, clip.has_sound) == ("clip", 2000, True)
    assert work_all() == 2
    assert shown(ask(people.rita, f"/media/{clip.pk}/poster")).size == (192, 108)
    assert shown(ask(people.rita, f"/media/{clip.pk}/strip")).width == 12 * 160
    assert len(json.loads(ask(people.rita, f"/media/{clip.pk}/waveform").body)) == 800
    part = ask(people.rita, f"/media/{clip.pk}/proxy", Range="bytes=0-99")
    assert (part.status, len(part.body), part.headers["Content-Type"]) == (206, 100, "video/mp4")
    with reader(path_of(clip.renditions.get(name="proxy"))) as proxy:
        assert len(proxy.times) == 48


def test_a_silent_clip_that_scrubs_well_is_its_own_proxy_and_has_no_waveform(people: People) -> None:
    clip = brought(people, "a.mp4", Film(48))
    work_all()
    answer = ask(people.rita, f"/media/{clip.pk}/waveform")
    assert (answer.status, "Retry-After" in answer.headers) == (204, False)
    assert clip.renditions.get(name="proxy").file == clip.file


def test_a_voice_has_a_waveform(people: People) -> None:
    voice = brought(people, "a.wav", "pcm_s16le")
    assert (voice.kind, voice.milliseconds) == ("voice", 2000)
    work_all()
    answer = ask(people.rita, f"/media/{voice.pk}/waveform")
    assert len(json.loads(answer.body)) == 800


def test_until_then_a_page_has_a_pixel_or_nothing_and_is_told_to_look_again(people: People) -> None:
    clip = brought(people, "a.mov", Film(4))
    for name in ("poster", "320", "strip"):
        answer = ask(people.rita, f"/media/{clip.pk}/{name}")
        assert (answer.status, shown(answer).size) == (200, (1, 1))
        assert (answer.headers["Retry-After"], answer.headers["Cache-Control"]) == ("2", "private, no-store")
    assert ask(people.rita, f"/media/{clip.pk}/waveform").status == 204
    proxy = ask(people.rita, f"/media/{clip.pk}/proxy")
    assert (proxy.body, proxy.headers["Retry-After"]) == (path_of(clip).read_bytes(), "2")
    work_all()
    assert "Retry-After" not in ask(people.rita, f"/media/{clip.pk}/poster").headers
    assert "Retry-After" not in ask(people.rita, f"/media/{clip.pk}/proxy").headers


def test_what_is_missing_of_an_older_asset_is_made_when_it_is_first_asked_for(people: People, picture: Asset) -> None:
    assert not Job.objects.exists()
    ask(people.rita, f"/media/{picture.pk}/320")
    ask(people.rita, f"/media/{picture.pk}/640")
    assert work_all() == 1
    assert picture.renditions.filter(name="320.webp").exists()


def test_a_file_that_cannot_be_read_is_not_tried_again_and_its_page_stands(people: People, tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"no clip at all")
    file = MediaFile(path, "f" * 64, "video/mp4", 10, 10, 5)
    clip = keep_asset(people.workspace.pk, AssetKind.CLIP, AssetOrigin.UPLOAD, file)
    want_renditions(clip)
    assert work_all() == 2
    answer = ask(people.rita, f"/media/{clip.pk}/poster")
    assert (shown(answer).size, "Retry-After" in answer.headers) == ((1, 1), False)
    assert ask(people.rita, f"/media/{clip.pk}/proxy").body == b"no clip at all"
    assert work_all() == 0


def test_what_failed_for_want_of_disk_is_tried_again_later_three_times_in_all(people: People, picture: Asset) -> None:
    stored = path_of(picture)
    aside = stored.rename(stored.with_name("aside"))
    stored.mkdir()  # opening it is an error of the machine, not of the picture
    want_renditions(picture)
    for tries in (1, 2, 3):
        work_all()
        picture.refresh_from_db()
        assert picture.tries_failed == tries
        later = Job.objects.filter(state=JobState.QUEUED)
        assert [job.due_at > timezone.now() + timedelta(seconds=50) for job in later] == [True] * (tries < 3)
        later.update(due_at=timezone.now())
    assert is_given_up(picture)
    assert work_all() == 0
    stored.rmdir()
    aside.rename(stored)
    assert ask(people.rita, f"/media/{picture.pk}/320").headers["Content-Type"] == "image/jpeg"
    assert work_all() == 0
    make_again(picture)
    assert work_all() == 1
    assert ask(people.rita, f"/media/{picture.pk}/320").headers["Content-Type"] == "image/webp"


def test_a_killed_step_is_done_by_the_next_worker(people: People, picture: Asset) -> None:
    want_renditions(picture)
    (lost,) = jobs.claim_due("worker that dies", 9)
    assert jobs.begin(lost)
    jobs.free("worker that dies")
    assert work_all() == 1
    assert not jobs.complete(lost, None)
    picture.refresh_from_db()
    assert picture.steps_made == 1


def test_a_picture_that_is_gone_needs_none(picture: Asset) -> None:
    want_renditions(picture)
    job = Job.objects.get()
    picture.delete()
    work_all()
    job.refresh_from_db()
    assert job.state == JobState.DONE
