import pickle
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image

from storyboard.media.errors import Code, MediaError, Refused
from storyboard.media.intake import take_in
from storyboard.media.taken import Limits
from tests.media.corpus import bombs, disguised, pointers
from tests.media.filming import X264, Film, film, voice

LIMITS = Limits()


def refusal(path: Path, limits: Limits = LIMITS) -> MediaError:
    """Why the file is refused; nothing may be left of it."""
    folder = path.parent / "taken"
    folder.mkdir(exist_ok=True)
    with pytest.raises(MediaError) as caught:
        take_in(path, folder, limits)
    assert not list(folder.iterdir())
    assert caught.value.path == path
    return caught.value


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("svg.png", "SVG"),
        ("svg-bare.png", "SVG"),
        ("html.png", "HTML"),
        ("pdf.mp4", "PDF"),
        ("zip.mp3", "ZIP"),
        ("text.png", "text"),
        ("heic.png", "HEIC"),
        ("matroska.mp4", "Matroska"),
        ("avi.mp4", "AVI"),
        ("ogg.mp3", "Ogg"),
    ],
)
def test_other_kinds_are_named(tmp_path: Path, name: str, found: str) -> None:
    (tmp_path / name).write_bytes(disguised()[name])
    error = refusal(tmp_path / name)
    assert (error.code, error.values) == (Code.UNKNOWN_KIND, {"found": found})
    assert found in error.reason


def test_an_empty_and_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / "a.png").touch()
    assert refusal(tmp_path / "a.png").code == Code.EMPTY
    assert refusal(tmp_path / "gone.png").code == Code.MISSING


@pytest.mark.parametrize("name", pointers())
def test_playlists_are_no_clips(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(pointers()[name])
    assert refusal(tmp_path / name).code == Code.UNKNOWN_KIND


def test_a_clip_that_takes_its_pictures_from_another_file(tmp_path: Path) -> None:
    content = bytearray(film(tmp_path / "a.mov", Film(6)).read_bytes())
    entry = content.index(b"dref") + 12
    content[content.index(b"url ", entry) + 7] = 0  # no longer “in this very file”
    (tmp_path / "a.mov").write_bytes(content)
    assert refusal(tmp_path / "a.mov").code == Code.ELSEWHERE


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bomb-9000.png", Code.TOO_MANY_PIXELS),
        ("bomb-60000.png", Code.TOO_MANY_PIXELS),
        ("bomb.gif", Code.TOO_MANY_PIXELS),
        ("bomb.webp", Code.TOO_MANY_PIXELS),
        ("bomb.jpg", Code.TOO_MANY_PIXELS),
        ("bomb-long.png", Code.TOO_WIDE),
        ("bomb-scans.jpg", Code.DAMAGED),
    ],
)
def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path, name: str, code: Code) -> None:
    (tmp_path / name).write_bytes(bombs()[name])
    assert refusal(tmp_path / name).code == code


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_picture_cut_short(tmp_path: Path, form: str) -> None:
    Image.effect_noise((64, 64), 60).convert("RGB").save(tmp_path / "a", form)
    content = (tmp_path / "a").read_bytes()
    (tmp_path / "a").write_bytes(content[: len(content) * 2 // 3])
    assert refusal(tmp_path / "a").code in (Code.TRUNCATED, Code.DAMAGED)


@pytest.mark.parametrize(("name", "options"), [("a.mp4", {}), ("a.mov", {}), ("a.webm", {"deadline": "realtime"})])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_clip_cut_short(tmp_path: Path, name: str, options: dict[str, str], share: float) -> None:
    codec = "libvpx-vp9" if options else "libx264"
    content = film(tmp_path / name, Film(24, codec=codec, options=options)).read_bytes()
    (tmp_path / name).write_bytes(content[: int(len(content) * share)])
    assert refusal(tmp_path / name).code == Code.TRUNCATED


@pytest.mark.parametrize(
    ("limits", "code", "values"),
    [
        ({"seconds": 1}, Code.TOO_LONG, {"found": 2, "most": 1}),
        ({"frames": 40}, Code.TOO_MANY_FRAMES, {"found": 41, "most": 40}),
        ({"clip_pixels": 5_000}, Code.TOO_MANY_PIXELS, {"width": 96, "height": 64, "most": 5_000}),
        ({"streams": 1}, Code.TOO_MANY_STREAMS, {"found": 2, "most": 1}),
        ({"rate": 23}, Code.TOO_FAST, {"found": 24, "most": 23}),
    ],
)
def test_a_clip_over_a_limit(tmp_path: Path, limits: dict[str, int], code: Code, values: dict[str, Any]) -> None:
    path = film(tmp_path / "a.mp4", Film(50, sound="aac"))
    error = refusal(path, replace(LIMITS, **limits))
    assert (error.code, error.values) == (code, values)


def test_too_many_bytes_are_not_even_read(tmp_path: Path) -> None:
    with (tmp_path / "a.png").open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.truncate(LIMITS.picture_bytes + 1)
    error = refusal(tmp_path / "a.png")
    assert (error.code, error.values["most"]) == (Code.TOO_MANY_BYTES, LIMITS.picture_bytes)


def test_a_voice_over_a_limit(tmp_path: Path) -> None:
    assert refusal(voice(tmp_path / "a.wav", "pcm_s16le", 3), replace(LIMITS, seconds=2)).code == Code.TOO_LONG


def test_a_codec_that_is_not_taken(tmp_path: Path) -> None:
    path = voice(tmp_path / "a.wav", "adpcm_ms", 1)
    error = refusal(path)
    assert (error.code, error.values) == (Code.UNKNOWN_CODEC, {"found": "adpcm_ms"})


def test_a_clip_without_a_key_frame_at_its_start(tmp_path: Path) -> None:
    source = film(tmp_path / "a.mp4", Film(24, options={**X264, "bf": "0"}))
    with av.open(str(source)) as one, av.open(str(tmp_path / "b.mp4"), "w") as output:
        stream = output.add_stream_from_template(one.streams.video[0])
        for packet in list(one.demux(video=0))[3:]:
            if packet.size:
                packet.stream = stream
                output.mux(packet)
    assert refusal(tmp_path / "b.mp4").code in (Code.DAMAGED, Code.TRUNCATED)


def test_a_full_disk_is_no_fault_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "taken").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        take_in(film(tmp_path / "a.mp4", Film(6)), tmp_path)


def test_reasons_are_plain_clauses_and_survive_the_way_between_processes(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(disguised()["svg.png"])
    error = refusal(tmp_path / "a.png")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is Refused
    assert (again.path, again.reason, again.code, again.values) == (error.path, error.reason, error.code, error.values)
    assert error.reason[0].islower()
    assert not error.reason.endswith(".")


def test_a_rate_that_cannot_be_is_refused(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", Film(30, rate=Fraction(1000)))
    assert refusal(path).code == Code.TOO_FAST
