"""Which orders and takes were placed with an element on their board."""

from typing import Any

from django.db.models import Count, F, Q

from storyboard.elements.using import SHOWN, TakeUse, TakeUses
from storyboard.takes.models import GenerationElement, Take, Verdict
from storyboard.takes.states import GenerationState
from storyboard.takes.viewing import TakeView

WAITING = (GenerationState.HELD, GenerationState.QUEUED)


def take_uses(element_id: str) -> TakeUses:
    """The takes that remember a revision of an element, and the orders that wait: three queries at any number."""
    takes = Take.objects.filter(generation__elements__element=element_id)
    newest: Any = takes.annotate(revision=F("generation__elements__revision")).select_related("project", "generation")
    approved = dict(
        takes.filter(verdict=Verdict.APPROVED)
        .values_list("generation__elements__revision")
        .annotate(count=Count("pk"))
        .order_by("generation__elements__revision")
    )
    counted = GenerationElement.objects.filter(element=element_id).aggregate(
        takes=Count("generation__takes"),
        orders=Count("generation__order", filter=Q(generation__state__in=WAITING), distinct=True),
    )
    return TakeUses(
        shown=tuple(_use(take) for take in newest.order_by("-created_at", "-pk")[:SHOWN]),
        count=counted["takes"],
        orders=counted["orders"],
        approved=sum(approved.values()),
        revisions=tuple(approved),
    )


def _use(take: Any) -> TakeUse:
    view = TakeView(take)
    return TakeUse(view.full_title, take.project.title, view.url, view.poster, take.get_state_display(), take.revision)
