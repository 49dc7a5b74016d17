"""Two videos as one row of frames, for looking at both at once. Values in, values out, no database.

By shot, frame n of a shot stands beside frame n of the same shot, whatever came before it; by time, beside whatever is
shown at that time. Frames of the row are as short as those of the faster video, so that every frame of both is in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from storyboard.review.places import Film
from storyboard.takes.planned import PlannedShot


@dataclass(frozen=True)
class Part:
    """What one video shows in a stretch: `frames` frames, of which `first` stands at the row's frame `since`.

    With 0 frames it shows `first` all the time; `why` is then "over" (its shot is shorter) or "absent" (it has none).
    """

    first: int
    frames: int
    since: int
    why: str = ""


@dataclass(frozen=True)
class Stretch:
    """`frames` frames of the row from `first` on, in which each video plays or stands still."""

    first: int
    frames: int
    a: Part
    b: Part


@dataclass(frozen=True)
class PairedShot:
    """A shot in the row, numbered as in the first video that has it; `only` is "a" or "b" where one alone has it."""

    shot: str
    number: int
    name: str
    seconds: int
    first: int
    frames: int
    only: str = ""


@dataclass(frozen=True)
class Row:
    """The whole row: frames, frames a second, what plays when, and the shots along it."""

    rate: Fraction
    stretches: tuple[Stretch, ...]
    shots: tuple[PairedShot, ...]

    @property
    def frames(self) -> int:
        last = self.stretches[-1]
        return last.first + last.frames

    @property
    def last_frame(self) -> int:
        return self.frames - 1


Span = tuple[int, int]  # first frame and frame count in one video
Partners = Sequence[tuple[PlannedShot | None, PlannedShot | None]]


def partners(a: Sequence[PlannedShot], b: Sequence[PlannedShot]) -> Partners:
    """The shots of two takes in the order of the first, what only the second has after the shot that it follows there.

    They are matched by their ids; where no shot is in both, by their numbers.
    """
    by_id = {span.shot: span for span in b}
    shared = any(span.shot in by_id for span in a)
    known = by_id if shared else {of_a.shot: of_b for of_a, of_b in zip(a, b, strict=False)}
    rows: list[tuple[PlannedShot | None, PlannedShot | None]] = [(span, known.get(span.shot)) for span in a]
    for before, span in zip((None, *b), b, strict=False):
        found = [of_b for _of_a, of_b in rows]
        if span not in found:
            rows.insert(found.index(before) + 1 if before in found else 0, (None, span))
    return rows


def by_shot(a: Film, b: Film) -> Row:
    """The row in which each shot stands beside its partner; what has none stands alone."""
    laying = _Laying(a.rate, b.rate)
    shots = []
    for of_a, of_b in partners(_shown(a), _shown(b)):
        span = of_a or of_b
        first, frames = laying.lay(_span(of_a), _span(of_b))
        if span:
            only = "" if of_a and of_b else "a" if of_a else "b"
            shots.append(PairedShot(span.shot, span.number, span.name, span.seconds, first, frames, only))
    return Row(laying.rate, tuple(laying.stretches), tuple(shots))


def by_time(a: Film, b: Film) -> Row:
    """The row in which both begin together; its shots are those of the first, and what is longer in the second."""
    laying = _Laying(a.rate, b.rate)
    _first, whole = laying.lay((0, a.frames), (0, b.frames))
    begins = [ceil(span.first * laying.rate / a.rate - Fraction(1, 2)) for span in _shown(a)]
    ends = [*begins[1:], min(whole, laying.length(a.frames, a.rate))]
    shots = [
        PairedShot(span.shot, span.number, span.name, span.seconds, first, end - first)
        for span, first, end in zip(_shown(a), begins, ends, strict=True)
    ]
    if whole > ends[-1]:
        last = _shown(b)[-1]
        shots.append(PairedShot(last.shot, last.number, last.name, last.seconds, ends[-1], whole - ends[-1], "b"))
    return Row(laying.rate, tuple(laying.stretches), tuple(shots))


def _shown(film: Film) -> list[PlannedShot]:
    """The shots that have a frame: a video that came too short may end before its last ones."""
    return [span for span in film.spans if span.frames]


def _span(shot: PlannedShot | None) -> Span | None:
    return None if shot is None else (shot.first, shot.frames)


class _Laying:
    """Lays spans of two videos one after another."""

    def __init__(self, rate_a: Fraction, rate_b: Fraction) -> None:
        self.rates = rate_a, rate_b
        self.rate = max(self.rates)
        self.stretches: list[Stretch] = []
        self._at = 0
        self._held = [0, 0]

    def length(self, frames: int, rate: Fraction) -> int:
        """How many frames of the row a video's frames last; never so few that one of them is left out."""
        return max(ceil((frames - 1) * self.rate / rate + Fraction(1, 2)), round(frames * self.rate / rate))

    def lay(self, a: Span | None, b: Span | None) -> Span:
        """Both from here on, until the longer one is over; where in the row that is."""
        began = self._at
        ends = [self.length(span[1], rate) if span else 0 for span, rate in zip((a, b), self.rates, strict=True)]
        if a and b and self.rates[0] != self.rates[1] and abs(ends[0] - ends[1]) <= ceil(self.rate / min(self.rates)):
            ends = [max(ends)] * 2  # no more than a frame of the slower one: cuts are rounded to frames
        done = 0
        for end in sorted({*ends} - {0}):
            parts = [self._part(side, span, began, is_over=done >= ends[side]) for side, span in enumerate((a, b))]
            self.stretches.append(Stretch(began + done, end - done, *parts))
            done = end
        self._at += done
        return began, done

    def _part(self, side: int, span: Span | None, began: int, *, is_over: bool) -> Part:
        if span is None:
            return Part(self._held[side], 0, began, "absent")
        first, frames = span
        self._held[side] = first + frames - 1
        return Part(self._held[side], 0, began, "over") if is_over else Part(first, frames, began)


def steps_of(row: Row) -> list[list[int | list[int | str]]]:
    """The stretches as the page takes them: first and frames, and of each video first, frames, since and why."""
    return [[one.first, one.frames, _step(one.a), _step(one.b)] for one in row.stretches]


def _step(part: Part) -> list[int | str]:
    return [part.first, part.frames, part.since, part.why]
