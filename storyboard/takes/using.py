"""Which orders that are not sent yet hold an element."""

from collections.abc import Sequence

from storyboard.providers.mentions import mention_of
from storyboard.providers.sheets import ANIMATIC
from storyboard.takes.models import Generation
from storyboard.takes.states import GenerationState


def queued_orders_with(project_ids: Sequence[str], element_id: str) -> int:
    """How many orders of these boards wait to be sent and mention the element; animatics draw no element."""
    waiting = Generation.objects.filter(
        project__in=project_ids, state__in=(GenerationState.HELD, GenerationState.QUEUED)
    )
    specs = waiting.exclude(model=ANIMATIC.model).values_list("order_id", "spec")
    return len({order for order, spec in specs if mention_of(element_id) in str(spec)})
