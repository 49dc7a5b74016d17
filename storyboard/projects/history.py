"""The history of a board: what was done, newest first, a page at a time, and what two versions differ in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from storyboard.assets.models import Asset
from storyboard.elements.models import Element
from storyboard.projects.history_sentences import FIELDS, called, deed
from storyboard.projects.models import Project, Revision
from storyboard.projects.wording import Piece, reworded
from storyboard.providers.mentions import mentioned, render
from storyboard.studio.models import Person

PAGE = 50
PROSE = ("title", "prompt", "style", "negative_prompt", "name", "note")


@dataclass(frozen=True)
class Entry:
    """One revision: who did what, and the seconds of its shots for the drawing of its strip."""

    version: int
    person: Person | None
    deed: str
    at: Any
    seconds: list[int]
    is_now: bool


@dataclass(frozen=True)
class Differing:
    """One thing in which two versions differ: what it is, and its words; `is_name` where these are in no language."""

    what: str
    pieces: list[Piece]
    is_name: bool = False


def entries(project: Project, before: int | None = None) -> list[Entry]:
    """The newest PAGE revisions, or those before a version. One query at any length."""
    rows = project.revisions.select_related("person", "undoes__undoes").order_by("-version")
    if before is not None:
        rows = rows.filter(version__lt=before)
    return [_entry(row, project.version) for row in rows[:PAGE]]


def _entry(row: Revision, now: int) -> Entry:
    seconds = [shot["seconds"] for shot in row.snapshot["shots"]]
    return Entry(row.version, row.person, deed(row), row.created_at, seconds, row.version == now)


def compare(project: Project, since: int, to: int) -> list[Differing] | None:
    """What changed between two versions, the older first; None where one of them is not there."""
    rows: QuerySet[Revision] = project.revisions.filter(version__in=(since, to)).order_by("version")
    found = {row.version: row.snapshot for row in rows}
    if {since, to} != set(found):
        return None
    old, new = found[min(since, to)], found[max(since, to)]
    names = _names(project, old, new)
    return [*_of_board(old, new, names), *_of_shots(old["shots"], new["shots"], names)]


Names = Mapping[str, str]


def _names(project: Project, *snapshots: Mapping[str, Any]) -> Names:
    """What the files and elements of these boards are called, by id."""
    assets, elements, texts = set(), set(), []
    for snapshot in snapshots:
        elements |= set(snapshot.get("elements", []))
        for row in (snapshot, *snapshot["shots"]):
            assets |= {value for field, value in row.items() if field.endswith("_id") and value}
            texts += [row.get(field) or "" for field in ("prompt", "style")]
    elements |= set(mentioned(" ".join(texts)))
    files = Asset.objects.filter(workspace=project.workspace_id, pk__in=assets).values_list("pk", "name")
    named = Element.objects.filter(workspace=project.workspace_id, pk__in=elements).values_list("pk", "name")
    return {**dict(files), **{pk: f"@{name}" for pk, name in named}}


def _of_board(old: Mapping[str, Any], new: Mapping[str, Any], names: Names) -> list[Differing]:
    return [
        Differing(_headed(field), _pieces(field, old.get(field), new[field], names), field == "model")
        for field in new
        if field != "shots" and old.get(field) != new[field]
    ]


def _of_shots(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], names: Names) -> list[Differing]:
    before, after = {shot["id"]: shot for shot in old}, {shot["id"]: shot for shot in new}
    found = [_alone("gone", _("Deleted"), shot, names) for shot in old if shot["id"] not in after]
    found += [_alone("new", _("Added"), shot, names) for shot in new if shot["id"] not in before]
    for position, shot in enumerate(new, 1):
        for field in [field for field in shot if field != "id" and shot["id"] in before]:
            was = before[shot["id"]].get(field)
            if was != shot[field]:
                head = _("%(shot)s: %(field)s") % {"shot": called(dict(shot), position), "field": FIELDS[field]}
                found.append(Differing(_capital(head), _pieces(field, was, shot[field], names)))
    orders = [[shot["id"] for shot in shots if shot["id"] in before and shot["id"] in after] for shots in (old, new)]
    if orders[0] != orders[1]:
        found.append(Differing(_("The order of the shots"), _order(old, new)))
    return found


def _alone(kind: str, what: str, shot: Mapping[str, Any], names: Names) -> Differing:
    text = ", ".join([part for part in (shot["name"], _seconds(shot["seconds"]), _read(shot["prompt"], names)) if part])
    return Differing(what, [Piece(kind, text)])


def _order(old: Iterable[Mapping[str, Any]], new: Iterable[Mapping[str, Any]]) -> list[Piece]:
    orders = [", ".join(called(dict(shot), place) for place, shot in enumerate(shots, 1)) for shots in (old, new)]
    return [Piece("gone", orders[0]), Piece("new", orders[1])]


def _pieces(field: str, before: Any, after: Any, names: Names) -> list[Piece]:
    old, new = _shown(field, before, names), _shown(field, after, names)
    if field in PROSE:
        return reworded(old, new)
    return [Piece("gone", old), Piece("new", new)]


def _shown(field: str, value: Any, names: Names) -> str:
    """A value of a revision for people."""
    if value in (None, "", [], {}):
        return "" if field in PROSE else _("none")
    show = next((show for end, show in SHOWN.items() if field.endswith(end)), _plain)
    return show(value, names)


def _plain(value: Any, names: Names) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _read(str(value), names)


# By how the field's name ends.
SHOWN: Mapping[str, Callable[[Any, Names], str]] = {
    "seconds": lambda value, names: _seconds(value),
    "elements": lambda value, names: ", ".join(names.get(one, _("one that is gone")) for one in value),
    "_id": lambda value, names: names.get(value, _("a file that is gone")),
    "_crop": lambda value, names: ", ".join(f"{round(part * 100)} %" for part in value),
    "delivery": lambda value, names: ", ".join(f"{name} {one}" for name, one in sorted(value.items())),
}


def _read(text: str, names: Names) -> str:
    """A text with its mentions read by name."""
    return render(text, lambda element: names.get(element, _("@one that is gone")))


def _seconds(value: int) -> str:
    return _("%(seconds)s s") % {"seconds": value}


def _headed(field: str) -> str:
    return _capital(str(FIELDS[field]))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
