"""What a project keeps of the request that it came from: what was told, until somebody takes the note away; and whether
its shape is still to be that of its picture."""

from collections.abc import Sequence

from django.db.models import QuerySet

from storyboard.projects.editing import edit
from storyboard.projects.import_sentences import Remark, remarks_of
from storyboard.projects.models import Project, Revision
from storyboard.projects.pasted import Told
from storyboard.projects.writing import choose
from storyboard.providers.pictures import nearest_ratio

OPERATION = "import"


def remarks_about(project: Project) -> Sequence[Remark] | None:
    """What was told when a project was imported; None for one that was not."""
    about = _first(project.pk).values_list("after", flat=True).first()
    return None if about is None else remarks_of(Told(**one) for one in about["told"])


def arrival_note(project: Project) -> Sequence[Remark]:
    """What the board still says about it: nothing once its note was taken away."""
    about = _first(project.pk).values_list("after", flat=True).first()
    if about is None or about.get("read"):
        return ()
    return remarks_of(Told(**one) for one in about["told"])


def take_note_away(project: Project) -> None:
    """Has the board say no more of it. The list stays at its own address."""
    revision = _first(project.pk).first()
    if revision:
        revision.after = {**(revision.after or {}), "read": True}
        revision.save(update_fields=["after"])


def take_shape(project_id: str) -> None:
    """Gives a board the shape of its frame, where the request left it to the picture, which is there only now, and
    nobody chose another meanwhile."""
    if not _first(project_id).filter(after__shape="open").exists():
        return
    if Revision.objects.filter(project=project_id, field="ratio").exists():
        return
    project = Project.objects.select_related(*Project.PINNED).get(pk=project_id)
    sized = [one for one in (project.first_frame, project.last_frame) if one and one.width and one.height]
    if sized:
        edit(project_id, None, choose("ratio", nearest_ratio(sized[0].width or 1, sized[0].height or 1)))


def _first(project_id: str) -> "QuerySet[Revision]":
    return Revision.objects.filter(project=project_id, version=1, operation=OPERATION)
