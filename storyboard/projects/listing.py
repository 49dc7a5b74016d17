"""The projects page: cards of the workspaces a person is in."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from storyboard.projects.access import projects_seen_by
from storyboard.projects.board import thumb_url
from storyboard.projects.chains import chain_filter, chain_sizes
from storyboard.projects.models import Project, Shot
from storyboard.studio.models import Person, Workspace

PAGE = 60


@dataclass(frozen=True)
class Extras:
    """What rooms above add to a card: its poster and markup of its takes."""

    poster: str = ""
    takes: str = ""


@dataclass(frozen=True)
class Card:
    """One project on the page."""

    project: Project
    seconds: list[int]
    picture: str
    extras: Extras = field(default_factory=Extras)
    chain: str = ""
    chain_size: int = 0


# Rooms above give, for a list of project ids, what they add to each card.
_extras: list[Callable[[list[str]], dict[str, Extras]]] = []


def add_extras(provider: Callable[[list[str]], dict[str, Extras]]) -> None:
    """Sets what is added to cards, once, when the app is ready."""
    _extras[:] = [provider]


def cards_for(person: Person, workspace: Workspace, search: str = "", chain: str = "") -> list[Card]:
    """The newest projects of a workspace, at most PAGE, those whose title holds `search`.

    Those of one chain where `chain` names it, in the order they were made.
    """
    shots = Shot.objects.filter(deleted_at=None)
    seen = projects_seen_by(person).filter(workspace=workspace, archived_at=None)
    if search:
        seen = seen.filter(title__icontains=search)
    if chain:
        seen = seen.filter(chain_filter(chain))
    projects: list[Any] = list(
        seen.select_related("edited_by")
        .prefetch_related(Prefetch("shots", shots, to_attr="live"))
        .order_by("created_at" if chain else "-edited_at", "id")[:PAGE]
    )
    ids = [project.pk for project in projects]
    extras, chains = _extras[0](ids) if _extras else {}, chain_sizes(ids)
    return [_card(project, extras.get(project.pk, Extras()), *chains.get(project.pk, ("", 0))) for project in projects]


def _card(project: Any, extras: Extras, chain: str, chain_size: int) -> Card:
    pictures = (project.first_frame_id, *(shot.picture_id for shot in project.live))
    picture = next((picture for picture in pictures if picture), None)
    seconds = [shot.seconds for shot in project.live]
    return Card(project, seconds, extras.poster or thumb_url(picture), extras, chain, chain_size)
