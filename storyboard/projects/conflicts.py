"""Whether a text that somebody writes would overwrite one that they have not seen, whatever put it there: another's
writing, an undo, a merge, a restored version."""

from django.db.models import QuerySet

from storyboard.projects.joining import value_of
from storyboard.projects.models import Project, Revision
from storyboard.studio.models import Person

MOST_LOOKED_AT = 200


def written_since(project: Project, shot: str, field: str, now: str, seen: int) -> tuple[bool, str]:
    """Whether a text is another than the board had at version `seen`, or was written since; and who changed it last."""
    if seen >= project.version:
        return False, ""
    since = project.revisions.filter(version__gt=seen).select_related("person").order_by("-version")
    snapshots = project.revisions.filter(version__lte=seen).order_by("-version").values_list("snapshot", flat=True)
    saw = value_of(snapshots.first() or {"shots": []}, shot, field) or ""
    # Typing that was joined to one revision may have passed through what the writer saw and come back.
    written = since.filter(shot=shot, field=field).first()
    if written is None and saw == now:
        return False, ""
    changed = _changed(since, shot, field, saw) or written
    return True, str(changed.person or "") if changed else ""


def set_by_others(project: Project, person: Person | None, shot: str, seen: int) -> bool:
    """Whether another than this person gave a shot other seconds since version `seen`."""
    saw = project.revisions.filter(version__lte=seen).order_by("-version").values_list("snapshot", flat=True).first()
    before = value_of(saw, shot, "seconds") if saw else None
    for row in project.revisions.filter(version__gt=seen).order_by("version")[:MOST_LOOKED_AT]:
        seconds = value_of(row.snapshot, shot, "seconds")
        if seconds != before and row.person_id != (person and person.pk):
            return True
        before = seconds
    return False


def _changed(since: "QuerySet[Revision]", shot: str, field: str, saw: str) -> Revision | None:
    """The newest revision whose text differs from the one before it; None where that is too long ago to be looked for
    while the board waits."""
    later = None
    for number, row in enumerate(since.iterator(chunk_size=20)):
        if number == MOST_LOOKED_AT:
            return None
        if later and value_of(later.snapshot, shot, field) != value_of(row.snapshot, shot, field):
            return later
        later = row
    return later if later and value_of(later.snapshot, shot, field) != saw else None
