"""Every order of a workspace, those that a person has to decide about first."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Prefetch, Q, Value, When

from storyboard.takes.models import Generation, Take
from storyboard.takes.money import shown
from storyboard.takes.speaking import is_rehearsal, model_of
from storyboard.takes.states import GenerationState

PAGE = 50


@dataclass(frozen=True)
class OrderView:
    """One generation as the page lists it."""

    generation: Generation
    takes: list[Take]

    @property
    def model(self) -> str:
        return model_of(self.generation.model)

    @property
    def rehearsal(self) -> bool:
        return is_rehearsal(self.generation.model)

    @property
    def estimated(self) -> str:
        return _amount(self.generation.estimated, self.generation.unit)

    @property
    def settled(self) -> str:
        """What it cost: as the provider told, else as a person wrote it down."""
        generation = self.generation
        if generation.settled is None and generation.spent is not None:
            return shown(generation.spent, generation.currency)
        return _amount(generation.settled, generation.unit)

    @property
    def reserved(self) -> str:
        """What is set aside for it."""
        return _amount(self.generation.reserved, self.generation.currency)

    @property
    def doubtful(self) -> bool:
        return self.generation.state == GenerationState.UNCONFIRMED or any(take.stuck for take in self.takes)


def _amount(value: Any, unit: str) -> str:
    return "" if value is None else shown(value, unit)


def view_of(generation: Generation) -> OrderView:
    """One generation as pages show it."""
    return OrderView(generation, list(generation.takes.order_by("number")))


def orders_of(workspace_id: str, state: str = "", before: str = "") -> tuple[list[OrderView], bool]:
    """A page of the generations of a workspace, animatics left out, and whether there are more.

    `state` keeps one state; `before` is the id of the last one on the page before.
    """
    rows = Generation.objects.filter(project__workspace=workspace_id).exclude(client_id="")
    rows = rows.filter(state=state) if state in GenerationState.values else rows
    rank = Case(When(state=GenerationState.UNCONFIRMED, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = rows.annotate(rank=rank).order_by("rank", "-created_at", "-pk")
    last = rows.filter(pk=before).first() if before else None
    if last:
        older = Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, pk__lt=last.pk)
        rows = rows.filter(Q(rank__gt=last.rank) | Q(rank=last.rank) & older)
    takes = Prefetch("takes", Take.objects.order_by("number"))
    found = list(rows.select_related("project", "order__person", "account").prefetch_related(takes)[: PAGE + 1])
    return [OrderView(row, list(row.takes.all())) for row in found[:PAGE]], len(found) > PAGE
