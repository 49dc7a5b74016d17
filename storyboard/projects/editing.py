"""How a board is edited. Each edit is one transaction: lock the project, apply the operation to the board as it is now,
save, write a revision, record a live event.

Operations refuse by `timeline.Refused`, or `writing.Conflict`, which carries both values so that nothing typed is lost.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from storyboard.live.sending import Fragment, record
from storyboard.projects import indexing, timeline
from storyboard.projects.choices import BOARD_CHOICES
from storyboard.projects.joining import join
from storyboard.projects.models import Project, Revision, Shot
from storyboard.projects.timeline import Board, Span
from storyboard.studio.models import Person

TEXT_LIMITS = {"name": 60, "prompt": 10_000, "note": 10_000}
BOARD_TEXT_LIMITS = {"title": 120, "prompt": 10_000, "style": 10_000, "negative_prompt": 10_000}
ASIDE = 100  # positions of the first pass lie above every real one


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

    An operation that changes nothing returns None and writes nothing. Raises what it refuses by.
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
