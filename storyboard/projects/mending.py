"""Operations that only fixes of problems ask for. Each is one edit, so that one step takes it back."""

from django.utils import timezone

from storyboard.projects import timeline
from storyboard.projects.editing import TEXT_LIMITS, Change, Editing, Operation, arrange, timed
from storyboard.projects.models import Shot
from storyboard.projects.timeline import Refused


def lengthen_shots(least: int, shot_id: str = "") -> Operation:
    """Every shot, or one alone, with so many whole seconds or more."""
    return timed("seconds", shot_id, lambda board: timeline.at_least(board, least, shot_id))


def merge_last(count: int) -> Operation:
    """The last `count` shots become part of the one before them: it gets their texts, each on a line, and their
    seconds."""

    def operation(editing: Editing) -> Change | None:
        count_there = min(count, len(editing.shots) - 1)
        if count_there < 1:
            return None
        heir, *gone = editing.shots[-1 - count_there :]
        before, board = heir.prompt, editing.board
        heir.prompt, heir.note = _joined("prompt", heir, *gone), _joined("note", heir, *gone)
        heir.save(update_fields=["prompt", "note"])
        for shot in reversed(gone):
            board = timeline.delete(board, shot.id)
            shot.deleted_at = timezone.now()
            shot.save(update_fields=["deleted_at"])
            editing.shots.remove(shot)
        arrange(editing, board)
        return Change("merge", heir.id, "prompt", before, heir.prompt)

    return operation


def _joined(field: str, *shots: Shot) -> str:
    text = "\n".join(part for part in (getattr(shot, field).strip() for shot in shots) if part)
    if len(text) > TEXT_LIMITS[field]:
        raise Refused("text_too_long", limit=TEXT_LIMITS[field], found=len(text))
    return text
