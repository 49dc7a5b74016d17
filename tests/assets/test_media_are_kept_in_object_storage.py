"""With object storage every file is there before a row names it, and this machine's copies may go at any time."""

import io
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from storyboard.assets import bucket, copies
from storyboard.assets.accepting import Sender, Unusable, accept_upload
from storyboard.assets.grabbing import grab_frame
from storyboard.assets.models import Asset, Rendition
from storyboard.assets.storing import path_at, path_of
from tests.assets.object_storage import ObjectStorage, forget_copies, object_storage
from tests.assets.serving import ask
from tests.assets.working import brought, work_all
from tests.conftest import People
from tests.media.filming import Film

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def media_folder(tmp_path: Path, settings: Any) -> Path:
    folder = tmp_path / "media"
    settings.MEDIA_ROOT = folder
    return folder


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectStorage]:
    with object_storage(monkeypatch) as there:
        yield there


def picture(people: People, colour: str = "teal") -> Asset:
    file = io.BytesIO()
    Image.new("RGB", (640, 400), colour).save(file, "PNG")
    upload = SimpleUploadedFile(f"{colour}.png", file.getvalue(), "image/png")
    return accept_upload(Sender(people.workspace.pk, people.alice), upload)


def key(sha256: str) -> str:
    return f"studio/media/{sha256[:2]}/{sha256}"


def test_a_file_outlives_every_copy_of_it(storage: ObjectStorage, media_folder: Path, people: People) -> None:
    asset = picture(people)
    work_all()
    kept = {asset.sha256, *(path_of(one).stem for one in Rendition.objects.filter(asset=asset))}
    assert len(kept) > 3
    assert storage.names() == {key(sha256) for sha256 in kept}
    whole = path_of(asset).read_bytes()
    assert forget_copies(media_folder) == len(kept)
    assert ask(people.alice, f"/media/{asset.pk}/original").body == whole
    assert ask(people.alice, f"/media/{asset.pk}/320").status == 200
    assert path_of(asset).read_bytes() == whole


def test_a_frame_is_taken_of_a_clip_that_is_not_here(
    storage: ObjectStorage, media_folder: Path, people: People
) -> None:
    clip = brought(people, "clip.mp4", Film())
    forget_copies(media_folder)
    frame = grab_frame(clip, 1, people.alice, "frame")
    assert {key(clip.sha256), key(frame.sha256)} <= storage.names()


def test_the_same_bytes_are_sent_once(storage: ObjectStorage, people: People) -> None:
    asset = picture(people)
    place = {"Bucket": "films", "Key": key(asset.sha256)}
    sent_at = storage.client.head_object(**place)["LastModified"]
    time.sleep(1.1)  # its clock counts seconds
    picture(people)
    assert storage.client.head_object(**place)["LastModified"] == sent_at


def test_a_file_that_is_wanted_again_is_not_cleared_away(
    storage: ObjectStorage, media_folder: Path, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = path_of(picture(people))
    monkeypatch.setattr(bucket, "WANTED_SECONDS", 0.0)
    time.sleep(1 + (0.5 - time.time()) % 1)  # its clock has gone on, and is half a second behind
    begun = time.time()
    picture(people)
    assert bucket.forget(path.stem, begun) is False
    whole = path.read_bytes()
    forget_copies(media_folder)
    assert path_at(f"{path.parent.name}/{path.name}").read_bytes() == whole
    time.sleep(1.1)
    assert bucket.forget(path.stem, time.time()) is True
    assert storage.names() == set()


def test_other_bytes_than_were_kept_are_not_taken(storage: ObjectStorage, media_folder: Path, people: People) -> None:
    asset = picture(people)
    storage.client.put_object(Bucket="films", Key=key(asset.sha256), Body=b"something else")
    forget_copies(media_folder)
    with pytest.raises(OSError, match="other bytes"):
        path_of(asset)
    assert not list(media_folder.glob("*/*"))


def test_an_upload_is_refused_in_words_while_it_is_away(
    storage: ObjectStorage, people: People, media_folder: Path
) -> None:
    asset = picture(people)
    storage.be_away()
    with pytest.raises(Unusable, match="Bring it again later"):
        picture(people, "red")
    assert Asset.objects.count() == 1
    assert ask(people.alice, f"/media/{asset.pk}/original").status == 200
    forget_copies(media_folder)
    answer = ask(people.alice, f"/media/{asset.pk}/original")
    assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
    assert b"Nothing is lost" in answer.body
    assert not bucket.answers()
    storage.be_there()


def test_copies_unused_for_long_make_room(storage: ObjectStorage, media_folder: Path, people: People) -> None:
    assets = [picture(people, colour) for colour in ("red", "green", "blue", "white")]
    sizes = [path_of(asset).stat().st_size for asset in assets]
    storage.client.delete_object(Bucket="films", Key=key(assets[0].sha256))  # as one from before there was a bucket
    for hours, asset in zip((4, 3, 2, 0), assets, strict=True):
        used = time.time() - 3600 * hours
        os.utime(path_of(asset), (used, used))
    assert copies.make_room(media_folder, sum(sizes)) == 0
    assert copies.make_room(media_folder, 1) == sizes[1] + sizes[2]
    assert {path.stem for path in media_folder.glob("*/*")} == {assets[0].sha256, assets[3].sha256}
    assert path_of(assets[1]).stat().st_size == sizes[1]


def test_a_copy_in_use_is_noted(storage: ObjectStorage, people: People) -> None:
    path, long_ago = path_of(picture(people)), time.time() - 10 * copies.USED_EVERY_SECONDS
    os.utime(path, (long_ago, long_ago))
    copies.at_hand(path)
    assert path.stat().st_mtime > time.time() - 60
