from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from storyboard.media.errors import VideoUnreadable
from storyboard.media.proxies import GROUP, fitting, is_proxy_itself, review_proxy
from storyboard.media.videos import reader
from tests.media.clips import CLIPS
from tests.media.filming import X264, Film, film, gray_of, grays_shown

RATES = [Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(24000, 1001), Fraction(60)]


@pytest.mark.parametrize("rate", RATES)
def test_it_has_the_same_frames_at_the_same_rate(tmp_path: Path, rate: Fraction) -> None:
    proxy = review_proxy(film(tmp_path / "a.mp4", Film(40, rate)), tmp_path / "out.mp4")
    assert (proxy.frames, proxy.rate) == (40, rate)
    shown = grays_shown(proxy.path)
    assert len(shown) == 40
    assert all(abs(gray - gray_of(number)) <= 5 for number, gray in enumerate(shown))
    with reader(proxy.path) as frames:
        assert frames.rate == rate
        assert frames.times[0] == 0


@pytest.mark.parametrize("name", ["open.mp4", "23.976.webm", "vp8.webm", "uneven.mp4", "late.mp4", "long.mp4"])
def test_whatever_the_original_is_like(tmp_path: Path, name: str) -> None:
    wanted = CLIPS[name]
    with reader(film(tmp_path / name, wanted)) as frames:
        rate = frames.rate
    proxy = review_proxy(tmp_path / name, tmp_path / "out.mp4")
    shown = grays_shown(proxy.path)
    assert (len(shown), proxy.frames, proxy.rate) == (wanted.frames, wanted.frames, rate)
    assert all(abs(gray - gray_of(number)) <= 6 for number, gray in enumerate(shown))


def test_a_scrub_decodes_at_most_twelve_frames(tmp_path: Path) -> None:
    proxy = review_proxy(film(tmp_path / "a.mp4", Film(50, options={**X264, "g": "600"})), tmp_path / "out.mp4")
    with av.open(str(proxy.path)) as container:
        keys = [n for n, packet in enumerate(p for p in container.demux(video=0) if p.size) if packet.is_keyframe]
    assert keys == [*range(0, 50, GROUP)]


def test_browsers_can_play_it(tmp_path: Path) -> None:
    source = film(tmp_path / "a.mov", Film(24, codec="prores_ks", options={}, sound="pcm_s16le"))
    proxy = review_proxy(source, tmp_path / "out.mp4")
    assert proxy.has_audio
    content = proxy.path.read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")
    with av.open(str(proxy.path)) as container:
        video, audio = container.streams.video[0].codec_context, container.streams.audio[0].codec_context
        assert (video.name, video.pix_fmt, audio.name, audio.sample_rate) == ("h264", "yuv420p", "aac", 48_000)
        assert (video.colorspace, video.color_range) == (1, 1)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((3840, 2160), (1280, 720)),
        ((1080, 1920), (720, 1280)),
        ((640, 360), (640, 360)),
        ((97, 63), (96, 64)),
        ((721, 721), (720, 720)),
        ((1, 1), (2, 2)),
    ],
)
def test_it_is_never_larger_than_720_lines(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert fitting(size) == expected


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_it_is_upright(tmp_path: Path, rotation: int) -> None:
    source = film(tmp_path / "a.mov", Film(4, rotation=rotation, is_cornered=True))
    proxy = review_proxy(source, tmp_path / "out.mp4")
    with reader(source) as original, reader(proxy.path) as small:
        wanted, got = original.picture(1), small.picture(1)
        assert small.frame(0).rotation == 0
    assert got.size == wanted.size == (proxy.width, proxy.height)
    assert np.abs(np.asarray(got, np.int16) - np.asarray(wanted)).mean() < 6


def test_sound_and_picture_stay_together(tmp_path: Path) -> None:
    proxy = review_proxy(film(tmp_path / "a.mp4", Film(48, sound="aac")), tmp_path / "out.mp4")
    with av.open(str(proxy.path)) as container:
        samples = sum(frame.samples for frame in container.decode(audio=0))
    assert abs(samples - 2 * 48_000) <= 2 * 1024


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[float] = []
    review_proxy(film(tmp_path / "a.mp4", Film(48)), tmp_path / "out.mp4", told.append)
    assert told == [0, 0.5, 1.0]


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    (tmp_path / "out.mp4").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        review_proxy(film(tmp_path / "a.mp4", Film(4)), tmp_path / "out.mp4")


def test_what_is_no_video_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"nothing of the kind" * 50)
    with pytest.raises(VideoUnreadable):
        review_proxy(tmp_path / "a.mp4", tmp_path / "out.mp4")


@pytest.mark.parametrize(
    ("name", "wanted", "expected"),
    [
        ("a.mp4", Film(40), True),
        ("a.mov", Film(40), False),
        ("a.mp4", Film(70, options={**X264, "g": "60"}), False),
        ("a.mp4", Film(50, ticks=CLIPS["uneven.mp4"].ticks), False),
        ("a.mp4", CLIPS["late.mp4"], False),
        ("a.mp4", Film(3, size=(800, 800)), False),
        ("a.webm", CLIPS["23.976.webm"], False),
    ],
)
def test_what_scrubs_well_needs_none(tmp_path: Path, name: str, wanted: Film, expected: bool) -> None:
    assert is_proxy_itself(film(tmp_path / name, wanted)) is expected
