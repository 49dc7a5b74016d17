"""What the elements that a board's prompts mention are called, on screen and as the chosen model is sent them."""

from collections.abc import Sequence
from dataclasses import dataclass

from storyboard.elements.models import Element
from storyboard.projects.models import Project, Shot
from storyboard.providers.mentions import MentionStyle, mentioned
from storyboard.providers.sheets import advising_sheet


@dataclass(frozen=True)
class Called:
    """What one element is called: its name, and what stands in its place when a prompt is sent."""

    name: str
    sent: str


def called(project: Project, shots: Sequence[Shot]) -> dict[str, Called]:
    """The board's elements and all that its prompts mention, by id: two queries, one where there is none."""
    cast = list(project.board_elements.order_by("position").values_list("element_id", flat=True))
    ids = {*cast, *mentioned(" ".join([project.prompt, *(shot.prompt for shot in shots)]))}
    if not ids:
        return {}
    style = advising_sheet(project.model).mentions
    rows = Element.objects.filter(workspace=project.workspace_id, pk__in=ids).only("name", "handle", "description")
    return {element.pk: Called(element.name, _sent(element, cast, style)) for element in rows}


def _sent(element: Element, cast: list[str], style: MentionStyle) -> str:
    if style is MentionStyle.DESCRIPTION:
        return element.description.strip() or element.name
    if element.pk not in cast:
        return f"@{element.name}"
    number = cast.index(element.pk) + 1
    return f"@{element.handle}" if style is MentionStyle.HANDLE else f"<<<element_{number}>>>"
