"""How the cuts of a take differ from those that were planned, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from storyboard.media.timecode import timecode_of
from storyboard.takes import drift_sentences
from storyboard.takes.shots import Cutting

MOST_EXTRA = 6


@dataclass(frozen=True)
class Drift:
    """One difference: the id of the shot that it is about, a sentence, and the frame to look at."""

    shot: str
    sentence: str
    frame: int


@dataclass(frozen=True)
class CutMark:
    """A place on the scrubber.

    `kind`: `found` is a planned cut that is there, `extra` one that nobody planned; `planned` is where a cut that is
    elsewhere was to be, `missing` where one that was not found was to be.
    """

    frame: int
    kind: str


def drifts_of(cutting: Cutting, rate: Fraction) -> list[Drift]:
    """All differences of a video that was looked at, in its order; of very many cuts the first, and how many more."""
    told = [*_of_shots(cutting), *_of_extras(cutting, rate)]
    return sorted(told, key=lambda drift: drift.frame)


def rest_of(cutting: Cutting) -> str:
    """How many cuts nobody planned beyond those that are listed; empty where that is none."""
    left = len(cutting.extra) - MOST_EXTRA
    return drift_sentences.more(left) if left > 0 else ""


def cuts_in_words(cutting: Cutting) -> str:
    """How many of the planned cuts are there; empty where none was planned, or nobody looked."""
    parted = [shot for shot in cutting.shots if shot.found is not None]
    if not parted:
        return ""
    found = [shot for shot in parted if shot.found]
    if len(found) == len(parted) and not any(drift_sentences.late(shot.late) for shot in found):
        return drift_sentences.as_planned(len(found))
    return drift_sentences.found(len(found), len(parted))


def marks_of(cutting: Cutting) -> list[CutMark]:
    """What the scrubber shows of a video that was looked at."""
    found = [CutMark(shot.first, "found") for shot in cutting.shots if shot.found]
    moved = [CutMark(shot.planned, "planned") for shot in cutting.shots if drift_sentences.late(shot.late)]
    missing = [CutMark(shot.first, "missing") for shot in cutting.shots if shot.found is False]
    return [*found, *moved, *missing, *(CutMark(frame, "extra") for frame in cutting.extra)]


def _of_shots(cutting: Cutting) -> Iterator[Drift]:
    for shot in cutting.shots:
        missing = shot.found is False
        sentence = drift_sentences.not_found(shot.number) if missing else drift_sentences.starts(shot.number, shot.late)
        if sentence:
            yield Drift(shot.shot, sentence, shot.first)


def _of_extras(cutting: Cutting, rate: Fraction) -> Iterator[Drift]:
    for frame in cutting.extra[:MOST_EXTRA]:
        shot = cutting.at(frame)
        yield Drift(shot.shot, drift_sentences.inside(shot.number, timecode_of(frame, rate)), frame)
