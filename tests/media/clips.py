"""One clip for each layout that makes finding a frame hard: B-frames, open groups, odd rates, late starts."""

import random
from fractions import Fraction
from pathlib import Path

from tests.media.filming import X264, Film, film

NTSC, CINEMA = Fraction(30000, 1001), Fraction(24000, 1001)
VP9 = {"deadline": "realtime", "cpu-used": "8", "g": "20", "lag-in-frames": "10", "auto-alt-ref": "1"}
OPEN = "open-gop=1:bframes=3:b-pyramid=normal:keyint=12:min-keyint=12:scenecut=0"


def uneven(count: int) -> list[int]:
    """Times in thousandths of a second that follow no rate."""
    dice = random.Random(3)
    times = [0]
    while len(times) < count:
        times.append(times[-1] + dice.choice((17, 33, 41, 42, 100, 250)))
    return times


CLIPS = {
    "24.mp4": Film(50),
    "25.mov": Film(50, Fraction(25)),
    "29.97.mp4": Film(50, NTSC),
    "23.976.mp4": Film(50, CINEMA),
    "60.mp4": Film(70, Fraction(60)),
    "long.mp4": Film(50, options={**X264, "g": "600"}),
    "pyramid.mp4": Film(50, options={**X264, "x264-params": "bframes=8:b-pyramid=normal:b-adapt=0:ref=5"}),
    "open.mp4": Film(50, options={"crf": "10", "x264-params": OPEN}),
    "open.mov": Film(50, CINEMA, options={"crf": "10", "x264-params": OPEN}),
    "refresh.mp4": Film(50, options={"crf": "10", "x264-params": "intra-refresh=1:keyint=20:bframes=0:scenecut=0"}),
    "hevc.mp4": Film(
        50,
        codec="libx265",
        options={"crf": "10", "x265-params": OPEN.replace("b-pyramid=normal:", "") + ":log-level=none"},
    ),
    "23.976.webm": Film(50, CINEMA, codec="libvpx-vp9", options=VP9),
    "vp8.webm": Film(50, NTSC, codec="libvpx", options={**VP9, "deadline": "good", "cpu-used": "4"}),
    "uneven.mp4": Film(50, ticks=uneven(50)),
    "uneven-open.mp4": Film(50, ticks=uneven(50), options={"crf": "10", "x264-params": OPEN}),
    "uneven.webm": Film(50, codec="libvpx-vp9", options=VP9, ticks=uneven(50)),
    "late.mp4": Film(30, ticks=[5_000 + 40 * number for number in range(30)]),
    "late.webm": Film(30, codec="libvpx-vp9", options=VP9, ticks=[5_000 + 40 * number for number in range(30)]),
    "sound.mov": Film(30, NTSC, sound="aac", is_marked=True),
}


def trimmed(folder: Path, first: int, last: int, between: int = 0) -> Path:
    """A clip whose edit list shows frames `first` to `last` alone, as phones write it after a trim.

    `between`: how many B-frames stand between others.
    """
    source = film(folder / "whole.mp4", Film(48, options={**X264, "bf": str(between)}))
    content = bytearray(source.read_bytes())
    at = content.index(b"elst") + 4
    count = int.from_bytes(content[at + 4 : at + 8])
    assert (content[at], count) == (0, 1)
    unit = int.from_bytes(content[content.index(b"mvhd") + 16 :][:4])
    ticks = int.from_bytes(content[content.index(b"mdhd") + 16 :][:4])
    content[at + 8 : at + 12] = ((last - first + 1) * unit // 24).to_bytes(4)
    delay = int.from_bytes(content[at + 12 : at + 16])
    content[at + 12 : at + 16] = (delay + first * ticks // 24).to_bytes(4)
    (folder / "trimmed.mp4").write_bytes(content)
    return folder / "trimmed.mp4"
