"""Every order of a workspace, those that a person has to decide about first."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Prefetch, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from storyboard.providers.spec import from_json
from storyboard.takes.deciding import MAY_BE_CANCELLED, task_to_ask_for
from storyboard.takes.models import Generation, Take
from storyboard.takes.money import shown
from storyboard.takes.opening import place_in_line, places_in_line
from storyboard.takes.speaking import is_rehearsal, model_of
from storyboard.takes.states import OPEN_GENERATIONS, OVER, GenerationState, TakeState

PAGE = 50
MOST_PROMPT = 120
# What a row of the list needs besides itself.
BESIDE = (
    Prefetch("takes", Take.objects.order_by("number")),
    Prefetch("order__generations", Generation.objects.only("pk", "order", "state", "wanted")),
    Prefetch("again__generations", Generation.objects.only("pk", "order")),
)
ICONS = {
    GenerationState.HELD: "clock",
    GenerationState.QUEUED: "clock",
    GenerationState.PREPARING: "upload",
    GenerationState.SUBMITTING: "right",
    GenerationState.RUNNING: "busy",
    GenerationState.COLLECTING: "download",
    GenerationState.DONE: "ok",
    GenerationState.FAILED: "warn",
    GenerationState.CANCELLED: "no",
    GenerationState.UNCONFIRMED: "info",
}


@dataclass(frozen=True)
class OrderView:
    """One generation as the page lists it; `place` is that in the line of its account, 0 where it does not wait."""

    generation: Generation
    takes: list[Take]
    place: int = 0

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
    def icon(self) -> str:
        """The sign beside its state."""
        return ICONS[GenerationState(self.generation.state)]

    @property
    def told(self) -> list[str]:
        """What is said of it: why it stands as it does, else of each take that was lost or is not here yet, why."""
        if self.generation.failure:
            return [self.generation.failure]
        lost = [take for take in self.takes if take.failure]
        if len(self.takes) == 1:
            return [take.failure for take in lost]
        return [_("Take %(number)s: %(why)s") % {"number": take.number, "why": take.failure} for take in lost]

    @property
    def asked(self) -> str:
        """How long the video was to be, and how many of it."""
        seconds = sum(shot["seconds"] for shot in self.generation.shots)
        results = ngettext("%(n)s result", "%(n)s results", self.generation.wanted) % {"n": self.generation.wanted}
        return _("%(seconds)s s, %(results)s") % {"seconds": seconds, "results": results}

    @property
    def prompt(self) -> str:
        """How what was asked for begins, with the names of elements where they are mentioned."""
        spec = from_json(self.generation.spec)
        texts = [spec.shown(prompt) for _path, _shot, prompt in spec.prompts]
        text = " ".join(" ".join(texts).split())
        return text if len(text) <= MOST_PROMPT else f"{text[:MOST_PROMPT].rstrip()}…"

    @property
    def again(self) -> Generation | None:
        """What orders it once more."""
        order = getattr(self.generation, "again", None)
        return order.generations.all()[0] if order else None

    @property
    def again_of(self) -> Generation | None:
        """What it orders once more."""
        return self.generation.order.again_of

    @property
    def fellows(self) -> int:
        """How many results of its order were not sent yet, itself among them."""
        rows = self.generation.order.generations.all()
        return sum(row.wanted for row in rows if row.state in MAY_BE_CANCELLED)

    @property
    def goes_on(self) -> bool:
        """Whether it changes by itself."""
        return self.generation.state in OPEN_GENERATIONS

    @property
    def held(self) -> bool:
        return self.generation.state == GenerationState.HELD

    @property
    def failed(self) -> bool:
        return self.generation.state == GenerationState.FAILED

    @property
    def unconfirmed(self) -> bool:
        return self.generation.state == GenerationState.UNCONFIRMED

    @property
    def stuck(self) -> list[Take]:
        """Takes that were paid for and whose file was not had."""
        return [take for take in self.takes if take.stuck]

    @property
    def doubtful(self) -> bool:
        """Whether a person has to look at it."""
        return self.unconfirmed or bool(self.stuck)

    @property
    def amount(self) -> str:
        """What it cost as far as that is known, else what was expected."""
        return self.settled or self.estimated

    @property
    def can_be_asked_for(self) -> bool:
        return bool(task_to_ask_for(self.generation))

    @property
    def can_be_cancelled(self) -> bool:
        return self.generation.state in MAY_BE_CANCELLED

    @property
    def is_charged_all_the_same(self) -> bool:
        """Whether it is under way, which no provider here can take back."""
        return self.generation.state in (GenerationState.SUBMITTING, GenerationState.RUNNING) and not self.rehearsal

    @property
    def is_over(self) -> bool:
        return self.generation.state in OVER


def _amount(value: Any, unit: str) -> str:
    return "" if value is None else shown(value, unit)


def view_of(generation: Generation) -> OrderView:
    """One generation as pages show it."""
    return OrderView(generation, list(generation.takes.order_by("number")), place_in_line(generation))


def orders_of(workspace_id: str, state: str = "", before: str = "") -> tuple[list[OrderView], bool]:
    """A page of the generations of a workspace, animatics left out, and whether there are more.

    `state` keeps one state; `before` is the id of the last one on the page before.
    """
    rows = Generation.objects.filter(project__workspace=workspace_id).exclude(client_id="")
    rows = rows.filter(state=state) if state in GenerationState.values else rows
    stuck = Exists(Take.objects.filter(generation=OuterRef("pk"), state=TakeState.COLLECTING, stuck=True))
    doubtful = When(state=GenerationState.UNCONFIRMED, then=Value(0)), When(stuck, then=Value(1))
    rank = Case(*doubtful, default=Value(2), output_field=IntegerField())
    rows = rows.annotate(rank=rank).order_by("rank", "-created_at", "-pk")
    last = rows.filter(pk=before).first() if before else None
    if last:
        older = Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, pk__lt=last.pk)
        rows = rows.filter(Q(rank__gt=last.rank) | Q(rank=last.rank) & older)
    rows = rows.select_related("project", "order__person", "order__again_of", "account", "again")
    found = list(rows.prefetch_related(*BESIDE)[: PAGE + 1])
    places = places_in_line(row.account_id for row in found if row.state == GenerationState.QUEUED)
    return [OrderView(row, list(row.takes.all()), places.get(row.pk, 0)) for row in found[:PAGE]], len(found) > PAGE
