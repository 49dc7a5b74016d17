"""The frames of a board, one after the other, drawn as they are asked for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from storyboard.media.board import AnimaticBoard, AnimaticShot, Labels, Picture
from storyboard.media.captions import caption, chip
from storyboard.media.cards import card
from storyboard.media.look import ACCENT, Layout, segments
from storyboard.media.pictures import cover, open_picture
from storyboard.media.planes import Planes, Stamp, blended, fill, press, yuv
from storyboard.media.pushing import Held, held_size, hold, pushed
from storyboard.media.typefaces import Shelf

_HOLD_FRAMES = 12


@dataclass(frozen=True)
class Ending:
    """A first or last frame, shown at its end of a shot: its picture (None: the shot's own) and its label."""

    held: Held | None
    label: Stamp


@dataclass(frozen=True)
class Scene:
    """One shot, ready to be drawn."""

    board: AnimaticBoard
    shot: AnimaticShot
    held: Held
    caption: Stamp
    first: Ending | None
    last: Ending | None

    def frame(self, number: int) -> Planes:
        """The shot's frame `number`, from 0."""
        zoom = 1 + self._reach * number / self.shot.frames
        planes = self._picture(number, zoom)
        press(self.caption, planes)
        self._fill_bar(planes, (number + 1) / self.shot.frames)
        if self.first and number < self._hold:
            press(self.first.label, planes)
        if self.last and number >= self.shot.frames - self._hold:
            press(self.last.label, planes)
        return planes

    @property
    def _reach(self) -> float:
        """How much nearer the push comes: faster in short shots, so that it is seen there too."""
        return 0.03 + 0.01 * self.shot.seconds

    @property
    def _hold(self) -> int:
        """For how many frames a first or last frame stands: half a second, in short shots a third of them."""
        return min(_HOLD_FRAMES, self.shot.frames // 3)

    def _picture(self, number: int, zoom: float) -> Planes:
        from_end = self.shot.frames - 1 - number
        for ending, distance in ((self.first, number), (self.last, from_end)):
            if ending is None or ending.held is None:
                continue
            share = self._dissolve(distance)
            if share <= 0:
                return pushed(ending.held, zoom)
            if share < 1:
                return blended(pushed(ending.held, zoom), pushed(self.held, zoom), share)
        return pushed(self.held, zoom)

    def _dissolve(self, distance: int) -> float:
        """How far a first or last frame has given way to the shot's picture, `distance` frames from the shot's end."""
        return (distance + 1 - self._hold) / (self._hold // 2)

    @cached_property
    def _segment(self) -> tuple[int, int]:
        edges = segments(Layout(*self.board.size), tuple(shot.seconds for shot in self.board.shots))
        return edges[self.board.shots.index(self.shot)]

    def _fill_bar(self, planes: Planes, share: float) -> None:
        layout = Layout(*self.board.size)
        left, right = self._segment
        reached = left + 2 * round((right - left) * share / 2)
        fill(planes, (left, layout.bar_top, reached, layout.bar_top + layout.bar_height), _ACCENT_YUV)


@dataclass
class Film:
    """A board on its way to being drawn. `missing`: characters met so far that no typeface has."""

    board: AnimaticBoard
    labels: Labels
    shelf: Shelf
    missing: set[str] = field(default_factory=set)

    def frames(self) -> Iterator[Planes]:
        """Every frame in order. Raises `PictureError` when it comes to a picture that cannot be used."""
        for shot in self.board.shots:
            scene = self._scene(shot)
            yield from (scene.frame(number) for number in range(shot.frames))

    def _scene(self, shot: AnimaticShot) -> Scene:
        picture = picture_of(self.board, shot)
        stamp, missing = caption(self.board, shot, self.labels, self.shelf, is_card=picture is None)
        self.missing |= missing
        held = self._hold(picture) if picture else self._hold_card(shot)
        first = last = None
        if shot is self.board.shots[0] and self.board.first_frame:
            first = self._ending(self.board.first_frame, self.labels.first_frame, picture)
        if shot is self.board.shots[-1] and self.board.last_frame:
            last = self._ending(self.board.last_frame, self.labels.last_frame, picture)
        return Scene(self.board, shot, held, stamp, first, last)

    def _ending(self, picture: Picture, label: str, shown: Picture | None) -> Ending:
        stamp, missing = chip(self.board, label, self.shelf)
        self.missing |= missing
        return Ending(None if picture == shown else self._hold(picture), stamp)

    def _hold(self, picture: Picture) -> Held:
        size = self.board.size
        return hold(cover(open_picture(picture.path), held_size(size), picture.crop), size)

    def _hold_card(self, shot: AnimaticShot) -> Held:
        size = self.board.size
        return hold(card(self.board, shot, held_size(size), self.shelf), size)


def picture_of(board: AnimaticBoard, shot: AnimaticShot) -> Picture | None:
    """What `shot` shows: its own picture, else the end frame of the board's first or last shot, else none (a card)."""
    if shot.picture:
        return shot.picture
    if shot is board.shots[0] and board.first_frame:
        return board.first_frame
    return board.last_frame if shot is board.shots[-1] else None


_ACCENT_YUV = yuv(ACCENT)
