from fractions import Fraction
from pathlib import Path

import av
import pytest
from PIL import Image

from storyboard.media.animatic import render
from storyboard.media.board import Container
from storyboard.media.errors import MediaError, PictureTooLarge, PictureUnreadable, VideoUnreadable
from storyboard.media.probing import Kind, Probe, probe
from storyboard.media.sound import HERTZ, soundtrack
from tests.media.making import board_of, decoded, gray_clip
from tests.media.test_a_damaged_picture_is_named import bomb


@pytest.mark.parametrize(
    ("container", "media_type", "video", "audio"),
    [
        ("mp4", "video/mp4", "h264", "aac"),
        ("webm", "video/webm", "vp9", "opus"),
        ("mov", "video/quicktime", "h264", "aac"),
    ],
)
def test_an_animatic(tmp_path: Path, container: Container, media_type: str, video: str, audio: str) -> None:
    render(board_of((1, 2), container=container), tmp_path / "no-suffix")
    assert probe(tmp_path / "no-suffix") == Probe(
        Kind.VIDEO, media_type, 720, 720, 72, Fraction(24), Fraction(3), True, video, audio, 0
    )


def test_frames_counted_are_the_frames_a_player_shows(tmp_path: Path) -> None:
    clip = gray_clip(tmp_path / "a.mp4", [50] * 31)
    assert probe(clip).frames == len(decoded(clip)) == 31
    assert not probe(clip).has_audio


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_picture_whatever_it_is_called(tmp_path: Path, kind: str) -> None:
    Image.new("RGB", (40, 30)).save(tmp_path / "a.mp4", kind)
    assert probe(tmp_path / "a.mp4") == Probe(Kind.PICTURE, f"image/{kind}", 40, 30, frames=1)


def test_a_picture_that_is_to_be_turned_is_measured_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 30)).save(tmp_path / "a.jpg", exif=exif)
    found = probe(tmp_path / "a.jpg")
    assert (found.width, found.height, found.rotation) == (30, 40, 270)


def test_a_sound(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "a.wav"), "w") as output:
        stream = output.add_stream("pcm_s16le", rate=HERTZ, layout="stereo")
        frame = av.AudioFrame.from_ndarray(soundtrack((2,)), format="fltp", layout="stereo")
        frame.sample_rate = HERTZ
        for part in av.AudioResampler("s16", "stereo", HERTZ).resample(frame):
            output.mux(stream.encode(part))
    found = probe(tmp_path / "a.wav")
    assert (found.kind, found.media_type, found.seconds) == (Kind.SOUND, "audio/wav", Fraction(2))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"plain words",
        b"#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile other.mp4\n",
    ],
)
def test_what_is_no_media_or_points_elsewhere_is_refused(tmp_path: Path, content: bytes) -> None:
    gray_clip(tmp_path / "other.mp4", [50] * 3)
    (tmp_path / "a.mp4").write_bytes(content)
    with pytest.raises(VideoUnreadable):
        probe(tmp_path / "a.mp4")


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PictureTooLarge):
        probe(bomb(tmp_path / "bomb.png", 12_000))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="gone"):
        probe(tmp_path / "gone")


def test_half_a_video_is_told(tmp_path: Path) -> None:
    clip = gray_clip(tmp_path / "a.mp4", [50] * 30)
    clip.write_bytes(clip.read_bytes()[:400])
    with pytest.raises((VideoUnreadable, PictureUnreadable)):
        probe(clip)
