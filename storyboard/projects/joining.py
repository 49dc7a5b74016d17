"""One person's edits of one field within ten seconds are one revision, also where others edited in between.

The revision then stands behind theirs, as if the person had done all of it just now: what it had changed is taken out
of the ones in between. So each revision still differs from the one before it by what its own person did, which is what
undo and the history read. Where one in between changed the same thing, or says what the whole board was like, a new
revision begins.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Protocol

from django.utils import timezone

from storyboard.projects.models import Project, Revision
from storyboard.studio.models import Person

WITHIN = timedelta(seconds=10)
MOST_BETWEEN = 50
OF_VALUES = ("write", "choose")
OF_SECONDS = ("seconds", "ripple", "roll", "total")
OF_ALL = ("restore", "even", "even_shots")


def join(project: Project, person: Person | None, change: Mapping[str, Any], after: Any, snapshot: Any) -> bool:
    """Whether a change, named by its operation, shot and field, became part of the person's own last one."""
    if change["operation"] not in (*OF_VALUES, *OF_SECONDS):
        return False
    recent = project.revisions.filter(**change, person=person, undone_by=None, created_at__gte=timezone.now() - WITHIN)
    step = recent.order_by("-version").first()
    if step is None:
        return False
    between = list(project.revisions.filter(version__gt=step.version).order_by("version")[: MOST_BETWEEN + 1])
    done: Done = Seconds(step) if step.operation in OF_SECONDS else Value(step)
    if len(between) > MOST_BETWEEN or not all(row.operation not in OF_ALL and done.stands(row) for row in between):
        return False
    if between and _changed_locks(project, step):
        return False
    for row in between:
        done.take_out(row)
    Revision.objects.bulk_update(between, ["snapshot", "before", "after"])
    if between:
        step.before = done.before(between[-1])
    step.version, step.after, step.snapshot = project.version, after, snapshot
    step.save(update_fields=["version", "before", "after", "snapshot"])
    return True


def _changed_locks(project: Project, step: Revision) -> bool:
    """Whether a step opened locks as well, which cannot be taken out of the revisions after it."""
    before = project.revisions.filter(version__lt=step.version).order_by("-version").first()
    return before is None or _locks(before) != _locks(step)


def _locks(row: Revision) -> dict[str, bool]:
    return {shot["id"]: shot["locked"] for shot in row.snapshot["shots"]}


class Done(Protocol):
    """What a step changed, to be found in later revisions."""

    def stands(self, row: Revision) -> bool:
        """Whether the board of a later revision has it as the step left it."""

    def take_out(self, row: Revision) -> None:
        """Makes that board what it would be without the step."""

    def before(self, row: Revision) -> Any:
        """The value that the step began from, on that board."""


class Value:
    """A text or a choice."""

    def __init__(self, step: Revision) -> None:
        self.step = step

    def stands(self, row: Revision) -> bool:
        return bool(value_of(row.snapshot, self.step.shot, self.step.field) == self.step.after)

    def take_out(self, row: Revision) -> None:
        holder = _holder(row.snapshot, self.step.shot)
        if holder is not None:
            holder[self.step.field] = self.step.before

    def before(self, row: Revision) -> Any:
        return self.step.before


class Seconds:
    """The seconds of some shots, and the total where they changed it."""

    def __init__(self, step: Revision) -> None:
        self.was, self.became = dict(step.before or []), dict(step.after or [])
        self.moved = [shot for shot in self.became if self.became[shot] != self.was[shot]]
        self.total = sum(self.became.values())
        self.keeps_total = self.total == sum(self.was.values())

    def stands(self, row: Revision) -> bool:
        shots = {shot["id"]: (shot["seconds"], shot["locked"]) for shot in row.snapshot["shots"]}
        same_total = self.keeps_total or sum(seconds for seconds, _locked in shots.values()) == self.total
        return same_total and all(shots.get(shot) == (self.became[shot], False) for shot in self.moved)

    def take_out(self, row: Revision) -> None:
        for shot in row.snapshot["shots"]:
            if shot["id"] in self.moved:
                shot["seconds"] = self.was[shot["id"]]
        if row.field == "seconds":
            row.before, row.after = self._without(row.before or []), self._without(row.after or [])

    def before(self, row: Revision) -> Any:
        return [[shot["id"], shot["seconds"]] for shot in row.snapshot["shots"]]

    def _without(self, told: list[list[Any]]) -> list[list[Any]]:
        return [[shot, self.was[shot] if shot in self.moved else seconds] for shot, seconds in told]


def value_of(snapshot: dict[str, Any], shot: str, field: str) -> Any:
    """A field of the board ("" as its shot) or of a shot in a revision; None where it was not there."""
    return (_holder(snapshot, shot) or {}).get(field)


def _holder(snapshot: dict[str, Any], shot: str) -> dict[str, Any] | None:
    return next((one for one in snapshot["shots"] if one["id"] == shot), None) if shot else snapshot
