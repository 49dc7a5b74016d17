"""The history of a board: what was done, newest first, a page at a time, and what two versions differ in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from storyboard.assets.models import Asset
from storyboard.elements.models import Element
from storyboard.projects.history_sentences import deed, done
from storyboard.projects.history_words import FIELDS, Names, called_in_both, element_called, valued
from storyboard.projects.models import Project, Revision
from storyboard.projects.wording import Piece, reworded
from storyboard.providers.mentions import mentioned, render
from storyboard.studio.models import Person

PAGE = 50
PROSE = ("title", "prompt", "style", "negative_prompt", "name", "note")


@dataclass(frozen=True)
class Bar:
    """One shot in the drawing of a strip: `was` is its place before the step, "+" of a new one; `changed` where the
    step moved it, made it, or gave it other seconds."""

    seconds: int
    was: str
    changed: bool


@dataclass(frozen=True)
class Entry:
    """One revision: who did what, and the shots for the drawing of its strip."""

    version: int
    person: Person | None
    deed: str
    at: Any
    bars: list[Bar]
    is_now: bool

    @property
    def seconds(self) -> list[int]:
        return [bar.seconds for bar in self.bars]


@dataclass(frozen=True)
class Differing:
    """One thing in which two versions differ: what it is, and its words; `is_name` where these are in no language."""

    what: str
    pieces: list[Piece]
    is_name: bool = False


def entries(project: Project, before: int | None = None) -> list[Entry]:
    """The newest PAGE revisions, or those before a version. As many queries at any length."""
    rows = project.revisions.select_related("person").order_by("-version")
    found = list((rows if before is None else rows.filter(version__lt=before))[: PAGE + 1])
    _link(project, found)
    names = _names_in(project, [done(row) for row in found])
    pairs = zip(found, [*found[1:], None], strict=True)
    return [_entry(row, last, project.version, names) for row, last in pairs][:PAGE]


def beside(project: Project, page: Sequence[Entry], before: int | None) -> tuple[int | None, int | None]:
    """Where the older and the newer page begin: each the version that its entries lie below; None where none is."""
    older = page[-1].version if page and page[-1].version > 1 else None
    if before is None:
        return older, None
    above = project.revisions.filter(version__gte=before).order_by("version").values_list("version", flat=True)
    newer = max(above[:PAGE], default=None)
    return older, newer and newer + 1


def _link(project: Project, rows: Sequence[Revision]) -> None:
    """Gives those that took a step back, or did it again, that step, however often it went to and fro: on the page, or
    the one where it began."""
    here = {row.pk: row for row in rows}
    leading_off = [row for row in rows if row.undoes_id and row.undoes_id not in here]
    undoing = project.revisions.exclude(undoes=None) if leading_off else Revision.objects.none()
    leads = {pk: undone for pk, undone in undoing.values_list("pk", "undoes_id") if undone}
    began = {row.pk: _root(row.undoes_id, leads) for row in leading_off if row.undoes_id}
    older = Revision.objects.in_bulk(set(began.values()))
    for row in rows:
        if row.undoes_id:
            row.undoes = here.get(row.undoes_id) or older[began[row.pk]]


def _root(pk: int, leads: Mapping[int, int]) -> int:
    while following := leads.get(pk):
        pk = following
    return pk


def _entry(row: Revision, last: Revision | None, now: int, names: Names) -> Entry:
    shots = row.snapshot["shots"]
    step = done(row)
    bars = _bars(shots, last.snapshot["shots"] if last else shots, step.shot if step.operation == "move" else "")
    return Entry(row.version, row.person, deed(row, names), row.created_at, bars, row.version == now)


def _bars(shots: Sequence[Mapping[str, Any]], last: Sequence[Mapping[str, Any]], mover: str) -> list[Bar]:
    places = {shot["id"]: place for place, shot in enumerate(last, 1)}
    stayed = _stayed([places[shot["id"]] for shot in shots if shot["id"] in places and shot["id"] != mover])
    return [_bar(shot, last, places.get(shot["id"]), stayed) for shot in shots]


def _bar(shot: Mapping[str, Any], last: Sequence[Mapping[str, Any]], was: int | None, stayed: set[int]) -> Bar:
    if was is None:
        return Bar(shot["seconds"], "+", True)
    return Bar(shot["seconds"], str(was), was not in stayed or shot["seconds"] != last[was - 1]["seconds"])


def _stayed(places: Sequence[int]) -> set[int]:
    """The most of these places that are still in order: the others were moved."""
    best: list[list[int]] = [[]]
    for place in places:
        earlier = [row for row in best if not row or row[-1] < place]
        best.append([*sorted(earlier, key=len)[-1], place])
    return set(sorted(best, key=len)[-1])


@dataclass(frozen=True)
class Choice:
    """The two versions that are chosen to be compared, and whether each is on another page than the one shown."""

    since: int | None
    to: int | None
    since_elsewhere: bool
    to_elsewhere: bool


def choice_of(page: Sequence[Entry], since: int | None, to: int | None) -> Choice:
    """What was chosen, the older first; else the two newest of the page."""
    here = [entry.version for entry in page]
    if since is None or to is None:
        since, to = (here[1] if len(here) > 1 else since), (here[0] if here else to)
    else:
        since, to = sorted((since, to))
    return Choice(since, to, since not in (None, *here), to not in (None, *here))


def compare(project: Project, since: int, to: int) -> list[Differing] | None:
    """What changed between two versions, the older first; None where one of them is not there."""
    rows: QuerySet[Revision] = project.revisions.filter(version__in=(since, to)).order_by("version")
    found = {row.version: row.snapshot for row in rows}
    if {since, to} != set(found):
        return None
    old, new = found[min(since, to)], found[max(since, to)]
    names = _names(project, old, new)
    return [*_of_board(old, new, names), *_of_shots(old["shots"], new["shots"], names)]


def _names(project: Project, *snapshots: Mapping[str, Any]) -> Names:
    """What the files and elements of these boards are called, by id."""
    assets, elements, texts = set(), set(), []
    for snapshot in snapshots:
        elements |= set(snapshot.get("elements", []))
        for row in (snapshot, *snapshot["shots"]):
            assets |= {value for field, value in row.items() if field.endswith("_id") and value}
            texts += [row.get(field) or "" for field in ("prompt", "style")]
    elements |= set(mentioned(" ".join(texts)))
    return _called(project, assets, elements)


def _names_in(project: Project, steps: Iterable[Revision]) -> Names:
    """What the files and elements are called that these steps put somewhere or took away."""
    assets: set[str] = set()
    elements: set[str] = set()
    for step in steps:
        values: tuple[Any, Any] = (step.before, step.after)
        if step.operation in ("add_element", "remove_element", "move_element"):
            elements.update(*values)
        elif step.operation == "pin":
            assets |= {value["asset"] for value in values if value["asset"]}
        elif step.operation in ("motion", "replace"):
            assets |= {value for value in values if isinstance(value, str)}
    return _called(project, assets, elements)


def _called(project: Project, assets: Iterable[str], elements: Iterable[str]) -> Names:
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
    told = called_in_both(old, new)
    found = [_alone("gone", _("Deleted"), shot, told, names) for shot in old if shot["id"] not in after]
    found += [_alone("new", _("Added"), shot, told, names) for shot in new if shot["id"] not in before]
    for shot in new:
        for field in [field for field in shot if field != "id" and shot["id"] in before]:
            was = before[shot["id"]].get(field)
            if was != shot[field]:
                head = _("%(shot)s: %(field)s") % {"shot": told[shot["id"]], "field": FIELDS[field]}
                found.append(Differing(_capital(head), _pieces(field, was, shot[field], names)))
    orders = [[shot["id"] for shot in shots if shot["id"] in before and shot["id"] in after] for shots in (old, new)]
    if orders[0] != orders[1]:
        found.append(Differing(_("The order of the shots"), _order(old, new, told)))
    return found


def _alone(kind: str, what: str, shot: Mapping[str, Any], told: Names, names: Names) -> Differing:
    parts = [shot["name"] or told[shot["id"]], _seconds(shot["seconds"]), _read(shot["prompt"], names)]
    return Differing(what, [Piece(kind, ", ".join(filter(None, parts)))])


def _order(old: Iterable[Mapping[str, Any]], new: Iterable[Mapping[str, Any]], told: Names) -> list[Piece]:
    orders = [", ".join(told[shot["id"]] for shot in shots) for shots in (old, new)]
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
    show = next((show for end, show in SHOWN.items() if field.endswith(end)), None)
    return show(value, names) if show else _read(valued(field, value), names)


# By how the field's name ends.
SHOWN: Mapping[str, Callable[[Any, Names], str]] = {
    "seconds": lambda value, names: _seconds(value),
    "elements": lambda value, names: ", ".join(element_called(names, one) for one in value),
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
