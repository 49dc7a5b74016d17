"""Each frame of these clips is told by its gray; grabbed by number, it must be that one, whatever the clip's layout."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from storyboard.media.board import Crop
from storyboard.media.errors import FrameMissing
from storyboard.media.frames import crop_to, grab, save_grab
from storyboard.media.videos import reader
from tests.media.clips import CINEMA, CLIPS, NTSC, uneven
from tests.media.filming import MARKER, Film, film, gray_of, grays_shown, is_frame, middle_gray


@pytest.mark.parametrize("name", CLIPS)
def test_every_frame_of_it(tmp_path: Path, name: str) -> None:
    wanted = CLIPS[name]
    clip = film(tmp_path / name, wanted)
    assert len(grays_shown(clip)) == wanted.frames
    found = [middle_gray(grab(clip, number)) for number in range(wanted.frames)]
    tolerance = 4 if wanted.codec.startswith("libvpx") else 2
    wrong = [n for n, gray in enumerate(found) if abs(gray - gray_of(n)) > tolerance]
    assert not wrong
    # In leaps as well, backwards, from one open file.
    with reader(clip) as frames:
        for number in (wanted.frames - 1, 0, 13, 12, 11, 25, 24, 3):
            assert abs(middle_gray(frames.picture(number)) - gray_of(number)) <= tolerance
        several = list(frames.pictures([2, 3, 14, wanted.frames - 1]))
    for image, number in zip(several, (2, 3, 14, wanted.frames - 1), strict=True):
        assert abs(middle_gray(image) - gray_of(number)) <= tolerance


@pytest.mark.parametrize(
    ("name", "rate"), [("23.976.mp4", CINEMA), ("23.976.webm", CINEMA), ("vp8.webm", NTSC), ("late.mp4", Fraction(25))]
)
def test_its_rate_is_exact(tmp_path: Path, name: str, rate: Fraction) -> None:
    with reader(film(tmp_path / name, CLIPS[name])) as frames:
        assert frames.rate == rate


def test_a_clip_of_changing_rate_has_an_average(tmp_path: Path) -> None:
    times = uneven(50)
    with reader(film(tmp_path / "uneven.mp4", CLIPS["uneven.mp4"])) as frames:
        assert frames.rate is not None
        assert abs(float(frames.rate) - 49_000 / times[-1]) < 0.01


def test_it_is_upright_and_of_full_size(tmp_path: Path) -> None:
    image = grab(film(tmp_path / "a.mov", Film(4, rotation=90, is_cornered=True)), 2)
    assert image.size == (64, 96)
    red, green, _ = image.getpixel((4, 91))  # type: ignore[misc] # the stored top left, turned to the bottom left
    assert red > 150 > green


def test_wide_pixels_are_stretched(tmp_path: Path) -> None:
    assert grab(film(tmp_path / "a.mp4", Film(4, pixel_ratio=Fraction(2))), 1).size == (192, 64)


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_saved_grab_is_the_same_picture(tmp_path: Path, form: str) -> None:
    clip = film(tmp_path / "a.mp4", Film(20, is_marked=True))
    assert save_grab(clip, 7, tmp_path / "out", form) == (96, 64)  # type: ignore[arg-type]
    with Image.open(tmp_path / "out") as image:
        assert image.format == form
        difference = np.asarray(image, np.int16) - np.asarray(grab(clip, 7))
    assert np.abs(difference).max() <= (0 if form == "PNG" else 3)
    assert MARKER.encode() not in (tmp_path / "out").read_bytes()


@pytest.mark.parametrize("number", [-1, 20, 10_000])
def test_a_number_that_no_frame_has(tmp_path: Path, number: int) -> None:
    with pytest.raises(FrameMissing, match="the video has 20"):
        grab(film(tmp_path / "a.mp4", Film(20)), number)


def test_a_crop_keeps_what_it_says(tmp_path: Path) -> None:
    image = grab(film(tmp_path / "a.mp4", Film(4, is_cornered=True)), 0)
    corner = crop_to(image, Crop(0, 0, 0.25, 0.25))
    assert corner.size == (24, 16)
    assert np.asarray(corner)[:, :, 0].min() > 180
    assert crop_to(image, Crop(0, 0, 1, 1)).tobytes() == image.tobytes()
    assert crop_to(image, Crop(0.999, 0.999, 0.001, 0.001)).size == (1, 1)


def test_untagged_high_definition_is_read_as_browsers_do(tmp_path: Path) -> None:
    """BT.709 from 720 lines on, BT.601 below: the same red, encoded by each matrix, comes back as red."""
    import av  # noqa: PLC0415

    for height, matrix in ((720, "ITU709"), (480, "ITU601")):
        path = tmp_path / f"{height}.mp4"
        red = np.full((height, 1280, 3), (200, 30, 30), np.uint8)
        with av.open(str(path), "w") as output:
            stream = output.add_stream("libx264", rate=24, options={"crf": "4"})
            stream.width, stream.height, stream.pix_fmt = 1280, height, "yuv420p"
            frame = av.VideoFrame.from_ndarray(red, format="rgb24")
            frame = frame.reformat(format="yuv420p", dst_colorspace=matrix)
            frame.colorspace = 2
            frame.pts = 0
            output.mux([*stream.encode(frame), *stream.encode(None)])
        assert np.abs(np.asarray(grab(path, 0), np.int16) - red).max() <= 4


def test_a_frame_that_is_not_there_differs_from_one_that_is(tmp_path: Path) -> None:
    clip = film(tmp_path / "a.mp4", Film(20))
    assert is_frame(grab(clip, 3), 3)
    assert not is_frame(grab(clip, 3), 4)
