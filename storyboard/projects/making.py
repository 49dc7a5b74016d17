"""New projects."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from storyboard.assets.models import Asset
from storyboard.projects import timeline
from storyboard.projects.editing import Editing, snapshot
from storyboard.projects.models import Project, Revision, Shot
from storyboard.studio.models import Person, Workspace


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
    spans = tuple(timeline.Span(str(i), shot.seconds) for i, shot in enumerate(shots))
    total = timeline.total(timeline.check(spans))
    with transaction.atomic():
        project = Project.objects.create(
            workspace=workspace,
            title=title,
            total_seconds=total,
            created_by=person,
            edited_by=person,
            first_frame=first_frame,
            last_frame=last_frame,
            style=style,
        )
        rows = [_row(project, position, shot) for position, shot in enumerate(shots, 1)]
        Shot.objects.bulk_create(rows)
        snap = snapshot(Editing(project, rows, person))
        Revision.objects.create(project=project, version=1, person=person, operation="make", snapshot=snap)
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
