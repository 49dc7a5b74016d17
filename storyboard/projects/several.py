"""Operations on several shots at once. Each is one edit, so that one step takes it back."""

from collections.abc import Sequence

from django.utils import timezone

from storyboard.projects import timeline
from storyboard.projects.cutting import copy_of
from storyboard.projects.editing import Change, Editing, Operation, arrange
from storyboard.projects.models import Shot
from storyboard.projects.timing import timed


def duplicate_shots(shot_ids: Sequence[str]) -> Operation:
    """Copies of several shots, texts and pictures, in their order after the last of them."""

    def operation(editing: Editing) -> Change:
        copies = {shot_id: copy_of(editing, editing.shot(shot_id)) for shot_id in shot_ids}
        board = timeline.duplicate_all(editing.board, {shot_id: copy.id for shot_id, copy in copies.items()})
        arrange(editing, board, *copies.values())
        return Change("duplicate_shots", after=len(copies))

    return operation


def delete_shots(shot_ids: Sequence[str]) -> Operation:
    """Marks several shots deleted and gives their seconds to their neighbours."""

    def operation(editing: Editing) -> Change:
        board = timeline.delete_all(editing.board, shot_ids)
        gone = [editing.shot(shot_id) for shot_id in shot_ids]
        for shot in gone:
            shot.deleted_at = timezone.now()
            editing.shots.remove(shot)
        Shot.objects.bulk_update(gone, ["deleted_at"])
        arrange(editing, board)
        return Change("delete_shots", after=len(gone))

    return operation


def lock_shots(shot_ids: Sequence[str], locked: bool) -> Operation:
    """Holds the seconds of several shots, or lets them go."""

    def operation(editing: Editing) -> Change | None:
        changed = [shot for shot in map(editing.shot, shot_ids) if shot.locked != locked]
        for shot in changed:
            shot.locked = locked
        Shot.objects.bulk_update(changed, ["locked"])
        return Change("lock_shots", before=not locked, after=len(changed)) if changed else None

    return operation


def even_shots(shot_ids: Sequence[str]) -> Operation:
    """Several shots as equal as whole seconds allow; those that are not among them keep theirs."""
    return timed("even_shots", "", lambda board: timeline.even(board, shot_ids))
