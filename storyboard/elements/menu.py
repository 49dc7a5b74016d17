"""The list behind `@` and “Add element”: elements on the board first, then the library."""

from dataclasses import dataclass

from storyboard.elements.library import FIELDS, thumb_address
from storyboard.elements.models import Element
from storyboard.elements.searching import Wanted, page_of
from storyboard.folding import terms_of, words_of

MOST = 20


@dataclass(frozen=True)
class Entry:
    """One line of the menu."""

    id: str
    name: str
    handle: str
    kind: str
    thumb: str
    on_board: bool


def menu_for(workspace_id: str, project_id: str, query: str) -> list[Entry]:
    """At most MOST elements whose words begin as the query does, those on the board first."""
    cast = Element.objects.filter(board_elements__project=project_id).order_by("board_elements__position")
    on_board = [_entry(row, on_board=True) for row in cast.values_list(*FIELDS)]
    here = [entry for entry in on_board if _matches(entry, query)]
    known = {entry.id for entry in on_board}
    rows = page_of(workspace_id, Wanted(q=query[:200]), FIELDS)
    library = [_entry(row, on_board=False) for row in rows if row[0] not in known]
    return [*here, *library][:MOST]


def _matches(entry: Entry, query: str) -> bool:
    words = words_of([entry.name, entry.handle])
    return all(any(word.startswith(term) for word in words) for term in terms_of(query))


def _entry(row: tuple[object, ...], *, on_board: bool) -> Entry:
    values = dict(zip(FIELDS, row, strict=True))
    face = thumb_address(str(values["face_id"]), str(values["source"])) if values["face_id"] else ""
    return Entry(str(values["id"]), str(values["name"]), str(values["handle"]), str(values["kind"]), face, on_board)
