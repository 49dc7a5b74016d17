"""What each operation did, in words: for the history of a board, and for what two of its versions differ in."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from storyboard.projects.models import Revision
from storyboard.projects.undoing import REDO, UNDO

# By operation; `%(shot)s` is how the shot was called then, `%(field)s` what the field is called, `%(count)s` how many
# shots it was about.
DEEDS = {
    "make": gettext_lazy("made the project"),
    "import": gettext_lazy("made the project out of a pasted request"),
    "copy": gettext_lazy("made the project as a copy of another"),
    "add": gettext_lazy("added %(shot)s"),
    "duplicate": gettext_lazy("duplicated a shot: %(shot)s"),
    "split": gettext_lazy("split a shot: %(shot)s is its right part"),
    "merge": gettext_lazy("merged what follows into %(shot)s"),
    "delete": gettext_lazy("deleted %(shot)s"),
    "duplicate_shots": ngettext_lazy("duplicated %(count)s shot", "duplicated %(count)s shots", "count"),
    "delete_shots": ngettext_lazy("deleted %(count)s shot", "deleted %(count)s shots", "count"),
    "lock_shots": ngettext_lazy("locked or unlocked %(count)s shot", "locked or unlocked %(count)s shots", "count"),
    "even_shots": gettext_lazy("evened some of the shots out"),
    "paste": ngettext_lazy("pasted %(count)s shot", "pasted %(count)s shots", "count"),
    "move": gettext_lazy("moved %(shot)s"),
    "roll": gettext_lazy("moved the cut after %(shot)s"),
    "seconds": gettext_lazy("changed the length of %(shot)s"),
    "ripple": gettext_lazy("changed the length of %(shot)s and of the board"),
    "total": gettext_lazy("changed the length of the board"),
    "even": gettext_lazy("evened the shots out"),
    "lock": gettext_lazy("locked or unlocked %(shot)s"),
    "write": gettext_lazy("wrote %(field)s"),
    "write of a shot": gettext_lazy("wrote %(field)s of %(shot)s"),
    "choose": gettext_lazy("chose %(field)s"),
    "deliver": gettext_lazy("chose the delivery"),
    "pin": gettext_lazy("changed %(field)s"),
    "pin of a shot": gettext_lazy("changed %(field)s of %(shot)s"),
    "replace": gettext_lazy("put another file in a place"),
    "swap": gettext_lazy("swapped the first and the last frame"),
    "motion": gettext_lazy("changed the motion control"),
    "add_element": gettext_lazy("put an element on the board"),
    "remove_element": gettext_lazy("took an element off the board"),
    "move_element": gettext_lazy("moved an element"),
    "undo": gettext_lazy("took a step back"),
    "redo": gettext_lazy("did a step again"),
    "restore": gettext_lazy("restored version %(version)s"),
}
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
}


def deed(revision: Revision) -> str:
    """What was done, to follow the name of the person."""
    name = revision.operation
    if name in (UNDO, REDO) and revision.undoes:
        back = revision.undoes.undoes if name == REDO and revision.undoes.undoes else revision.undoes
        told = {"deed": deed(back)}
        return _("took back: %(deed)s") % told if name == UNDO else _("did again: %(deed)s") % told
    key = f"{name} of a shot" if revision.shot and f"{name} of a shot" in DEEDS else name
    field = FIELDS.get(revision.field, "")
    values = {"shot": shot_called(revision), "field": field, "version": revision.after, "count": revision.after}
    return DEEDS[key] % values


def shot_called(revision: Revision) -> str:
    """“Tram”, or its place, as the board had it at that version; of a deleted one, as it was before."""
    for position, shot in enumerate(revision.snapshot["shots"], 1):
        if shot["id"] == revision.shot:
            return called(shot, position)
    gone = revision.before if isinstance(revision.before, dict) else {}
    return called(gone, gone["position"]) if "position" in gone else _("a shot")


def called(shot: dict[str, Any], position: int) -> str:
    """A shot by its name, else by its place from 1."""
    name = shot["name"].strip()
    return _("“%(name)s”") % {"name": name} if name else _("shot %(number)s") % {"number": position}
