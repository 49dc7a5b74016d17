"""Operations on texts and choices. What somebody else wrote into the same field meanwhile is never written over."""

from storyboard.projects.choices import BOARD_CHOICES
from storyboard.projects.conflicts import written_since
from storyboard.projects.editing import BOARD_TEXT_LIMITS, TEXT_LIMITS, Change, Editing, Operation
from storyboard.projects.models import Project, Shot
from storyboard.projects.timeline import Refused


class Conflict(Exception):
    """The same field was changed by somebody else since this page last saw it, at `version` of the board."""

    def __init__(self, field: str, theirs: str, mine: str, by: str, version: int) -> None:
        super().__init__(field)
        self.field, self.theirs, self.mine, self.by, self.version = field, theirs, mine, by, version


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
