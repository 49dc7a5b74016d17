"""Operations that make one shot of several or several of one, and those that change how long the board is. Each is one
edit, so that one step takes it back."""

from collections.abc import Callable, Sequence

from django.utils import timezone

from storyboard.ids import new_id
from storyboard.projects import timeline
from storyboard.projects.editing import TEXT_LIMITS, Change, Editing, Operation, arrange
from storyboard.projects.models import Shot
from storyboard.projects.timeline import Board, Refused
from storyboard.projects.timing import timed


def unlocking(shot_ids: Sequence[str], operation: Operation) -> Operation:
    """An operation with the locks of some shots opened first, both one edit."""

    def unlocked(editing: Editing) -> Change | None:
        opened = [shot for shot in map(editing.shot, shot_ids) if shot.locked]
        for shot in opened:
            shot.locked = False
        Shot.objects.bulk_update(opened, ["locked"])
        change = operation(editing)
        return change or (Change("lock_shots", after=len(opened)) if opened else None)

    return unlocked


def lengthen_shots(least: int, shot_id: str = "") -> Operation:
    """Every shot, or one alone, with so many whole seconds or more."""
    return timed("seconds", shot_id, lambda board: timeline.at_least(board, least, shot_id))


def ripple_seconds(shot_id: str, seconds: int) -> Operation:
    """One shot at so many whole seconds; the others keep theirs, and the board is as much longer or shorter."""
    return timed("ripple", shot_id, lambda board: timeline.ripple(board, shot_id, seconds))


def duplicate_shot(shot_id: str) -> Operation:
    """A copy of a shot, texts and picture, right after it."""
    return _copied("duplicate", shot_id, lambda board, copy: timeline.duplicate(board, shot_id, copy))


def split_shot(shot_id: str, at: int) -> Operation:
    """Cuts a shot after `at` of its whole seconds: it keeps those, and a copy of it after it has the rest."""
    return _copied("split", shot_id, lambda board, right: timeline.split(board, shot_id, at, right))


def _copied(name: str, shot_id: str, compute: Callable[[Board, str], Board]) -> Operation:
    def operation(editing: Editing) -> Change:
        copy = copy_of(editing, editing.shot(shot_id))
        arrange(editing, compute(editing.board, copy.id), copy)
        return Change(name, copy.id)

    return operation


def copy_of(editing: Editing, shot: Shot) -> Shot:
    """A shot that is not on the board yet, with the texts and the picture of another."""
    copy = Shot(id=new_id(), project=editing.project, picture=shot.picture, picture_crop=shot.picture_crop)
    copy.name, copy.prompt, copy.note = shot.name, shot.prompt, shot.note
    return copy


def merge_shots(left: str) -> Operation:
    """A shot and the one after it become one: the left one gets the other's texts, each on a line, and its seconds."""

    def operation(editing: Editing) -> Change:
        board = timeline.merge(editing.board, left)
        index = timeline.index_of(editing.board, left)
        return _merge(editing, board, editing.shots[index : index + 2])

    return operation


def merge_last(count: int) -> Operation:
    """The last `count` shots become part of the one before them, as far as there are so many."""

    def operation(editing: Editing) -> Change | None:
        count_there = min(count, len(editing.shots) - 1)
        if count_there < 1:
            return None
        board = timeline.merge_last(editing.board, count_there)
        return _merge(editing, board, editing.shots[-1 - count_there :])

    return operation


def _merge(editing: Editing, board: Board, parts: list[Shot]) -> Change:
    """The first of the parts gets the words of all; the others are marked deleted."""
    heir, *gone = parts
    before = heir.prompt
    heir.prompt, heir.note = _joined("prompt", *parts), _joined("note", *parts)
    heir.save(update_fields=["prompt", "note"])
    for shot in gone:
        shot.deleted_at = timezone.now()
        shot.save(update_fields=["deleted_at"])
        editing.shots.remove(shot)
    arrange(editing, board)
    return Change("merge", heir.id, "prompt", before, heir.prompt)


def _joined(field: str, *shots: Shot) -> str:
    text = "\n".join(part for part in (getattr(shot, field).strip() for shot in shots) if part)
    if len(text) > TEXT_LIMITS[field]:
        raise Refused("text_too_long", limit=TEXT_LIMITS[field], found=len(text))
    return text
