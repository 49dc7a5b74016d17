"""Which boards use which elements: those that hold one, and those whose prompts mention one. Three queries in all."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse

from storyboard.elements.using import Use
from storyboard.projects.board import thumb_url
from storyboard.projects.models import Project, Shot
from storyboard.providers.mentions import mention_of


def uses_by_element(workspace_id: str, element_ids: Sequence[str]) -> dict[str, list[Use]]:
    """The boards of a workspace that use each of these elements, the last edited first."""
    projects = _projects(workspace_id, element_ids)
    return {
        element_id: [_use(project, element_id) for project in projects if _is_used(project, element_id)]
        for element_id in element_ids
    }


def _projects(workspace_id: str, element_ids: Sequence[str]) -> list[Any]:
    used = Q(board_elements__element__in=element_ids)
    for element_id in element_ids:
        mention = mention_of(element_id)
        in_shots = Shot.objects.filter(project__workspace=workspace_id, deleted_at=None, prompt__contains=mention)
        used |= Q(pk__in=in_shots.values("project")) | Q(prompt__contains=mention)
    found = Project.objects.filter(used, workspace=workspace_id, archived_at=None).distinct()
    shots = Prefetch("shots", Shot.objects.filter(deleted_at=None), to_attr="live")
    held = Prefetch("board_elements", to_attr="cast")
    return list(found.prefetch_related(shots, held).order_by("-edited_at", "id"))


def mentioned_in(shots: Iterable[Shot], element_id: str) -> tuple[int, ...]:
    """The positions of the shots whose prompts mention an element."""
    mention = mention_of(element_id)
    return tuple(shot.position for shot in shots if mention in shot.prompt)


def _is_used(project: Any, element_id: str) -> bool:
    held = any(row.element_id == element_id for row in project.cast)
    return held or mention_of(element_id) in project.prompt or bool(mentioned_in(project.live, element_id))


def _use(project: Any, element_id: str) -> Use:
    shots = mentioned_in(project.live, element_id)
    pictures = [shot.picture_id for shot in project.live if shot.position in shots or not shots]
    picture = next((picture for picture in pictures if picture), project.first_frame_id)
    return Use(project.pk, project.title, reverse("board", args=[project.pk]), thumb_url(picture), shots)
