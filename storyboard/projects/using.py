"""Which boards use which elements: those that hold one, and those whose prompts mention one."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

from storyboard.elements.using import SHOWN, BoardUse, BoardUses
from storyboard.live.sending import Fragment, record_many
from storyboard.projects.board import thumb_url
from storyboard.projects.models import Project, Shot
from storyboard.providers.mentions import mention_of

MOST_TOLD = 500
ANY_MENTION = "{{element:"


def board_uses(workspace_id: str, element_id: str) -> BoardUses:
    """The boards of a workspace that use an element, the last edited first: four queries at any number of boards."""
    found = boards_with(workspace_id, [element_id]).filter(archived_at=None)
    shots = Prefetch("shots", Shot.objects.filter(deleted_at=None), to_attr="live")
    newest = found.prefetch_related(shots).order_by("-edited_at", "id")[:SHOWN]
    shown = tuple(_use(project, element_id) for project in newest)
    return BoardUses(shown, found.count() if len(shown) == SHOWN else len(shown))


def boards_with(workspace_id: str, element_ids: Sequence[str]) -> "QuerySet[Project]":
    """The boards of a workspace that hold one of these elements or mention it.

    For several at once, every board that mentions anything counts: one question instead of one for each.
    """
    mention = mention_of(element_ids[0]) if len(element_ids) == 1 else ANY_MENTION
    shots = Shot.objects.filter(project__workspace=workspace_id, deleted_at=None, prompt__contains=mention)
    texts = Q(prompt__contains=mention) | Q(style__contains=mention) | Q(negative_prompt__contains=mention)
    holding = Project.objects.filter(board_elements__element__in=element_ids)
    used = Q(pk__in=holding.values("pk")) | Q(pk__in=shots.values("project")) | texts
    return Project.objects.filter(used, workspace=workspace_id)


def tell_boards(workspace_id: str, element_ids: Sequence[str]) -> None:
    """Records a live event on each board that uses these elements, MOST_TOLD of those edited last."""
    boards = boards_with(workspace_id, element_ids).order_by("-edited_at").values_list("pk", flat=True)
    record_many(list(boards[:MOST_TOLD]), [Fragment("cast", "", 0)])


def mentioned_in(shots: Iterable[Shot], element_id: str) -> tuple[int, ...]:
    """The positions of the shots whose prompts mention an element."""
    mention = mention_of(element_id)
    return tuple(shot.position for shot in shots if mention in shot.prompt)


def _use(project: Any, element_id: str) -> BoardUse:
    shots = mentioned_in(project.live, element_id)
    pictures = [shot.picture_id for shot in project.live if shot.position in shots or not shots]
    picture = next((picture for picture in pictures if picture), project.first_frame_id)
    return BoardUse(project.pk, project.title, reverse("board", args=[project.pk]), thumb_url(picture), shots)
