import json
from pathlib import Path

import pytest
from PIL import Image

from storyboard.media.errors import VideoUnreadable
from storyboard.media.renditions import hover_strip, middle_poster, picture_renditions, spread, waveform
from tests.media.filming import Film, film, gray_of, is_frame, middle_gray, voice


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((2000, 1000), [(320, 160), (640, 320), (1280, 640)]),
        ((600, 900), [(213, 320), (427, 640), (600, 900)]),
        ((500, 300), [(320, 192), (500, 300)]),
        ((100, 50), [(100, 50)]),
    ],
)
def test_pictures_come_in_sizes_and_are_never_enlarged(
    tmp_path: Path, size: tuple[int, int], expected: list[tuple[int, int]]
) -> None:
    Image.radial_gradient("L").resize(size).convert("RGB").save(tmp_path / "in.png")
    made = picture_renditions(tmp_path / "in.png", tmp_path)
    assert [(one.width, one.height) for one in made if one.media_type == "image/webp"] == expected
    assert [(one.width, one.height) for one in made if one.media_type == "image/avif"] == expected
    for one in made:
        with Image.open(one.path) as image:
            assert image.size == (one.width, one.height)
            assert f"image/{str(image.format).lower()}" == one.media_type


def test_a_poster_is_the_middle_frame(tmp_path: Path) -> None:
    made = middle_poster(film(tmp_path / "a.mp4", Film(21)), tmp_path)
    with Image.open(made[0].path) as image:
        assert abs(middle_gray(image.convert("RGB")) - gray_of(10)) <= 4


@pytest.mark.parametrize(("frames", "count"), [(48, 12), (5, 5), (1, 1)])
def test_a_hover_strip_shows_the_whole_clip(tmp_path: Path, frames: int, count: int) -> None:
    strip = hover_strip(film(tmp_path / "a.mp4", Film(frames)), tmp_path / "strip.webp", width=60)
    assert (strip.count, strip.tile_width, strip.tile_height) == (count, 60, 40)
    with Image.open(strip.path) as image:
        assert (image.format, image.size) == ("WEBP", (60 * count, 40))
        for place, number in enumerate(strip.frames):
            tile = image.convert("RGB").crop((place * 60 + 20, 10, place * 60 + 40, 30))
            assert abs(middle_gray(tile) - gray_of(number)) <= 12


def test_frames_are_spread_evenly() -> None:
    assert spread(360, 12) == [*range(15, 360, 30)]
    assert spread(3, 12) == [0, 1, 2]


def test_a_waveform_follows_the_sound(tmp_path: Path) -> None:
    peaks = waveform(voice(tmp_path / "a.wav", "pcm_s16le", 3), tmp_path / "out.json")
    assert len(peaks) == 800
    assert json.loads((tmp_path / "out.json").read_text()) == list(peaks)
    assert all(0 <= peak <= 1 for peak in peaks)
    assert abs(peaks[10] - 0.11) < 0.03
    assert abs(peaks[-10] - 0.79) < 0.03
    assert abs(peaks[400] - 0.45) < 0.03


@pytest.mark.parametrize(("name", "codec"), [("a.mp3", "libmp3lame"), ("a.m4a", "aac"), ("b.wav", "pcm_u8")])
def test_every_kind_of_voice_has_one(tmp_path: Path, name: str, codec: str) -> None:
    peaks = waveform(voice(tmp_path / name, codec, 2), tmp_path / "out.json")
    assert 0.6 < max(peaks) <= 1


def test_what_has_no_sound_has_none(tmp_path: Path) -> None:
    with pytest.raises(VideoUnreadable, match="no sound"):
        waveform(film(tmp_path / "a.mp4", Film(4)), tmp_path / "out.json")


def test_frames_in_a_strip_are_the_named_ones(tmp_path: Path) -> None:
    strip = hover_strip(film(tmp_path / "a.mp4", Film(30)), tmp_path / "strip.webp", count=3, width=96)
    with Image.open(strip.path) as image:
        tiles = [image.convert("RGB").crop((96 * place, 0, 96 * place + 96, 64)) for place in range(3)]
    near = [abs(middle_gray(tile) - gray_of(number)) < 12 for tile, number in zip(tiles, strip.frames, strict=True)]
    assert all(near)
    assert not is_frame(tiles[0], strip.frames[1])
