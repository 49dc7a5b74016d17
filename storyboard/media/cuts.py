"""The cuts in a video, found by looking: the numbers of the frames that begin another picture.

As PySceneDetect's AdaptiveDetector does, a frame is held against the ones around it: after a cut it differs much more
from the one before than frames do here anyway, so that grain, fast moves and dark shots are judged by their own
measure. That library would bring OpenCV, 150 MB and a second FFmpeg, for this one sum, and takes a flash for two cuts.
Source: https://www.scenedetect.com/docs/latest/api/detectors.html#scenedetect.detectors.adaptive_detector
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np

from storyboard.media.videos import reader

_SIZE = (64, 36)  # grain is gone, and what a shot shows is still told from what another shows
_LEAST = 4.0  # of 765, brightness and both colours together: what differs less is the same picture
_TIMES = 2.5  # as much as the frames around
_OTHERS = 3  # of which two may stand out themselves, as where a flash comes and goes
_AROUND = Fraction(1, 3)  # of a second to each side
_BACK = 0.5  # of the difference at a cut: closer than that is the picture from before


def cuts_in(video: Path) -> tuple[int, ...]:
    """The frames of `video` that begin another picture, rising; never the first. None of them where it shows but one.

    A picture that is there again within a third of a second, as after a flash, was not cut away from. Dissolves and
    fades are no cuts. Raises `VideoError`.
    """
    with reader(video) as frames:
        rate = frames.rate or Fraction(24)
        small = np.stack([_small(frame) for frame in frames.all_frames()])
    return found_cuts(small, max(3, round(rate * _AROUND)))


def found_cuts(small: np.ndarray, around: int) -> tuple[int, ...]:
    """The cuts among frames (uint8, number × values), each held against `around` frames to either side."""
    steps = np.array([0.0, *(_difference(one, other) for one, other in pairwise(small))])
    likely = [at for at in range(1, len(steps)) if _stands_out(steps, at, around)]
    return tuple(_strongest([at for at in likely if not _comes_back(small, at, around, steps[at])], steps, around))


def _small(frame: av.VideoFrame) -> np.ndarray:
    little = frame.reformat(*_SIZE, format="yuv444p", interpolation="AREA")
    return np.asarray(little.to_ndarray().ravel())


def _difference(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(np.int16) - other).mean() * 3)


def _stands_out(steps: np.ndarray, at: int, around: int) -> bool:
    # At either end the frames around are those to the other side.
    first = max(1, min(at - around, len(steps) - 1 - 2 * around))
    others = sorted([*steps[first:at], *steps[at + 1 : first + 2 * around + 1]], reverse=True)
    usual = others[_OTHERS - 1] if len(others) >= _OTHERS else 0.0
    return bool(steps[at] >= max(_LEAST, _TIMES * usual))


def _comes_back(small: np.ndarray, at: int, around: int, step: float) -> bool:
    """Whether what was seen before frame `at` is seen soon after it."""
    before, after = small[max(0, at - around) : at], small[at : at + around]
    return any(_difference(one, other) < step * _BACK for one in before for other in after)


def _strongest(found: Sequence[int], steps: np.ndarray, around: int) -> Iterator[int]:
    """Of those so close together that they are one change of picture, the frame of the largest step."""
    for at in found:
        rivals = [other for other in found if abs(other - at) < around]
        if max(rivals, key=lambda other: float(steps[other])) == at:
            yield at
