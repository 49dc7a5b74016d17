"""How long an animatic takes, beside the bare encode of its own frames and beside its playing time.

Run: `python -m tests.bench.animatic [rounds]`. The bare encode: the first 5 s of the very same frames, drawn
beforehand and held as yuv420p, encoded three times over by PyAV alone (no sound) with the same settings. Both
are measured in every round, so that a busy machine slows both, and the median of the rounds' ratios is told.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from statistics import median

import av
from PIL import Image, ImageDraw

from storyboard.media.animatic import drawn_ahead, render
from storyboard.media.board import RATE, AnimaticBoard, AnimaticShot, Labels, Picture
from storyboard.media.encoding import SETTINGS, encode
from storyboard.media.scenes import Film
from storyboard.media.typefaces import machine_shelf

PROMPT = (
    "Medium, tracking left beside the caravan. The Guide walks ahead of the lead beast, indigo layers pulled back "
    "by a warm wind; salt dust curls up at every step. The mirror mask catches the far lava seams."
)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        board = _board(Path(folder))
        target = Path(folder) / "out.mp4"
        frames = _first_seconds(board, 5)
        render(board, target)  # fonts read, libraries loaded
        whole, bare = _in_turn(rounds, lambda: render(board, target), lambda: encode_bare(board, frames, target))
    ratios = [one / other for one, other in zip(whole, bare, strict=True)]
    print(f"animatic, 15 s at 1080p: {median(whole):.2f} s; bare encode: {median(bare):.2f} s; {rounds} rounds")
    print(f"animatic / bare encode: {median(ratios):.2f}, {min(ratios):.2f} to {max(ratios):.2f} (target: at most 1.5)")
    print(f"animatic / play time: {median(whole) / board.seconds:.2f} (target: under 1)")


def encode_bare(board: AnimaticBoard, frames: list[av.VideoFrame], target: Path) -> None:
    """Encodes 5 s of frames three times over into one file, without sound."""
    thrice = (frame for _ in range(3) for frame in frames)
    encode(target, SETTINGS[board.container], board.size, thrice, sound=None)


def _in_turn(rounds: int, one: Callable[[], object], other: Callable[[], object]) -> tuple[list[float], list[float]]:
    """The seconds that each took in every round, each going first in every other round."""
    ones, others = [], []
    for number in range(rounds):
        if number % 2:
            others.append(_seconds(other))
            ones.append(_seconds(one))
        else:
            ones.append(_seconds(one))
            others.append(_seconds(other))
    return ones, others


def _first_seconds(board: AnimaticBoard, seconds: int) -> list[av.VideoFrame]:
    return list(islice(drawn_ahead(Film(board, Labels(), machine_shelf())), seconds * RATE))


def _board(folder: Path) -> AnimaticBoard:
    """15 s, five shots with pictures and one card, a first and a last frame."""
    pictures = [_picture(folder / f"{index}.png", index) for index in range(7)]
    seconds = (3, 2, 3, 2, 3, 2)
    shots = tuple(
        AnimaticShot(index + 1, "Across the pan", PROMPT, length, None if index == 3 else pictures[index])
        for index, length in enumerate(seconds)
    )
    return AnimaticBoard("Salt-flat caravan", shots, pictures[0], pictures[6])


def _picture(path: Path, index: int) -> Picture:
    """A 1080p picture with soft ground, hard edges and fine detail."""
    image = Image.merge(
        "RGB",
        (
            Image.linear_gradient("L").resize((1920, 1080)),
            Image.radial_gradient("L").resize((1920, 1080)),
            Image.effect_noise((1920, 1080), 9 + index),
        ),
    )
    pen = ImageDraw.Draw(image)
    for step in range(0, 1920, 48):
        pen.line((step, 540, 960 + (step - 960) * 3, 1080), fill=(40, 30 + index * 20, 60), width=3)
        pen.ellipse((step, 80 + step // 6, step + 60, 140 + step // 6), fill=(step % 255, 120, index * 30))
    image.save(path)
    return Picture(path)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
