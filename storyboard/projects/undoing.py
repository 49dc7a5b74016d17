"""Undo, redo and restore. Undo belongs to a person: what their last operation changed is changed back on the board as
it is now, so that what others did meanwhile stays. Where it cannot without losing their work, it is refused.

The steps are read from the revisions: a step that was taken back has one that `undoes` it, and so has an undo that was
redone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from storyboard.elements.models import MAX_ON_BOARD
from storyboard.projects import timeline
from storyboard.projects.casting import recast
from storyboard.projects.editing import Change, Editing, Operation, arrange, snapshot
from storyboard.projects.models import Project, Revision, Shot
from storyboard.projects.timeline import Board, Refused, Span

Snapshot = Mapping[str, Any]
UNDO, REDO, RESTORE = "undo", "redo", "restore"
# What a revision holds beside the fields of the board itself.
PARTS = ("shots", "elements")
TIME = ("id", "seconds")
BEHIND = 1000


def undo(editing: Editing) -> Change:
    """Takes back the last operation of the person. Raises Refused."""
    for step in _steps(editing).exclude(operation=UNDO).iterator(chunk_size=2):
        before = _before(editing, step)
        # What was typed and taken out again within one revision is no step to be seen.
        if before is None or before.snapshot != step.snapshot:
            return _take_back(editing, step, UNDO)
    raise Refused("nothing_to_undo")


def redo(editing: Editing) -> Change:
    """Does again what the person took back last, unless they did something else since. Raises Refused."""
    step = _steps(editing).filter(operation=UNDO).first()
    if step is None or _own(editing).filter(version__gt=step.version).exclude(operation__in=(UNDO, REDO)).exists():
        raise Refused("nothing_to_redo")
    return _take_back(editing, step, REDO)


def restore(version: int) -> Operation:
    """Makes the board what it was at a version, as one more operation."""

    def operation(editing: Editing) -> Change | None:
        revision = editing.project.revisions.filter(version=version).first()
        if revision is None:
            raise Refused("no_such_revision")
        now = snapshot(editing)
        if now == revision.snapshot:
            return None
        _change(editing, now, revision.snapshot)
        return Change(RESTORE, after=version)

    return operation


def _own(editing: Editing) -> "QuerySet[Revision]":
    return editing.project.revisions.filter(person=editing.person).order_by("-version")


def _steps(editing: Editing) -> "QuerySet[Revision]":
    """The person's steps that stand, newest first."""
    return _own(editing).filter(undone_by=None)


def _before(editing: Editing, step: Revision) -> Revision | None:
    return editing.project.revisions.filter(version__lt=step.version).order_by("-version").first()


def _take_back(editing: Editing, step: Revision, name: str) -> Change:
    before = _before(editing, step)
    if before is None:
        raise Refused("nothing_to_undo")
    _change(editing, step.snapshot, before.snapshot)
    return Change(name, step.shot, step.field, step.after, step.before, undoes=step)


def _change(editing: Editing, since: Snapshot, target: Snapshot) -> None:
    """Changes on the board as it is now whatever differs between two boards. Raises Refused."""
    fields = [field for field in target if field not in PARTS]
    _save(editing.project, _changed(editing.project, since, target, fields))
    difference = Difference.between(since["shots"], target["shots"])
    _change_shots(editing, difference)
    if since.get("elements", []) != target.get("elements", []):
        recast(editing, "", _cast(editing.cast, since.get("elements", []), target.get("elements", [])))


def _changed(row: Project | Shot, since: Snapshot, target: Snapshot, fields: Sequence[str]) -> list[str]:
    """Sets what differs; the names of the fields. Raises Refused where somebody wrote another value since."""
    differ = [field for field in fields if since.get(field) != target[field] != getattr(row, field)]
    if any(getattr(row, field) != since.get(field) for field in differ):
        raise Refused("changed_since")
    for field in differ:
        setattr(row, field, target[field])
    return differ


def _save(row: Project | Shot, fields: Sequence[str]) -> None:
    if fields:
        row.save(update_fields=[field.removesuffix("_id") for field in fields])


# Shots


@dataclass(frozen=True)
class Difference:
    """How the shots of two boards differ, by id, in the order of the boards."""

    since: Mapping[str, Snapshot]
    target: Mapping[str, Snapshot]

    @classmethod
    def between(cls, since: Sequence[Snapshot], target: Sequence[Snapshot]) -> "Difference":
        return cls({shot["id"]: shot for shot in since}, {shot["id"]: shot for shot in target})

    @property
    def gone(self) -> list[str]:
        return [one for one in self.since if one not in self.target]

    @property
    def back(self) -> list[str]:
        return [one for one in self.target if one not in self.since]

    @property
    def orders(self) -> tuple[list[str], list[str]]:
        """Those on both boards, as each has them."""
        return [one for one in self.since if one in self.target], [one for one in self.target if one in self.since]

    def seconds_more(self, shot: str) -> int:
        both = shot in self.since and shot in self.target
        return self.target[shot]["seconds"] - self.since[shot]["seconds"] if both else 0


def _change_shots(editing: Editing, difference: Difference) -> None:
    live = {shot.id: shot for shot in editing.shots}
    held = {shot.id for shot in editing.shots if shot.locked}  # before locks are put back with their seconds
    for shot_id in difference.orders[0]:
        _change_fields(live.get(shot_id), difference.since[shot_id], difference.target[shot_id])
    for shot_id in difference.gone:
        if shot_id in live:
            _take_off(editing, live[shot_id], difference.since[shot_id])
    board = tuple(replace(span, locked=span.id in held) for span in editing.board)
    for number, shot in enumerate(editing.project.shots.filter(pk__in=difference.back).exclude(deleted_at=None)):
        editing.shots.append(_put_back(shot, number, difference.target[shot.pk]))
    arranged = _arranged(board, difference, [shot.id for shot in editing.shots[len(board) :]])
    arrange(editing, _legal(arranged))


def _change_fields(shot: Shot | None, since: Snapshot, target: Snapshot) -> None:
    fields = [field for field in target if field not in TIME]
    if shot is not None:
        _save(shot, _changed(shot, since, target, fields))
    elif any(since.get(field) != target[field] for field in fields):
        raise Refused("no_such_shot")


def _take_off(editing: Editing, shot: Shot, since: Snapshot) -> None:
    """Marks a shot deleted, unless somebody wrote into it since."""
    if any(getattr(shot, field) != since[field] for field in since if field not in (*TIME, "locked")):
        raise Refused("changed_since")
    shot.deleted_at = timezone.now()
    shot.save(update_fields=["deleted_at"])
    editing.shots.remove(shot)


def _put_back(shot: Shot, number: int, target: Snapshot) -> Shot:
    """A deleted shot on the board again, with what it was there, in a place that no other has until it is arranged."""
    fields = [field for field in target if field not in TIME]
    for field in fields:
        setattr(shot, field, target[field])
    shot.deleted_at, shot.position = None, BEHIND + number
    _save(shot, ["deleted_at", "position", *fields])
    return shot


def _arranged(board: Board, difference: Difference, back: Sequence[str]) -> Board:
    """The board's spans with the seconds and the order changed, and those in `back` in their places. Raises Refused."""
    spans = {span.id: replace(span, seconds=span.seconds + difference.seconds_more(span.id)) for span in board}
    for span in board:
        held_since = span.locked and not difference.since.get(span.id, {}).get("locked")
        if held_since and spans[span.id].seconds != span.seconds:
            raise Refused("locked_since")
    order = _ordered([span.id for span in board], *difference.orders)
    for shot_id in [one for one in difference.target if one in back]:
        order.insert(_place(order, list(difference.target), shot_id), shot_id)
        values = difference.target[shot_id]
        spans[shot_id] = Span(shot_id, values["seconds"], values["locked"])
    return tuple(spans[shot_id] for shot_id in order)


def _ordered(now: list[str], since: Sequence[str], target: Sequence[str]) -> list[str]:
    """Those of `target` in its order, in the places that they have now. Refused where others moved them since."""
    if since == target:
        return now
    shared = [one for one in now if one in target]
    if shared != [one for one in since if one in now]:
        raise Refused("changed_since")
    wanted = iter([one for one in target if one in now])
    return [next(wanted) if one in shared else one for one in now]


def _place(order: Sequence[str], target: Sequence[str], shot_id: str) -> int:
    """Behind the nearest of its neighbours to the left that is there; else the first."""
    before = [one for one in target[: target.index(shot_id)] if one in order]
    return order.index(before[-1]) + 1 if before else 0


def _legal(board: Board) -> Board:
    try:
        return timeline.check(board)
    except Refused as refused:
        if refused.code in ("shot_too_short", "total_out_of_range"):
            raise Refused("seconds_changed_since") from None
        raise


def _cast(now: Sequence[str], since: Sequence[str], target: Sequence[str]) -> list[str]:
    """The board's elements: `target`, where nobody changed them since; else with the same ones added and taken off."""
    if list(now) == list(since):
        return list(target)
    kept = [one for one in now if one in target or one not in since]
    after = [*kept, *(one for one in target if one not in since and one not in kept)]
    if len(after) > MAX_ON_BOARD:
        raise Refused("too_many_elements", limit=MAX_ON_BOARD)
    return after
