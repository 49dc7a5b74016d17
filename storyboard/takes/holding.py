"""Orders over a budget: they are held until an owner releases them or turns them down."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from storyboard.studio.auditing import What, note
from storyboard.studio.models import Person
from storyboard.takes.budget_sentences import over_budget, turned_down, withdrawn
from storyboard.takes.budgets import Judgement
from storyboard.takes.models import Generation, Order, Take
from storyboard.takes.money import shown
from storyboard.takes.offering import Offer
from storyboard.takes.pipeline import advance, change_open_takes
from storyboard.takes.states import Event, GenerationState, TakeState
from storyboard.takes.worth import worth_of
from storyboard.work.waking import wake_workers

LISTED = 50


def money_of(offer: Offer, judgement: Judgement, currency: str, now: datetime) -> dict[str, Any]:
    """What an order writes about money in each of its generations: a reservation, or why it is held."""
    about = {"currency": currency, "rate": offer.account.rate if offer.account else None}
    if judgement.over:
        held = {"state": GenerationState.HELD, "failure": over_budget(judgement), "due_at": None}
        return {**about, **held}
    return {**about, "reserved": judgement.share, "counted_at": now}


@transaction.atomic
def release(order: Order, person: Person) -> bool:
    """Lets an order go beyond the budget, where it counts from now on. False where it is not held any more."""
    held, now = _held(order), timezone.now()
    for generation in held:
        reserved = worth_of(generation, generation.estimated or Decimal(0), generation.unit)
        advance(generation, Event.RELEASED, failure="", reserved=reserved, counted_at=now)
        change_open_takes(generation, TakeState.WAITING, failure="")
    if held:
        _note(order, person, What.RELEASED)
        transaction.on_commit(wake_workers, robust=True)
    return bool(held)


@transaction.atomic
def turn_down(order: Order, person: Person) -> bool:
    """Ends a held order; nothing was sent. False where it is not held any more."""
    if not _end(order, Event.TURNED_DOWN, turned_down()):
        return False
    _note(order, person, What.TURNED_DOWN)
    return True


@transaction.atomic
def withdraw(order: Order) -> bool:
    """Takes back a held order before an owner decided. False where it is not held any more."""
    return _end(order, Event.WITHDRAWN, withdrawn())


def _end(order: Order, event: Event, sentence: str) -> bool:
    held = _held(order)
    for generation in held:
        advance(generation, event, failure=sentence, settled=0, finished_at=timezone.now())
        change_open_takes(generation, TakeState.CANCELLED, failure=sentence)
    return bool(held)


def held_orders(workspace_id: str) -> list[Order]:
    """What waits for an owner, oldest first, with its takes in `held_takes`."""
    takes = Prefetch("generations__takes", Take.objects.order_by("number"))
    found = Order.objects.filter(project__workspace=workspace_id, generations__state=GenerationState.HELD).distinct()
    rows = found.select_related("project", "person").prefetch_related("generations", takes)
    return list(rows.order_by("created_at", "pk")[:LISTED])


def held_order(generation: Generation) -> Order:
    """The held order of a generation, as the list of them has it."""
    return Order.objects.select_related("project", "person").prefetch_related("generations").get(pk=generation.order_id)


def _held(order: Order) -> list[Generation]:
    rows = order.generations.filter(state=GenerationState.HELD).select_for_update(of=("self",))
    return list(rows.order_by("pk"))


def _note(order: Order, person: Person, what: What) -> None:
    price = shown(order.estimated, order.unit) if order.estimated is not None else ""
    note(order.project.workspace, person, what, order.project.title[:120], after=price)
