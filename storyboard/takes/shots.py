"""Where the shots of a take really lie: from the cuts found in its video, and where none was found as planned."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

from storyboard.takes import drift_sentences
from storyboard.takes.matching import matched
from storyboard.takes.models import Take
from storyboard.takes.planned import PlannedShot, planned_shots
from storyboard.takes.speaking import is_made_here


@dataclass(frozen=True)
class Shot(PlannedShot):
    """A shot in the video: `first` and `frames` are where it lies, `planned` is the frame at which it was to begin.

    `found`: whether its own cut is in the video; None of the first shot, and where nobody looked. `rate` is frames per
    second of the video.
    """

    planned: int
    found: bool | None
    rate: Fraction

    @property
    def late(self) -> Fraction:
        """How many seconds later than planned its own cut is, below 0 earlier; 0 where it has none."""
        return (self.first - self.planned) / self.rate if self.found else Fraction(0)

    @property
    def beside(self) -> str:
        """What stands beside its name: how late it begins, or that its cut is missing. Empty where all is well."""
        return drift_sentences.not_there() if self.found is False else drift_sentences.late(self.late)


@dataclass(frozen=True)
class Cutting:
    """The shots of a take in order, and its cuts that nobody planned. `is_known`: its video was looked at for cuts."""

    shots: tuple[Shot, ...]
    extra: tuple[int, ...] = ()
    is_known: bool = False

    def at(self, frame: int) -> Shot:
        """The shot that a frame is in."""
        return next((shot for shot in reversed(self.shots) if shot.first <= frame), self.shots[0])


def shots_of(take: Take) -> tuple[Shot, ...]:
    """The shots of a take where they lie; its asset and generation must be loaded."""
    return cutting_of(take).shots


def cutting_of(take: Take) -> Cutting:
    """The shots and cuts of a take. An animatic is drawn to its plan, and nobody looks for that in its pictures."""
    planned, asset = planned_shots(take), take.asset
    if asset is None or not (asset.rate_numerator and asset.rate_denominator):
        return _as_planned(planned, Fraction(24))
    rate = Fraction(asset.rate_numerator, asset.rate_denominator)
    if asset.cuts is None or is_made_here(take.generation.model):
        return _as_planned(planned, rate)
    return cut_at(planned, asset.cuts, rate)


def cut_at(planned: Sequence[PlannedShot], real: Sequence[int], rate: Fraction) -> Cutting:
    """Planned shots where their cuts were found among the `real` frames, at the rate of the video.

    A cut is looked for within half the shorter of the two shots that it parts, but always within a second.
    """
    reach = [max(round(rate), min(one.frames, other.frames) // 2) for one, other in pairwise(planned)]
    pairs = matched([shot.first for shot in planned[1:]], real, reach)
    begins = [shot.first if found is None else found for shot, found in zip(planned, (None, *pairs.real), strict=True)]
    firsts = list(accumulate(begins, max))
    ends = [*firsts[1:], planned[-1].first + planned[-1].frames]
    founds = (None, *(frame is not None for frame in pairs.real))
    shots = tuple(
        _shot(shot, rate, first, end - first, found)
        for shot, first, end, found in zip(planned, firsts, ends, founds, strict=True)
    )
    return Cutting(shots, pairs.extra, is_known=True)


def _as_planned(planned: Sequence[PlannedShot], rate: Fraction) -> Cutting:
    return Cutting(tuple(_shot(shot, rate, shot.first, shot.frames, None) for shot in planned))


def _shot(shot: PlannedShot, rate: Fraction, first: int, frames: int, found: bool | None) -> Shot:
    return Shot(shot.shot, shot.number, shot.name, shot.seconds, first, frames, shot.first, found, rate)
