"""What the worker's child runs to make an animatic: values in, values out, no database."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from storyboard.assets.digests import settle
from storyboard.media.animatic import render
from storyboard.media.board import AnimaticBoard, Labels
from storyboard.media.pictures import poster
from storyboard.media.probing import probe

VIDEO_SHARE = 0.96  # of the progress; the poster and the check are the rest


@dataclass(frozen=True)
class Wanted:
    """A board to draw, the words on it, and the empty folder for the files."""

    board: AnimaticBoard
    labels: Labels
    folder: Path


@dataclass(frozen=True)
class Made:
    """The finished files and what a look into them found. `missing` are characters that no font here has."""

    video: Path
    video_sha256: str
    media_type: str
    width: int
    height: int
    frames: int
    rate: Fraction
    poster: Path
    poster_sha256: str
    poster_size: tuple[int, int]
    missing: tuple[str, ...]


def render_animatic(wanted: Wanted, report: Callable[[float], None]) -> Made:
    """Draws the video and its poster into the folder. Raises MediaError for a picture, OSError for the disk."""
    board, folder = wanted.board, wanted.folder
    video, still = folder / f"animatic.{board.container}", folder / "poster.webp"
    rendered = render(board, video, lambda done: report(done * VIDEO_SHARE), wanted.labels)
    seen = probe(video)
    if seen.frames != board.frames:
        raise RuntimeError(f"The video came out with {seen.frames} frames in place of {board.frames}.")
    size = poster(video, still, poster_frame(board))
    digests = settle(video), settle(still)
    report(1.0)
    shape = (rendered.width, rendered.height, rendered.frames, rendered.rate)
    return Made(video, digests[0], seen.media_type, *shape, still, digests[1], size, rendered.missing_characters)


def poster_frame(board: AnimaticBoard) -> int:
    """The middle frame of the first shot."""
    return board.shots[0].frames // 2
