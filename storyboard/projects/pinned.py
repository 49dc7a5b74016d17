"""Which boards show an asset: at their ends, or on a shot."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from storyboard.assets.using import Use
from storyboard.projects.board import thumb_url
from storyboard.projects.models import Project, Shot


def boards_showing(asset_id: str) -> list[Use]:
    """The boards that hold an asset, the last edited first."""
    shots = Shot.objects.filter(picture=asset_id, deleted_at=None)
    positions: dict[str, list[int]] = {}
    for project, position in shots.order_by("position").values_list("project_id", "position"):
        positions.setdefault(project, []).append(position)
    held = Q(first_frame=asset_id) | Q(last_frame=asset_id) | Q(pk__in=positions)
    return [
        Use(
            project.title,
            ", ".join(_places(project, asset_id, positions.get(project.pk, []))),
            reverse("board", args=[project.pk]),
            thumb_url(project.first_frame_id),
        )
        for project in Project.objects.filter(held, archived_at=None).order_by("-edited_at", "id")
    ]


def _places(project: Project, asset_id: str, shots: list[int]) -> Iterator[str]:
    if project.first_frame_id == asset_id:
        yield _("First frame")
    if project.last_frame_id == asset_id:
        yield _("Last frame")
    yield from (_("Shot %(n)s") % {"n": position} for position in shots)
