"""What each operation did, in words, for the history of a board: which way, how much, from what to what."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from storyboard.projects.history_words import FIELDS, Names, called, element_called, file_called, valued
from storyboard.projects.models import Revision
from storyboard.projects.undoing import REDO, UNDO

# By operation, and by which way it went where that is a sentence of its own.
DEEDS = {
    "make": gettext_lazy("made the project"),
    "import": gettext_lazy("made the project out of a pasted request"),
    "copy": gettext_lazy("made the project as a copy of another"),
    "add": gettext_lazy("added %(shot)s, %(length)s s long"),
    "duplicate": gettext_lazy("duplicated %(source)s to place %(place)s"),
    "split": gettext_lazy("split %(source)s into %(left)s s and %(length)s s"),
    "merge": gettext_lazy("merged what follows into %(shot)s, which is %(length)s s long now"),
    "delete": gettext_lazy("deleted %(shot)s"),
    "duplicate_shots": ngettext_lazy("duplicated %(count)s shot", "duplicated %(count)s shots", "count"),
    "delete_shots": ngettext_lazy("deleted %(count)s shot", "deleted %(count)s shots", "count"),
    "lock_shots": ngettext_lazy("locked or unlocked %(count)s shot", "locked or unlocked %(count)s shots", "count"),
    "lock_shots on": ngettext_lazy("locked %(count)s shot", "locked %(count)s shots", "count"),
    "lock_shots off": ngettext_lazy("unlocked %(count)s shot", "unlocked %(count)s shots", "count"),
    "even_shots": gettext_lazy("evened some of the shots out, to %(lengths)s s from %(lengths_before)s s"),
    "paste": ngettext_lazy("pasted %(count)s shot", "pasted %(count)s shots", "count"),
    "move": gettext_lazy("moved %(shot)s to place %(place)s"),
    "move by name": gettext_lazy("moved %(shot)s to place %(place)s, from place %(place_before)s"),
    "roll": gettext_lazy("moved the cut after %(shot)s to %(cut)s s, from %(cut_before)s s"),
    "seconds": gettext_lazy("made %(shot)s %(length)s s long, from %(length_before)s s"),
    "seconds of all": gettext_lazy("made the shots %(lengths)s s long, from %(lengths_before)s s"),
    "ripple": gettext_lazy("made %(shot)s %(length)s s long, from %(length_before)s s, and the board %(total)s s"),
    "total": gettext_lazy("made the board %(total)s s long, from %(total_before)s s"),
    "even": gettext_lazy("evened the shots out, to %(lengths)s s from %(lengths_before)s s"),
    "lock": gettext_lazy("locked %(shot)s"),
    "lock off": gettext_lazy("unlocked %(shot)s"),
    "write": gettext_lazy("wrote %(field)s"),
    "write off": gettext_lazy("emptied %(field)s"),
    "write of a shot": gettext_lazy("wrote %(field)s of %(shot)s"),
    "write of a shot off": gettext_lazy("emptied %(field)s of %(shot)s"),
    "title": gettext_lazy("renamed the project “%(after)s”, from “%(before)s”"),
    "name": gettext_lazy("named %(shot)s “%(after)s”"),
    "name again": gettext_lazy("renamed “%(before)s”: it is “%(after)s” now"),
    "name off": gettext_lazy("took the name “%(before)s” off %(shot)s"),
    "choose": gettext_lazy("set %(field)s to %(after)s, from %(before)s"),
    "choose on": gettext_lazy("turned %(field)s on"),
    "choose off": gettext_lazy("turned %(field)s off"),
    "deliver": gettext_lazy("set %(field)s to %(after)s, from %(before)s"),
    "pin": gettext_lazy("made %(file)s %(field)s"),
    "pin off": gettext_lazy("took %(field)s off"),
    "pin cut": gettext_lazy("chose another part of %(field)s"),
    "pin of a shot": gettext_lazy("made %(file)s %(field)s of %(shot)s"),
    "pin of a shot off": gettext_lazy("took %(field)s of %(shot)s off"),
    "pin of a shot cut": gettext_lazy("chose another part of %(field)s of %(shot)s"),
    "replace": gettext_lazy("put %(file)s wherever %(file_before)s was"),
    "swap": gettext_lazy("swapped the first and the last frame"),
    "motion": gettext_lazy("made %(file)s %(field)s"),
    "motion off": gettext_lazy("took %(field)s off"),
    "motion all off": gettext_lazy("took the picture and the clip of the motion control off"),
    "add_element": gettext_lazy("put %(elements)s on the board"),
    "remove_element": gettext_lazy("took %(elements)s off the board"),
    "move_element": gettext_lazy("put the elements in another order: %(elements)s"),
    "undo": gettext_lazy("took a step back"),
    "redo": gettext_lazy("did a step again"),
    "restore": gettext_lazy("restored version %(after)s"),
}


def deed(revision: Revision, names: Names) -> str:
    """What was done, to follow the name of the person."""
    step = done(revision)
    if step is revision:
        return DEEDS[_key(step)] % _values(step, names)
    told = {"deed": deed(step, names)}
    return _("took back: %(deed)s") % told if revision.operation == UNDO else _("did again: %(deed)s") % told


def done(revision: Revision) -> Revision:
    """The step that a revision took back or did again, however often that went to and fro; else the revision."""
    while revision.operation in (UNDO, REDO) and revision.undoes:
        revision = revision.undoes
    return revision


def _ends(step: Revision) -> tuple[Any, Any]:
    """The values before and after it."""
    return step.before, step.after


# Which sentence


def _key(step: Revision) -> str:
    name = step.operation
    way = _WAYS.get(name)
    return way(step) if way else name


def _written(step: Revision) -> str:
    before, after = _ends(step)
    if step.field == "title":
        return "title"
    if step.field == "name" and step.shot:
        return ("name again" if before else "name") if after.strip() else "name off"
    key = "write of a shot" if step.shot else "write"
    return key if after.strip() else f"{key} off"


def _pinned(step: Revision) -> str:
    key = "pin of a shot" if step.shot else "pin"
    before, after = (end["asset"] for end in _ends(step))
    if not after:
        return f"{key} off"
    return f"{key} cut" if before == after else key


def _moving(step: Revision) -> str:
    if step.field == "motion":
        return "motion all off"
    return "motion" if step.after else "motion off"


def _chosen(step: Revision) -> str:
    if isinstance(step.after, bool):
        return "choose on" if step.after else "choose off"
    return "choose"


# `lock_shots` tells in `before` whether they were locked; what was done before it did has none.
_LOCKED: Mapping[Any, str] = {False: "lock_shots on", True: "lock_shots off"}
_WAYS: Mapping[str, Callable[[Revision], str]] = {
    "write": _written,
    "pin": _pinned,
    "motion": _moving,
    "choose": _chosen,
    "lock": lambda step: "lock" if step.after else "lock off",
    "lock_shots": lambda step: _LOCKED.get(step.before, "lock_shots"),
    "move": lambda step: "move by name" if _shot(step)[1]["name"].strip() else "move",
    "seconds": lambda step: "seconds" if step.shot else "seconds of all",
}


# What stands in it


def _values(step: Revision, names: Names) -> dict[str, Any]:
    values = {"field": FIELDS.get(step.field, ""), "count": step.after, "shot": _called(step)}
    values |= {"before": valued(step.field, step.before), "after": valued(step.field, step.after)}
    if step.operation in ("add_element", "remove_element", "move_element"):
        values["elements"] = _elements(step, names)
    if step.operation in ("pin", "motion", "replace"):
        values["file"], values["file_before"] = (
            file_called(names, one) for one in (_file(step.after), _file(step.before))
        )
    return {**values, **_of_snapshot(step), **_of_time(step)}


def _file(value: Any) -> str:
    return str(value["asset"] if isinstance(value, dict) and "asset" in value else value)


def _elements(step: Revision, names: Names) -> str:
    before, after = _ends(step)
    told = set(before) ^ set(after) or after
    ids = [one for one in (*after, *before) if one in told]
    return ", ".join(element_called(names, one) for one in dict.fromkeys(ids))


def _shot(step: Revision) -> tuple[int, dict[str, Any]]:
    """The place from 1 and the values of the shot that a step was about, as it left the board."""
    for place, shot in enumerate(step.snapshot["shots"], 1):
        if shot["id"] == step.shot:
            return place, shot
    gone = step.before if isinstance(step.before, dict) else {}
    return gone.get("position", 0), {"name": gone.get("name", "")}


def _called(step: Revision) -> str:
    """“Tram”, or its place; of one that was moved, the place that it had."""
    place, shot = _shot(step)
    before, after = _ends(step)
    if step.operation == "move":
        place = _places(before)[step.shot]
    if step.field == "name":
        shot = {"name": before if after.strip() else ""}
    return called(shot, place) if place else _("a shot")


def _of_snapshot(step: Revision) -> dict[str, Any]:
    """Of a shot that a step made: its place and length, and the one to its left, which it was made of."""
    place, shot = _shot(step)
    values = {"place": place, "length": shot.get("seconds", "")}
    if place > 1:
        left = step.snapshot["shots"][place - 2]
        values |= {"source": called(left, place - 1), "left": left["seconds"]}
    return values


def _places(spans: list[list[Any]]) -> dict[str, int]:
    return {shot: place for place, (shot, _seconds) in enumerate(spans, 1)}


def _of_time(step: Revision) -> dict[str, Any]:
    """Of an operation on seconds and places: places, lengths and totals, before and after."""
    if step.field != "seconds":
        return {}
    before, after = _ends(step)
    return {**_timed(step.shot, before, "_before"), **_timed(step.shot, after, "")}


def _timed(shot: str, spans: list[list[Any]], end: str) -> dict[str, Any]:
    lengths = dict(map(tuple, spans))
    values = {f"lengths{end}": ", ".join(map(str, lengths.values())), f"total{end}": sum(lengths.values())}
    if shot in lengths:
        place = _places(spans)[shot]
        values |= {f"place{end}": place, f"length{end}": lengths[shot]}
        values[f"cut{end}"] = sum(list(lengths.values())[:place])
    return values
