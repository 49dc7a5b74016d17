"""Pasting shots onto a board: as many as find room, in one edit, and what is told of the rest."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from storyboard.assets.models import Asset, AssetKind
from storyboard.elements.models import Element
from storyboard.ids import new_id
from storyboard.projects import timeline
from storyboard.projects.editing import Change, Editing, arrange
from storyboard.projects.models import Shot
from storyboard.projects.pasted_shots import Pasted, PastedShot
from storyboard.projects.timeline import MAX_SHOTS, MAX_TOTAL
from storyboard.providers.mentions import UNKNOWN, mention_of, mentioned, render

NAMED = 3
SHORT = 40


@dataclass(frozen=True)
class LeftOut:
    """A pasted shot that found no room, as people read it."""

    text: str
    seconds: int | None


@dataclass(frozen=True)
class Told:
    """What a person is told after a paste: sentences, and what was left out with the JSON that copies it again."""

    sentences: list[str]
    left_out: list[LeftOut]
    copied: str


class Pasting:
    """An operation: puts shots behind the one called `after`, or at the end. Once done it has `told`, or None where
    everything stands on the board as it was pasted."""

    def __init__(self, after: str, pasted: Pasted) -> None:
        self.after, self.pasted = after, pasted
        self.told: Told | None = None

    def __call__(self, editing: Editing) -> Change:
        position = timeline.index_of(editing.board, self.after) + 1 if self.after else len(editing.board)
        possible = self.pasted.shots[:MAX_SHOTS]
        ids = [new_id() for _shot in possible]
        wanted = [(shot_id, shot.seconds) for shot_id, shot in zip(ids, possible, strict=True)]
        board = timeline.paste(editing.board, position, wanted)
        rows = _rows(editing, ids[: len(board) - len(editing.board)], self.pasted)
        arrange(editing, board, *rows)
        self.told = _tell(self.pasted, rows, len(board))
        return Change("paste", after=len(rows))


def _rows(editing: Editing, ids: Sequence[str], pasted: Pasted) -> list[Shot]:
    """A row for each of these ids, with the texts of the shots in order, and their pictures where they are in the
    workspace. An element that the workspace does not have stands as its name."""
    shots = pasted.shots[: len(ids)]
    pictures = _pictures(editing.project.workspace_id, shots)
    here = _elements(editing.project.workspace_id, shots)

    def mention(element: str) -> str:
        known = element in here or element not in pasted.names
        return mention_of(element) if known else f"@{pasted.names[element]}"

    rows = []
    for shot_id, shot in zip(ids, shots, strict=True):
        picture = pictures.get(shot.picture)
        row = Shot(id=shot_id, project=editing.project, name=shot.name, note=shot.note, picture=picture)
        row.prompt = render(shot.prompt, mention)
        row.picture_crop = list(shot.crop) if picture and shot.crop else None
        rows.append(row)
    return rows


def _pictures(workspace_id: str, shots: Sequence[PastedShot]) -> dict[str, Asset]:
    wanted = {shot.picture for shot in shots if shot.picture}
    theirs = Asset.objects.filter(workspace=workspace_id, kind=AssetKind.PICTURE)
    return {asset.pk: asset for asset in theirs.filter(pk__in=wanted)} if wanted else {}


def _elements(workspace_id: str, shots: Sequence[PastedShot]) -> set[str]:
    wanted = mentioned(" ".join(shot.prompt for shot in shots))
    theirs = Element.objects.filter(workspace=workspace_id, pk__in=wanted)
    return set(theirs.values_list("pk", flat=True)) if wanted else set()


# What is told


def _tell(pasted: Pasted, rows: Sequence[Shot], shots_now: int) -> Told | None:
    left_out = pasted.shots[len(rows) :]
    sentences = [*_of_left_out(left_out, pasted.names, shots_now), *_of_changed(pasted.shots, rows)]
    shown = [LeftOut(_read(shot.prompt, pasted.names), shot.seconds) for shot in left_out]
    return Told(sentences, shown, _copied(left_out, pasted.names)) if sentences else None


def _of_left_out(left_out: Sequence[PastedShot], names: Mapping[str, str], shots_now: int) -> list[str]:
    if not left_out:
        return []
    called = [_called(shot, names) for shot in left_out[:NAMED]]
    if len(left_out) > NAMED:
        called.append(_("%(count)s more") % {"count": len(left_out) - NAMED})
    told = {"count": len(left_out), "shots": ", ".join(called)}
    sentence = ngettext(
        "%(count)s shot was left out: %(shots)s.", "%(count)s shots were left out: %(shots)s.", len(left_out)
    )
    if shots_now >= MAX_SHOTS:
        return [sentence % told, _("A board has at most %(most)s shots.") % {"most": MAX_SHOTS}]
    full = _("The board is at its longest of %(most)s seconds, and no shot has a second to give.")
    return [sentence % told, full % {"most": MAX_TOTAL}]


def _of_changed(shots: Sequence[PastedShot], rows: Sequence[Shot]) -> list[str]:
    placed = list(zip(shots, rows, strict=False))
    lengths = sum(shot.timed and shot.seconds != row.seconds for shot, row in placed)
    pictures = sum(bool(shot.picture) and row.picture is None for shot, row in placed)
    sentences = [_of_lengths(lengths)] * bool(lengths) + [_of_pictures(pictures)] * bool(pictures)
    if any(shot.prompt != row.prompt for shot, row in placed):
        sentences.append(_("Elements that this workspace does not have stand in the prompts as names."))
    return sentences


def _of_lengths(count: int) -> str:
    sentence = ngettext(
        "%(count)s length is not as pasted: lengths are whole seconds, and a board lasts at most %(most)s.",
        "%(count)s lengths are not as pasted: lengths are whole seconds, and a board lasts at most %(most)s.",
        count,
    )
    return sentence % {"count": count, "most": MAX_TOTAL}


def _of_pictures(count: int) -> str:
    sentence = ngettext(
        "%(count)s picture was left out: it is not in this workspace’s library.",
        "%(count)s pictures were left out: they are not in this workspace’s library.",
        count,
    )
    return sentence % {"count": count}


def _read(text: str, names: Mapping[str, str]) -> str:
    return render(text, lambda element: f"@{names[element]}" if element in names else UNKNOWN)


def _called(shot: PastedShot, names: Mapping[str, str]) -> str:
    """A pasted shot by its name, else by its first words."""
    words = " ".join((shot.name or _read(shot.prompt, names)).split())
    if not words:
        return _("one without words")
    return _("“%(name)s”") % {"name": words if len(words) <= SHORT else f"{words[: SHORT - 1]}…"}


def _copied(shots: Sequence[PastedShot], names: Mapping[str, str]) -> str:
    """The JSON of shots as the board's page copies it."""
    values = [
        {
            "name": shot.name,
            "prompt": shot.prompt,
            "note": shot.note,
            "seconds": shot.seconds,
            "picture": shot.picture,
            "crop": ",".join(str(part) for part in shot.crop or ()),
        }
        for shot in shots
    ]
    return json.dumps({"shots": values, "names": dict(names)})
