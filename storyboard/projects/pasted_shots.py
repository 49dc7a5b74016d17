"""What people paste onto a board, read as shots. No database.

Shots copied here come as JSON. Anything else is text: a line is a shot, and where there are cells, as from a
spreadsheet, the last one is its seconds if it is a number, or a first row names them.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from storyboard.ids import is_id
from storyboard.projects.crops import Crop, read_crop
from storyboard.projects.editing import TEXT_LIMITS
from storyboard.projects.timeline import MAX_TOTAL, MIN_SECONDS, Refused

MOST_CHARACTERS = 200_000
# A quoted cell ends where its quotes do: quotes in a plain text are followed by something else.
CELL = re.compile(r'(?:"((?:[^"]|"")*)"(?=[\t\n]|\Z)|([^\t\n]*))([\t\n]|\Z)')
QUOTED_FOR = re.compile(r'[\t\n"]')
LENGTH = re.compile(r"(?:0?0:)?(\d{1,9})([.,]\d+)?\s*(?:s|sec|seconds)?\.?", re.IGNORECASE)


@dataclass(frozen=True)
class PastedShot:
    """One shot that was pasted. `timed` says that a length came with it: `seconds` whole ones, None where it was none.

    `prompt` is as it is stored; `picture` is the id of an asset, or empty.
    """

    prompt: str
    name: str = ""
    note: str = ""
    seconds: int | None = None
    timed: bool = False
    picture: str = ""
    crop: Crop | None = None


@dataclass(frozen=True)
class Pasted:
    """Shots in order, and what the elements that they mention are called where they come from, by id."""

    shots: tuple[PastedShot, ...]
    names: Mapping[str, str] = field(default_factory=dict)


def read_shots(text: str, copied: str = "") -> Pasted:
    """The shots of a pasted text; `copied` is the JSON that was copied with it here, and counts alone where it is
    there. Raises Refused."""
    if max(len(text), len(copied)) > MOST_CHARACTERS:
        raise Refused("paste_too_long", limit=MOST_CHARACTERS)
    pasted = _copied(copied) if copied else Pasted(_written(text))
    if not pasted.shots:
        raise Refused("nothing_to_paste")
    for number, shot in enumerate(pasted.shots, 1):
        _refuse_long(shot, number)
    return pasted


def _refuse_long(shot: PastedShot, number: int) -> None:
    for name, limit in TEXT_LIMITS.items():
        found = len(getattr(shot, name))
        if found > limit:
            raise Refused("pasted_text_too_long", number=number, found=found, limit=limit)


# Shots that were copied here


def _copied(copied: str) -> Pasted:
    try:
        value = json.loads(copied)
        shots = [_shot(one) for one in value["shots"]]
        names = {str(one): _clean(name) for one, name in value.get("names", {}).items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Refused("paste_not_read") from None
    return Pasted(tuple(shots), names)


def _shot(value: Mapping[str, Any]) -> PastedShot:
    prompt, name, note = (_clean(value.get(field) or "") for field in ("prompt", "name", "note"))
    whole, picture = type(value.get("seconds")) is int, value.get("picture") or ""
    shot = PastedShot(prompt, name, note, value["seconds"] if whole else None, timed=whole)
    if not is_id(picture):
        return shot
    return replace(shot, picture=picture, crop=read_crop(value.get("crop") or ""))


def _clean(text: str) -> str:
    """A text as every database keeps it: its lines end alike, and every character is a whole one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").encode("utf-8", "replace").decode()


# Texts


def _written(text: str) -> tuple[PastedShot, ...]:
    text = _clean(text).removeprefix("\ufeff")
    if _is_request(text):
        raise Refused("paste_is_request")
    rows = [row for row in rows_of(text) if any(cell.strip() for cell in row)]
    columns = _columns(rows[0]) if len(rows) > 1 else None
    if columns is None:
        return tuple(_of_row(row) for row in rows)
    return tuple(_of_columns(columns, row) for row in rows[1:])


def _is_request(text: str) -> bool:
    """Whether it is the JSON of something else; line by line it would be nonsense."""
    if not text.lstrip().startswith(("{", "[")):
        return False
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def rows_of(text: str) -> list[list[str]]:
    """The lines of a text and their cells, with tabs between them. A cell that holds a tab, a quote or the end of a
    line stands in quotes, as spreadsheets copy it."""
    rows: list[list[str]] = [[]]
    for found in CELL.finditer(text):
        quoted, plain, end = found.groups()
        rows[-1].append(plain if quoted is None else _unquoted(quoted))
        if end == "\n":
            rows.append([])
        if not end:
            break
    return rows


def _unquoted(cell: str) -> str:
    """What stood in quotes; where nothing asked for them, they are part of the text."""
    return cell.replace('""', '"') if QUOTED_FOR.search(cell) else f'"{cell}"'


def _columns(row: Sequence[str]) -> list[str] | None:
    """The field of each column where the row is a header that names one for the prompt; else None."""
    known = _headings()
    columns = [known.get(cell.strip().casefold(), "") for cell in row]
    named = [name for name in columns if name]
    all_known = len(named) == sum(bool(cell.strip()) for cell in row)
    return columns if "prompt" in named and all_known and len(set(named)) == len(named) else None


def _headings() -> dict[str, str]:
    here = {_("Prompt"): "prompt", _("Seconds"): "seconds", _("Name"): "name", _("Notes"): "note"}
    english = {"prompt": "prompt", "seconds": "seconds", "length": "seconds", "duration": "seconds"}
    return {**{word.casefold(): name for word, name in here.items()}, **english, "name": "name", "note": "note"}


def _of_columns(columns: Sequence[str], row: Sequence[str]) -> PastedShot:
    cells = {name: cell.strip() for name, cell in zip(columns, row, strict=False) if name}
    beyond = [cell.strip() for cell in row[len(columns) :] if cell.strip()]
    prompt = " ".join([part for part in (cells.get("prompt", ""), *beyond) if part])
    shot = PastedShot(prompt, cells.get("name", ""), cells.get("note", ""))
    given = cells.get("seconds", "")
    return replace(shot, seconds=_whole(given), timed=True) if given else shot


def _of_row(row: Sequence[str]) -> PastedShot:
    """A line without a header: its last cell is the length where it is a number, and the others are the prompt."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if len(row) == 1 or not LENGTH.fullmatch(cells[-1]):
        return PastedShot(" ".join(cells))
    return PastedShot(" ".join(cells[:-1]), seconds=_whole(cells[-1]), timed=True)


def _whole(cell: str) -> int | None:
    """The whole seconds that a cell holds, as 3, 3.0, 3 s or 0:03; None where it holds none that a shot can last."""
    found = LENGTH.fullmatch(cell)
    if not found or (found[2] or "").strip(".,0"):
        return None
    seconds = int(found[1])
    return seconds if MIN_SECONDS <= seconds <= MAX_TOTAL else None
