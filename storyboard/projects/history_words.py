"""What fields, values and shots are called in the history of a board."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Field
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from storyboard.projects.models import Project

Names = Mapping[str, str]  # of files, and of elements with their @, by id

FIELDS = {
    "title": gettext_lazy("the title"),
    "prompt": gettext_lazy("the prompt"),
    "style": gettext_lazy("the style"),
    "negative_prompt": gettext_lazy("the negative prompt"),
    "name": gettext_lazy("the name"),
    "note": gettext_lazy("the notes"),
    "ratio": gettext_lazy("the picture’s shape"),
    "mode": gettext_lazy("the mode"),
    "model": gettext_lazy("the model"),
    "sound": gettext_lazy("the sound"),
    "results": gettext_lazy("the number of results"),
    "animatic_height": gettext_lazy("the animatic’s size"),
    "animatic_format": gettext_lazy("the animatic’s file"),
    "motion_orientation": gettext_lazy("where the figure faces"),
    "motion_keep_sound": gettext_lazy("the clip’s own sound"),
    "motion_picture_id": gettext_lazy("the picture of the motion control"),
    "motion_clip_id": gettext_lazy("the clip of the motion control"),
    "motion_picture": gettext_lazy("the picture of the motion control"),
    "motion_clip": gettext_lazy("the clip of the motion control"),
    "first_frame": gettext_lazy("the first frame"),
    "last_frame": gettext_lazy("the last frame"),
    "first_frame_id": gettext_lazy("the first frame"),
    "last_frame_id": gettext_lazy("the last frame"),
    "first_crop": gettext_lazy("the part of the first frame"),
    "last_crop": gettext_lazy("the part of the last frame"),
    "picture": gettext_lazy("the picture"),
    "picture_id": gettext_lazy("the picture"),
    "picture_crop": gettext_lazy("the part of the picture"),
    "seconds": gettext_lazy("the seconds"),
    "locked": gettext_lazy("the lock"),
    "delivery": gettext_lazy("the delivery"),
    "elements": gettext_lazy("the elements"),
    "format": gettext_lazy("the video’s file"),
    "quality": gettext_lazy("the video’s quality"),
    "safety": gettext_lazy("the check of content"),
    "link_seconds": gettext_lazy("the life of the link in seconds"),
    "adherence": gettext_lazy("how closely the prompt is kept to"),
}


def valued(field: str, value: Any) -> str:
    """A choice or a number as its field shows it; what is not set, as “none”."""
    if value in (None, "", [], {}):
        return _("none")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return next((str(label) for choice, label in _choices(field) if choice == value), str(value))


def _choices(field: str) -> Sequence[tuple[Any, Any]]:
    found = next((one for one in Project._meta.get_fields() if one.name == field), None)
    return found.flatchoices if isinstance(found, Field) else ()


def file_called(names: Names, asset: str) -> str:
    """A file by its name."""
    return _("“%(name)s”") % {"name": names[asset]} if asset in names else _("a file that is gone")


def element_called(names: Names, element: str) -> str:
    """An element by its name."""
    return names.get(element, _("one that is gone"))


def called(shot: Mapping[str, Any], position: int) -> str:
    """A shot by its name, else by its place from 1."""
    name = shot["name"].strip()
    return _("“%(name)s”") % {"name": name} if name else _("shot %(number)s") % {"number": position}


def called_in_both(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What each shot of two boards is called, by id, the same for both: as the older had it. Those of one name are
    told apart by their places."""
    known = {shot["id"] for shot in old}
    rows = [(shot, place) for place, shot in enumerate(old, 1)]
    rows += [(shot, place) for place, shot in enumerate(new, 1) if shot["id"] not in known]
    often = Counter(shot["name"].strip() for shot, _place in rows)
    return {shot["id"]: _told_apart(shot, place, shot["id"] in known, often) for shot, place in rows}


def _told_apart(shot: Mapping[str, Any], place: int, is_old: bool, often: Mapping[str, int]) -> str:
    name = shot["name"].strip()
    if name and often[name] == 1:
        return called(shot, place)
    told = _("shot %(number)s") if is_old else _("the new shot at place %(number)s")
    placed = told % {"number": place}
    return _("“%(name)s” (%(place)s)") % {"name": name, "place": placed} if name else placed
