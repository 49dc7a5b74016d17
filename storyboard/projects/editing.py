"""The only module that writes shots. Each edit is one transaction: lock the project, apply the operation to the board
as it is now, save, write a revision, record a live event.

Refusals are `timeline.Refused`; `Conflict` carries both values, so that nothing typed is lost.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from storyboard.assets.models import Asset, AssetKind
from storyboard.ids import new_id
from storyboard.live.sending import Fragment, record
from storyboard.projects import indexing, timeline
from storyboard.projects.choices import BOARD_CHOICES
from storyboard.projects.conflicts import set_by_others, written_since
from storyboard.projects.joining import join
from storyboard.projects.models import Project, Revision, Shot
from storyboard.projects.timeline import Board, Refused, Span
from storyboard.studio.models import Person

TEXT_LIMITS = {"name": 60, "prompt": 10_000, "note": 10_000}
BOARD_TEXT_LIMITS = {"title": 120, "prompt": 10_000, "style": 10_000, "negative_prompt": 10_000}
ASIDE = 100  # positions of the first pass lie above every real one


class Conflict(Exception):
    """The same field was changed by somebody else since this page last saw it, at `version` of the board."""

    def __init__(self, field: str, theirs: str, mine: str, by: str, version: int) -> None:
        super().__init__(field)
        self.field, self.theirs, self.mine, self.by, self.version = field, theirs, mine, by, version


@dataclass(frozen=True)
class Change:
    """What an operation did, for its revision: which field of which shot, and its values before and after."""

    operation: str
    shot: str = ""
    field: str = ""
    before: Any = None
    after: Any = None
    undoes: Revision | None = None


@dataclass
class Editing:
    """A locked project, its live shots and the ids of its elements in order, in the middle of an edit."""

    project: Project
    shots: list[Shot]
    person: Person | None
    cast: list[str] = field(default_factory=list)

    @property
    def board(self) -> Board:
        return _spans(self.shots)

    def shot(self, shot_id: str) -> Shot:
        return self.shots[timeline.index_of(self.board, shot_id)]


Operation = Callable[[Editing], Change | None]


def board_of(project_id: str) -> Board:
    """The live shots of a project as time."""
    return _spans(Shot.objects.filter(project=project_id, deleted_at=None).order_by("position"))


def _spans(shots: Iterable[Shot]) -> Board:
    return tuple(Span(shot.id, shot.seconds, shot.locked) for shot in shots)


def edit(project_id: str, person: Person | None, operation: Operation) -> tuple[Project, list[Shot]]:
    """Applies one operation and returns the project and its live shots as they are after it.

    An operation that changes nothing returns None and writes nothing. Raises Refused, Conflict.
    """
    with transaction.atomic():
        rows = Project.objects.select_for_update(of=("self",), no_key=True).select_related(*Project.PINNED)
        project = rows.get(pk=project_id)
        found_by = indexing.found_by(project)
        cast = list(project.board_elements.order_by("position").values_list("element_id", flat=True))
        shots = list(project.shots.filter(deleted_at=None).select_related("picture"))
        editing = Editing(project, shots, person, cast)
        change = operation(editing)
        if change:
            _save(editing, change)
            indexing.renew(project, found_by)
    return editing.project, editing.shots


def _save(editing: Editing, change: Change) -> None:
    project = editing.project
    project.version += 1
    project.total_seconds = timeline.total(timeline.check(editing.board))
    project.edited_at, project.edited_by = timezone.now(), editing.person
    own = [change.field] if change.operation in ("write", "choose") and not change.shot else []
    project.save(update_fields=["version", "total_seconds", "edited_at", "edited_by", *own])
    _write_revision(editing, change)
    record(project.pk, [Fragment("board", "", project.version)])


# Operations on time


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


def arrange(editing: Editing, board: Board, *new: Shot) -> None:
    """Writes positions and seconds in two passes: first every moved shot aside, then all to their places."""
    by_id = {shot.id: shot for shot in editing.shots}
    places = {span.id: (position, span.seconds) for position, span in enumerate(board, 1)}
    moved = [shot for shot in editing.shots if shot.position != places[shot.id][0]]
    for shot in moved:
        shot.position += ASIDE
    Shot.objects.bulk_update(moved, ["position"])
    changed = [shot for shot in editing.shots if (shot.position, shot.seconds) != places[shot.id]]
    for shot in changed:
        shot.position, shot.seconds = places[shot.id]
    Shot.objects.bulk_update(changed, ["position", "seconds"])
    for shot in new:
        shot.position, shot.seconds = places[shot.id]
        by_id[shot.id] = shot
    Shot.objects.bulk_create(new)
    editing.shots[:] = [by_id[span.id] for span in board]


# Operations on texts and choices


def write_text(shot_id: str, field: str, value: str, seen: int) -> Operation:
    """Writes a text of a shot. `seen` is the board's version that the writer's page showed."""

    def operation(editing: Editing) -> Change | None:
        if field not in TEXT_LIMITS:
            raise Refused("no_such_field")
        shot = editing.shot(shot_id)
        change = _text_change(editing, shot, shot_id, (field, value, TEXT_LIMITS[field]), seen)
        if change:
            shot.save(update_fields=[field])
        return change

    return operation


def write_board_text(field: str, value: str, seen: int) -> Operation:
    """Writes a text of the whole board."""

    def operation(editing: Editing) -> Change | None:
        if field not in BOARD_TEXT_LIMITS:
            raise Refused("no_such_field")
        if field == "title" and not value.strip():
            raise Refused("title_empty")
        return _text_change(editing, editing.project, "", (field, value, BOARD_TEXT_LIMITS[field]), seen)

    return operation


def _text_change(
    editing: Editing, row: Project | Shot, shot_id: str, write: tuple[str, str, int], seen: int
) -> Change | None:
    field, value, limit = write
    value = value.replace("\r\n", "\n").replace("\x00", "")
    if len(value) > limit:
        raise Refused("text_too_long", limit=limit, found=len(value))
    before = getattr(row, field)
    if value == before:
        return None
    _refuse_conflict(editing, shot_id, field, before, value, seen)
    setattr(row, field, value)
    return Change("write", shot_id, field, before, value)


def _refuse_conflict(editing: Editing, shot_id: str, field: str, theirs: str, mine: str, seen: int) -> None:
    since, by = written_since(editing.project, shot_id, field, theirs, seen)
    if since:
        raise Conflict(field, theirs, mine, by, editing.project.version)


def choose(field: str, value: str) -> Operation:
    """Sets one of the board's choices, such as its ratio."""

    def operation(editing: Editing) -> Change | None:
        if field not in BOARD_CHOICES or value not in BOARD_CHOICES[field]:
            raise Refused("no_such_choice")
        before, after = getattr(editing.project, field), BOARD_CHOICES[field][value]
        if before == after:
            return None
        setattr(editing.project, field, after)
        return Change("choose", "", field, before, after)

    return operation


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


# Operations on pictures


@dataclass(frozen=True)
class Pinned:
    """A picture of the project's workspace and the part of it to show (x, y, width, height as fractions; None: all)."""

    asset: Asset
    crop: tuple[float, float, float, float] | None = None


EDGES = ("first", "last")


def set_frame(edge: str, pinned: Pinned | None) -> Operation:
    """Pins a picture to an end of the board ("first" or "last"), or clears that end."""

    def operation(editing: Editing) -> Change | None:
        if edge not in EDGES:
            raise Refused("no_such_field")
        return _pin(editing, editing.project, "", f"{edge}_frame", f"{edge}_crop", pinned)

    return operation


def swap_frames() -> Operation:
    """The first frame becomes the last and the last the first, each with its crop."""

    def operation(editing: Editing) -> Change | None:
        project = editing.project
        if project.first_frame_id is None and project.last_frame_id is None:
            return None
        project.first_frame, project.last_frame = project.last_frame, project.first_frame
        project.first_crop, project.last_crop = project.last_crop, project.first_crop
        project.save(update_fields=["first_frame", "last_frame", "first_crop", "last_crop"])
        return Change("swap")

    return operation


def set_picture(shot_id: str, pinned: Pinned | None) -> Operation:
    """Gives a shot its picture, or takes it away."""

    def operation(editing: Editing) -> Change | None:
        return _pin(editing, editing.shot(shot_id), shot_id, "picture", "picture_crop", pinned)

    return operation


def _pin(
    editing: Editing, row: Project | Shot, shot_id: str, field: str, crop_field: str, pinned: Pinned | None
) -> Change | None:
    if pinned and (pinned.asset.workspace_id != editing.project.workspace_id or pinned.asset.kind != AssetKind.PICTURE):
        raise Refused("no_such_picture")
    before = {"asset": getattr(row, f"{field}_id"), "crop": getattr(row, crop_field)}
    after = {
        "asset": pinned.asset.pk if pinned else None,
        "crop": list(pinned.crop) if pinned and pinned.crop else None,
    }
    if before == after:
        return None
    setattr(row, field, pinned.asset if pinned else None)
    setattr(row, crop_field, after["crop"])
    row.save(update_fields=[field, crop_field])
    return Change("pin", shot_id, field, before, after)


# Revisions


def _write_revision(editing: Editing, change: Change) -> None:
    project, now = editing.project, snapshot(editing)
    named = {"operation": change.operation, "shot": change.shot, "field": change.field}
    if not join(project, editing.person, named, change.after, now):
        Revision.objects.create(
            project=project,
            version=project.version,
            person=editing.person,
            **named,
            before=change.before,
            after=change.after,
            snapshot=now,
            undoes=change.undoes,
        )


def snapshot(editing: Editing) -> dict[str, Any]:
    """The whole board as plain values, enough to restore it."""
    project = editing.project
    frames = ("first_frame_id", "first_crop", "last_frame_id", "last_crop", "motion_picture_id", "motion_clip_id")
    fields = (*BOARD_TEXT_LIMITS, *BOARD_CHOICES, *frames, "delivery")
    shot_fields = ("id", *TEXT_LIMITS, "seconds", "locked", "picture_id", "picture_crop")
    return {
        **{field: getattr(project, field) for field in fields},
        "shots": [{field: getattr(shot, field) for field in shot_fields} for shot in editing.shots],
        "elements": [*editing.cast],
    }
