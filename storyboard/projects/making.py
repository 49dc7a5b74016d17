"""New projects."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from storyboard.assets.models import Asset
from storyboard.elements.models import BoardElement
from storyboard.elements.naming import sort_key
from storyboard.projects import timeline
from storyboard.projects.editing import Editing, snapshot
from storyboard.projects.indexing import index
from storyboard.projects.models import Project, Revision, Shot
from storyboard.studio.models import Person, Workspace

# What the next project of a chain takes over from the one before.
CARRIED = (
    "mode",
    "style",
    "negative_prompt",
    "model",
    "sound",
    "results",
    "delivery",
    "animatic_height",
    "animatic_format",
)


@dataclass(frozen=True)
class NewShot:
    """What a shot starts with."""

    seconds: int
    name: str = ""
    prompt: str = ""
    picture: Asset | None = None


def make_project(
    workspace: Workspace,
    person: Person | None,
    title: str,
    shots: Sequence[NewShot],
    first_frame: Asset | None = None,
    last_frame: Asset | None = None,
    style: str = "",
) -> Project:
    """A project with these shots and its first revision. Raises timeline.Refused where they make no legal board."""
    project = Project(
        workspace=workspace, title=title, first_frame=first_frame, last_frame=last_frame, style=style, created_by=person
    )
    with transaction.atomic():
        return _make(project, shots, [])


def make_next(source: Project, person: Person, title: str, first_frame: Asset, ratio: str) -> Project:
    """A project like another: its settings and elements, as many empty shots in as many seconds, evenly."""
    project = Project(workspace_id=source.workspace_id, title=title, first_frame=first_frame, created_by=person)
    for name in CARRIED:
        setattr(project, name, getattr(source, name))
    project.ratio = ratio
    with transaction.atomic():
        shots = source.shots.filter(deleted_at=None).count()
        seconds = timeline.new_seconds(shots, source.total_seconds)
        return _make(project, [NewShot(each) for each in seconds], _cast_of(source))


def make_imported(project: Project, shots: Sequence[NewShot], cast: Sequence[str], about: dict[str, Any]) -> Project:
    """A project with the fields that it comes with. `about` is what its first revision keeps of where it came from.

    Raises timeline.Refused where the shots make no legal board. Call inside a transaction.
    """
    return _make(project, shots, list(cast), "import", about)


def _cast_of(source: Project) -> list[str]:
    """The elements of a board that are not in the archive, in order."""
    rows = source.board_elements.filter(element__archived_at=None).order_by("position")
    return list(rows.values_list("element_id", flat=True))


def _make(
    project: Project, shots: Sequence[NewShot], cast: list[str], operation: str = "make", about: Any = None
) -> Project:
    spans = tuple(timeline.Span(str(i), shot.seconds) for i, shot in enumerate(shots))
    project.total_seconds = timeline.total(timeline.check(spans))
    project.edited_by, project.sort_key = project.created_by, sort_key(project.title)
    project.save(force_insert=True)
    rows = [_row(project, position, shot) for position, shot in enumerate(shots, 1)]
    Shot.objects.bulk_create(rows)
    BoardElement.objects.bulk_create(
        BoardElement(project=project, element_id=element_id, position=position)
        for position, element_id in enumerate(cast, 1)
    )
    snap = snapshot(Editing(project, rows, project.created_by, cast))
    Revision.objects.create(
        project=project, version=1, person=project.created_by, operation=operation, after=about, snapshot=snap
    )
    index(project)
    return project


def _row(project: Project, position: int, shot: NewShot) -> Shot:
    return Shot(
        project=project,
        position=position,
        name=shot.name,
        prompt=shot.prompt,
        seconds=shot.seconds,
        picture=shot.picture,
    )
