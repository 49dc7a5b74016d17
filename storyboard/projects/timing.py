"""Operations on time: shots that come, go and move, and the seconds of each. `timeline` does the arithmetic."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from storyboard.ids import new_id
from storyboard.projects import timeline
from storyboard.projects.conflicts import set_by_others
from storyboard.projects.editing import Change, Editing, Operation, arrange
from storyboard.projects.models import Shot
from storyboard.projects.timeline import Board, Refused


def add_shot(position: int) -> Operation:
    """A new empty shot at index `position`, from 0."""

    def operation(editing: Editing) -> Change:
        shot = Shot(id=new_id(), project=editing.project)
        arrange(editing, timeline.insert(editing.board, shot.id, position), shot)
        return Change("add", shot.id)

    return operation


def delete_shot(shot_id: str) -> Operation:
    """Marks a shot deleted and gives its seconds to its neighbour."""

    def operation(editing: Editing) -> Change:
        gone, board = editing.shot(shot_id), timeline.delete(editing.board, shot_id)
        gone.deleted_at = timezone.now()
        gone.save(update_fields=["deleted_at"])
        editing.shots.remove(gone)
        arrange(editing, board)
        return Change("delete", shot_id, before={"name": gone.name, "position": gone.position})

    return operation


def timed(name: str, shot_id: str, compute: Callable[[Board], Board]) -> Operation:
    """An operation on seconds and places alone."""

    def operation(editing: Editing) -> Change | None:
        before = editing.board
        after = compute(before)
        if after == before:
            return None
        arrange(editing, after)
        return Change(name, shot_id, "seconds", _seconds(before), _seconds(after))

    return operation


def move_shot(shot_id: str, position: int) -> Operation:
    """Moves a shot to index `position`, from 0."""
    return timed("move", shot_id, lambda board: timeline.move(board, shot_id, position))


def roll_edge(left: str, by: int) -> Operation:
    """Moves the edge after a shot by whole seconds; the two neighbours exchange them."""
    return timed("roll", left, lambda board: timeline.roll(board, left, by))


def change_seconds(shot_id: str, by: int) -> Operation:
    """One shot longer or shorter by whole seconds, the total kept."""

    def compute(board: Board) -> Board:
        return timeline.set_seconds(board, shot_id, board[timeline.index_of(board, shot_id)].seconds + by)

    return timed("seconds", shot_id, compute)


def set_seconds(shot_id: str, seconds: int) -> Operation:
    """One shot at so many whole seconds, the total kept."""
    return timed("seconds", shot_id, lambda board: timeline.set_seconds(board, shot_id, seconds))


def unless_set_since(shot_id: str, seen: int, operation: Operation) -> Operation:
    """An operation on seconds that were typed at version `seen` and could not be sent then: refused where another
    person gave the shot others meanwhile."""

    def guarded(editing: Editing) -> Change | None:
        if set_by_others(editing.project, editing.person, shot_id, seen):
            raise Refused("set_since", found=editing.shot(shot_id).seconds)
        return operation(editing)

    return guarded


def set_total(seconds: int) -> Operation:
    """The whole board at so many seconds."""
    return timed("total", "", lambda board: timeline.set_total(board, seconds))


def change_total(by: int) -> Operation:
    """The whole board longer or shorter by whole seconds."""
    return timed("total", "", lambda board: timeline.set_total(board, timeline.total(board) + by))


def even_out() -> Operation:
    """All unlocked shots as equal as whole seconds allow."""
    return timed("even", "", timeline.even)


def _seconds(board: Board) -> list[list[Any]]:
    return [[span.id, span.seconds] for span in board]


def lock_seconds(shot_id: str, locked: bool) -> Operation:
    """Holds a shot's seconds, or lets them go."""

    def operation(editing: Editing) -> Change | None:
        shot = editing.shot(shot_id)
        if shot.locked == locked:
            return None
        shot.locked = locked
        shot.save(update_fields=["locked"])
        return Change("lock", shot_id, "locked", not locked, locked)

    return operation
