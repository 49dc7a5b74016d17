"""A frame of a take becomes a picture: exactly that frame, from the original file, at its own size."""

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from django.test import Client
from PIL import Image

from storyboard.assets.digests import settle
from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.storing import MediaFile, keep_asset, path_of
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.models import Take
from tests.conftest import People
from tests.takes.making import finished

FRAMES = 24


def grey_levels(path: Path) -> None:
    """A clip whose every frame has a grey of its own, with long stretches between key frames."""
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=24, options={"g": "24", "bf": "2", "crf": "8"})
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for number in range(FRAMES):
            pixels = np.full((180, 320, 3), number * 10, np.uint8)
            output.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        output.mux(stream.encode(None))


@pytest.fixture
def take(people: People, project: Project, tmp_path: Path) -> Take:
    path = tmp_path / "levels.mp4"
    grey_levels(path)
    made = finished(project, people.alice)
    file = MediaFile(path, settle(path), "video/mp4", 320, 180, FRAMES)
    made.asset = keep_asset(people.workspace.pk, AssetKind.CLIP, AssetOrigin.TAKE, file, name="levels")
    made.save()
    return made


def grabbed(client: Client, take: Take, frame: str) -> int:
    answer = client.post(f"/projects/{take.project_id}/takes/0/grab/", {"frame": frame})
    return int(answer.status_code)


@pytest.mark.parametrize("frame", [0, 1, 7, 12, 22, 23])
def test_the_very_frame_is_kept(take: Take, people: People, client_of: Callable[[Person], Client], frame: int) -> None:
    assert grabbed(client_of(people.alice), take, str(frame)) == 200
    asset = Asset.objects.get(origin=AssetOrigin.FRAME)
    level = np.asarray(Image.open(path_of(asset)).convert("L")).mean()
    assert abs(level - frame * 10) <= 4
    assert (asset.width, asset.height, asset.media_type) == (320, 180, "image/png")


def test_the_same_frame_twice_is_one_picture(take: Take, people: People, client_of: Callable[[Person], Client]) -> None:
    assert [grabbed(client_of(people.alice), take, "5") for _again in range(2)] == [200, 200]
    assert Asset.objects.filter(origin=AssetOrigin.FRAME).count() == 1


@pytest.mark.parametrize("frame", ["24", "-1", "", "1.5", "½", "9" * 5000])
def test_a_frame_beyond_the_take_is_refused(
    take: Take, people: People, client_of: Callable[[Person], Client], frame: str
) -> None:
    assert grabbed(client_of(people.alice), take, frame) == 422
