"""Where a comment is: frames, shots, and the same place in another take. Values in, values out, no database."""

from dataclasses import dataclass
from fractions import Fraction

from storyboard.media.timecode import timecode_of
from storyboard.takes.planned import PlannedShot


@dataclass(frozen=True)
class Film:
    """What there is to know about a video: its frames, their rate, and where its shots lie."""

    frames: int
    rate: Fraction
    spans: tuple[PlannedShot, ...]

    def at(self, frame: int) -> PlannedShot | None:
        """The shot that a frame is in, as `static/js/shots.js` says it; beyond the last one it is still the last."""
        begun = [span for span in self.spans if span.first <= frame]
        return begun[-1] if begun else None

    def shot(self, shot: str) -> PlannedShot | None:
        """The shot of that id, None where the video has none such."""
        return next((span for span in self.spans if span.shot == shot), None)

    def timecode(self, frame: int) -> str:
        """A frame as HH:MM:SS:FF."""
        return timecode_of(frame, self.rate)


@dataclass(frozen=True)
class Place:
    """`frames` frames from `first` on, or all of a shot (`first` None), or with neither the whole take."""

    shot: str = ""
    first: int | None = None
    frames: int | None = None


class NoSuchPlace(ValueError):
    """The video has no such frame or shot."""


def place_in(film: Film, *, shot: str, first: str, frames: str) -> Place:
    """The place that a page names, with the shot that its first frame is in. Raises NoSuchPlace."""
    if first:
        return _at_frames(film, _number(first), _number(frames or "1"))
    if shot and film.shot(shot) is None:
        raise NoSuchPlace(shot)
    return Place(shot)


def _at_frames(film: Film, first: int, frames: int) -> Place:
    if not (0 <= first < film.frames and 1 <= frames <= film.frames - first):
        raise NoSuchPlace(first)
    span = film.at(first)
    return Place(span.shot if span else "", first, frames)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NoSuchPlace(text)
    return int(text)


def carried(place: Place, old: Film, new: Film) -> Place | None:
    """The same place of the same shot in another video; None where it is bound to no shot, or that shot is not there.

    Frames keep their distance in time from the shot's beginning. What would be beyond its end moves to its last frame.
    """
    before, after = old.shot(place.shot), new.shot(place.shot)
    if before is None or after is None:
        return None
    if place.first is None or place.frames is None or after.frames < 1:
        return Place(place.shot)
    scale = new.rate / old.rate
    within = min(max(0, round((place.first - before.first) * scale)), after.frames - 1)
    frames = min(max(1, round(place.frames * scale)), after.frames - within)
    return Place(place.shot, after.first + within, frames)
