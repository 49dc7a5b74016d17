from fractions import Fraction
from pathlib import Path

import av
import pytest

from storyboard.media.intake import take_in
from storyboard.media.probing import Kind
from storyboard.media.taken import Taken
from tests.media.clips import trimmed
from tests.media.filming import Film, film, grays_shown, voice

QUICK = {"deadline": "realtime", "cpu-used": "8"}
CLIPS = {
    "a.mp4": Film(40, sound="aac"),
    "b.mp4": Film(40, codec="libx265", options={"x265-params": "log-level=none"}, sound="libmp3lame"),
    "c.mp4": Film(20, codec="libsvtav1", options={"preset": "10"}, sound="libopus"),
    "a.mov": Film(40, rate=Fraction(30000, 1001), sound="pcm_s16le"),
    "b.mov": Film(10, codec="prores_ks", options={}, sound="aac"),
    "a.webm": Film(40, codec="libvpx-vp9", options=QUICK, sound="libopus"),
    "b.webm": Film(40, codec="libvpx", options={"deadline": "good", "lag-in-frames": "10", "auto-alt-ref": "1"}),
}


def packets(path: Path, kind: str) -> list[bytes]:
    with av.open(str(path)) as container:
        streams = [stream for stream in container.streams if stream.type == kind]
        return [bytes(packet) for packet in container.demux(streams[:1]) if packet.size] if streams else []


@pytest.mark.parametrize("name", CLIPS)
def test_pictures_and_sound_are_the_same_bytes(tmp_path: Path, name: str) -> None:
    wanted = CLIPS[name]
    source = film(tmp_path / name, wanted)
    taken = take_in(source, tmp_path)
    assert packets(taken.path, "video") == packets(source, "video")
    assert packets(taken.path, "audio") == packets(source, "audio")
    assert (taken.kind, taken.frames, taken.rate) == (Kind.VIDEO, wanted.frames, wanted.rate)
    assert (taken.seconds, taken.has_audio) == (wanted.frames / wanted.rate, bool(wanted.sound))
    assert taken.extension == name.split(".")[1]


@pytest.mark.parametrize(
    ("name", "codec", "media_type"),
    [
        ("a.mp3", "libmp3lame", "audio/mpeg"),
        ("a.wav", "pcm_s16le", "audio/wav"),
        ("b.wav", "pcm_s24le", "audio/wav"),
        ("a.m4a", "aac", "audio/mp4"),
        ("b.m4a", "alac", "audio/mp4"),
    ],
)
def test_voices_are_the_same_bytes(tmp_path: Path, name: str, codec: str, media_type: str) -> None:
    source = voice(tmp_path / name, codec)
    taken = take_in(source, tmp_path)
    assert b"".join(packets(taken.path, "audio")) == b"".join(packets(source, "audio"))
    assert (taken.kind, taken.media_type, taken.has_audio) == (Kind.SOUND, media_type, True)
    assert abs((taken.seconds or Fraction(0)) - 2) < Fraction(1, 20)
    assert (taken.width, taken.height, taken.frames, taken.rate) == (None, None, None, None)


def test_an_mp4_with_sound_alone_is_a_voice(tmp_path: Path) -> None:
    with av.open(str(voice(tmp_path / "a.m4a", "aac")), "r") as source, av.open(str(tmp_path / "a.mp4"), "w") as output:
        stream = output.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(audio=0):
            if packet.size:
                packet.stream = stream
                output.mux(packet)
    taken = take_in(tmp_path / "a.mp4", tmp_path)
    assert (taken.kind, taken.extension) == (Kind.SOUND, "m4a")


@pytest.mark.parametrize("name", ["a.mp4", "a.mov"])
@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_clip_stays_turned_and_is_measured_as_shown(tmp_path: Path, name: str, rotation: int) -> None:
    source = film(tmp_path / name, Film(6, rotation=rotation))
    taken = take_in(source, tmp_path)
    assert (taken.width, taken.height) == ((96, 64) if rotation == 180 else (64, 96))
    with av.open(str(taken.path)) as container:
        assert next(container.decode(video=0)).rotation % 360 == rotation % 360


def test_wide_pixels_stay_wide_and_are_measured_as_shown(tmp_path: Path) -> None:
    taken = take_in(film(tmp_path / "a.mp4", Film(6, pixel_ratio=Fraction(4, 3))), tmp_path)
    assert (taken.width, taken.height) == (128, 64)


@pytest.mark.parametrize("name", ["a.mp4", "a.mov"])
def test_playing_can_begin_before_all_is_loaded(tmp_path: Path, name: str) -> None:
    content = take_in(film(tmp_path / name, Film(6)), tmp_path).path.read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")


def test_only_the_first_picture_and_sound_are_kept(tmp_path: Path) -> None:
    taken = take_in(with_more_streams(tmp_path), tmp_path)
    with av.open(str(taken.path)) as container:
        assert [stream.type for stream in container.streams] == ["video", "audio"]
        assert container.streams.video[0].codec_context.width == 96


def with_more_streams(folder: Path) -> Path:
    """A clip with two pictures and two sounds."""
    sources = [film(folder / "one.mp4", Film(12, sound="aac")), film(folder / "two.mp4", Film(12, size=(48, 32)))]
    with av.open(str(sources[0])) as one, av.open(str(sources[1])) as two, av.open(str(folder / "a.mp4"), "w") as out:
        into = [(source, out.add_stream_from_template(stream)) for source in (one, two) for stream in source.streams]
        for source in (one, two):
            for packet in source.demux():
                if packet.size:
                    packet.stream = [stream for whose, stream in into if whose is source][packet.stream_index]
                    out.mux(packet)
    return folder / "a.mp4"


@pytest.mark.parametrize(("first", "last"), [(5, 47), (0, 30), (13, 30)])
def test_what_a_trim_hides_stays_hidden(tmp_path: Path, first: int, last: int) -> None:
    source = trimmed(tmp_path, first, last)
    shown = grays_shown(source)
    taken: Taken = take_in(source, tmp_path)
    assert taken.frames == len(shown) == last - first + 1
    assert grays_shown(taken.path) == shown


@pytest.mark.parametrize(("first", "last"), [(5, 47), (0, 29), (14, 30), (13, 31)])
def test_of_what_a_trim_hides_only_what_shown_frames_are_built_on_may_follow_them(
    tmp_path: Path, first: int, last: int
) -> None:
    source = trimmed(tmp_path, first, last, between=3)
    shown = grays_shown(source)
    taken = take_in(source, tmp_path)
    again = grays_shown(taken.path)
    assert again[: len(shown)] == shown
    assert taken.frames == len(again) <= len(shown) + 4
