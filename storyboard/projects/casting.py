"""Elements of a board: at most three, in order. Operations for `editing`, and what the rail shows.

Mentions in prompts are texts of their own: taking an element off the board changes no prompt.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from storyboard.elements.library import thumb_address
from storyboard.elements.models import MAX_ON_BOARD, BoardElement, Element, Kind
from storyboard.projects.editing import Change, Editing, Operation
from storyboard.projects.models import Project, Shot
from storyboard.projects.timeline import Refused
from storyboard.projects.using import mentioned_in
from storyboard.studio.roles import Right, may


def add_element(element_id: str) -> Operation:
    """Puts an element of the workspace on the board, after the others."""

    def operation(editing: Editing) -> Change | None:
        before = editing.cast
        if element_id in before:
            return None
        if len(before) >= MAX_ON_BOARD:
            raise Refused("too_many_elements", limit=MAX_ON_BOARD)
        theirs = Element.objects.filter(workspace=editing.project.workspace_id, archived_at=None)
        if not theirs.filter(pk=element_id.replace("\x00", "")).exists():
            raise Refused("no_such_element")
        return recast(editing, "add_element", [*before, element_id])

    return operation


def remove_element(element_id: str) -> Operation:
    """Takes an element off the board; mentions in prompts stay as they are."""

    def operation(editing: Editing) -> Change | None:
        before = editing.cast
        if element_id not in before:
            return None
        return recast(editing, "remove_element", [one for one in before if one != element_id])

    return operation


def move_element(element_id: str, position: int) -> Operation:
    """Moves an element to index `position` among the board's elements, from 0."""

    def operation(editing: Editing) -> Change | None:
        before = editing.cast
        if element_id not in before:
            raise Refused("element_not_on_board")
        after = [one for one in before if one != element_id]
        after.insert(max(0, min(position, len(after))), element_id)
        return None if after == before else recast(editing, "move_element", after)

    return operation


def order_elements(ids: Sequence[str]) -> Operation:
    """Puts the board's elements into this order; those that it does not name come behind."""

    def operation(editing: Editing) -> Change | None:
        before = editing.cast
        named = [one for one in dict.fromkeys(ids) if one in before]
        after = [*named, *(one for one in before if one not in named)]
        return None if after == before else recast(editing, "move_element", after)

    return operation


def recast(editing: Editing, operation: str, after: list[str]) -> Change:
    """Writes the board's elements anew: three rows at most, and positions are unique row by row."""
    before = list(editing.cast)
    editing.project.board_elements.all().delete()
    BoardElement.objects.bulk_create(
        BoardElement(project=editing.project, element_id=element_id, position=position)
        for position, element_id in enumerate(after, 1)
    )
    editing.cast[:] = after
    return Change(operation, "", "elements", before, after)


@dataclass(frozen=True)
class CastView:
    """One element on the rail. `used` tells for each shot, in order, its position and whether it mentions it."""

    id: str
    name: str
    kind: str
    picture: str
    archived: bool
    used: list[tuple[int, bool]]

    @property
    def shots(self) -> str:
        return ", ".join(str(position) for position, mentioned in self.used if mentioned)


@dataclass(frozen=True)
class Cast:
    """The elements of a board, for one reader."""

    project: Project
    elements: list[CastView]
    can_edit: bool

    @property
    def most(self) -> int:
        return MAX_ON_BOARD

    @property
    def full(self) -> bool:
        return len(self.elements) >= MAX_ON_BOARD


def cast_of(project: Project, shots: Sequence[Shot]) -> Cast:
    """The rail's elements, given the live shots. `project.roles` are the reader's."""
    rows = project.board_elements.select_related("element").order_by("position")
    elements = [_view(row.element, shots) for row in rows]
    return Cast(project, elements, may(project.roles, Right.EDIT) and not project.archived_at)


def _view(element: Element, shots: Sequence[Shot]) -> CastView:
    mentioned = mentioned_in(shots, element.pk)
    return CastView(
        id=element.pk,
        name=element.name,
        kind=str(Kind(element.kind).label),
        picture=thumb_address(element.face_id, element.source) if element.face_id else "",
        archived=element.archived_at is not None,
        used=[(shot.position, shot.position in mentioned) for shot in shots],
    )
