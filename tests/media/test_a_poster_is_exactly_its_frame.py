from pathlib import Path

import pytest
from PIL import Image

from storyboard.media.animatic import render
from storyboard.media.errors import FrameMissing, VideoUnreadable
from storyboard.media.pictures import poster
from storyboard.media.videos import frame_at
from tests.media.making import board_of, decoded, gray_clip

GRAYS = [(37 * number) % 200 + 30 for number in range(60)]


@pytest.mark.parametrize(("name", "codec"), [("a.mp4", "libx264"), ("a.webm", "libvpx-vp9"), ("a.mov", "libx264")])
def test_every_frame_can_be_had_by_its_number(tmp_path: Path, name: str, codec: str) -> None:
    clip = gray_clip(tmp_path / name, GRAYS, codec)
    for number, gray in enumerate(GRAYS):
        got = frame_at(clip, number).getpixel((48, 32))
        assert isinstance(got, tuple)
        assert abs(got[0] - gray) <= 4, number


def test_a_poster_of_an_animatic_is_the_frame_a_player_shows(tmp_path: Path) -> None:
    render(board_of((1, 1)), tmp_path / "out.mp4")
    frames = decoded(tmp_path / "out.mp4")
    for number in (0, 23, 24, 47):
        expected = Image.fromarray(frames[number])
        assert frame_at(tmp_path / "out.mp4", number).tobytes() == expected.tobytes()


def test_a_poster_is_small_and_of_the_asked_format(tmp_path: Path) -> None:
    clip = gray_clip(tmp_path / "a.mp4", GRAYS)
    assert poster(clip, tmp_path / "out.jpg", 3, longest=48, still_format="JPEG") == (48, 32)
    with Image.open(tmp_path / "out.jpg") as image:
        assert (image.format, image.size) == ("JPEG", (48, 32))


@pytest.mark.parametrize("number", [-1, 60])
def test_a_frame_that_is_not_there_is_told(tmp_path: Path, number: int) -> None:
    with pytest.raises(FrameMissing, match="the video has 60"):
        poster(gray_clip(tmp_path / "a.mp4", GRAYS), tmp_path / "out.webp", number)


def test_a_poster_of_no_video_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"nothing of the kind" * 50)
    with pytest.raises(VideoUnreadable):
        poster(tmp_path / "a.mp4", tmp_path / "out.webp", 0)
