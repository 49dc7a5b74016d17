"""How long grabbing one frame of a 15 s 4K clip takes, beside PyAV's bare seek and decode of the same frame.

Run: `python -m tests.bench.grab [rounds]`. The clip, 3840 × 2160 at 24 frames a second with 3 B-frames between others
and 10 s from one key frame to the next, is made here first (about a minute). The bare way is the shortest
one that gives the same pixels: open, seek to the frame's time, decode until it comes, turn it into RGB. It is told that
time; grabbing by number has to find it. Both are measured for each frame of a spread, each going first in every other
round, and the median of the ratios is told. Both read the clip from the system's cache.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from statistics import median

import av
import numpy as np
import numpy.typing as npt

from storyboard.media.frames import grab

RATE, SECONDS, SIZE = 24, 15, (3840, 2160)
FRAMES = (0, 1, 29, 118, 239, 240, 301, 359)
_X264 = {"preset": "ultrafast", "b": "50M", "bf": "3", "g": "240", "sc_threshold": "0", "b-adapt": "0"}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        clip = make_clip(Path(folder) / "clip.mp4")
        print(f"15 s at {SIZE[0]} × {SIZE[1]}, {clip.stat().st_size / 1e6:.0f} MB, key frames 10 s apart")
        ratios = [ratio for number in FRAMES for ratio in _compared(clip, number, rounds)]
    print(f"grab / bare seek and decode: {median(ratios):.2f}, {min(ratios):.2f} to {max(ratios):.2f} (target: ≤ 1.5)")


def _compared(clip: Path, number: int, rounds: int) -> list[float]:
    """The ratio of each round for one frame, which is also checked to be the same both ways."""
    pts = _time_of(clip, number)
    if not np.array_equal(np.asarray(grab(clip, number)), bare(clip, pts)):
        raise SystemExit(f"frame {number} differs from PyAV's own")
    ours: list[float] = []
    theirs: list[float] = []
    for turn in range(rounds):
        pair: list[tuple[list[float], Callable[[], object]]] = [
            (ours, lambda: grab(clip, number)),
            (theirs, lambda: bare(clip, pts)),
        ]
        for times, work in pair if turn % 2 else reversed(pair):
            times.append(_seconds(work))
    print(f"  frame {number:>3}: grab {median(ours) * 1000:5.0f} ms, bare {median(theirs) * 1000:5.0f} ms")
    return [one / other for one, other in zip(ours, theirs, strict=True)]


def bare(clip: Path, pts: int) -> npt.NDArray[np.uint8]:
    """The frame shown at `pts`, by PyAV alone."""
    with av.open(str(clip)) as container:
        stream = container.streams.video[0]
        container.seek(pts, stream=stream)
        for frame in container.decode(stream):
            if frame.pts == pts:
                rgb = frame.reformat(format="rgb24", src_colorspace="ITU709")
                return np.asarray(rgb.to_ndarray(), np.uint8)
    raise SystemExit(f"PyAV alone found no frame at {pts}")


def _time_of(clip: Path, number: int) -> int:
    with av.open(str(clip)) as container:
        times = sorted(packet.pts for packet in container.demux(video=0) if packet.size and packet.pts is not None)
    return times[number]


def make_clip(path: Path) -> Path:
    """A picture with fine grain that moves, so that frames refer to one another as in a real clip."""
    width, height = SIZE
    dice = np.random.default_rng(5)
    ground = dice.integers(60, 200, (height // 4, width // 4 + 400, 3), np.uint8)
    ground = ground.repeat(4, axis=0).repeat(4, axis=1)
    grain = dice.integers(0, 24, (height + 256, width, 3), np.uint8)
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=RATE, options=dict(_X264))
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number in range(RATE * SECONDS):
            place = int(dice.integers(256))
            view = ground[:, number * 4 : number * 4 + width] + grain[place : place + height]
            frame = av.VideoFrame.from_ndarray(view, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return path


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
