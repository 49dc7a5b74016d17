"""The states of generations and takes, and the only ways from one to another (DESIGN: a step of work)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GenerationState(models.TextChoices):
    """Where a generation stands."""

    HELD = "held", _("Held")
    QUEUED = "queued", _("Queued")
    PREPARING = "preparing", _("Preparing")
    SUBMITTING = "submitting", _("Submitting")
    RUNNING = "running", _("Running")
    COLLECTING = "collecting", _("Collecting")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    UNCONFIRMED = "unconfirmed", _("Unconfirmed")


class TakeState(models.TextChoices):
    """Where a take stands; its verdict is kept apart."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Rendering")
    COLLECTING = "collecting", _("Saving")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    UNCONFIRMED = "unconfirmed", _("Unconfirmed")


G = GenerationState
OPEN_GENERATIONS = (G.QUEUED, G.PREPARING, G.SUBMITTING, G.RUNNING, G.COLLECTING)
WORKING_TAKES = (TakeState.WAITING, TakeState.RUNNING, TakeState.COLLECTING)

TRANSITIONS: dict[GenerationState, frozenset[GenerationState]] = {
    G.HELD: frozenset({G.QUEUED, G.CANCELLED}),
    G.QUEUED: frozenset({G.PREPARING, G.HELD, G.FAILED, G.CANCELLED}),
    G.PREPARING: frozenset({G.SUBMITTING, G.RUNNING, G.FAILED, G.CANCELLED}),
    G.SUBMITTING: frozenset({G.RUNNING, G.COLLECTING, G.FAILED, G.UNCONFIRMED}),
    G.RUNNING: frozenset({G.COLLECTING, G.FAILED, G.CANCELLED, G.UNCONFIRMED}),
    G.COLLECTING: frozenset({G.DONE, G.FAILED}),
    G.DONE: frozenset(),
    G.FAILED: frozenset(),
    G.CANCELLED: frozenset(),
    G.UNCONFIRMED: frozenset({G.RUNNING, G.COLLECTING, G.FAILED, G.CANCELLED}),
}


class IllegalTransition(Exception):
    """A step tried to go where no way leads: a fault of the code, never of a person."""


def check_transition(old: str, new: str) -> None:
    """Raises IllegalTransition unless the table allows it."""
    if GenerationState(new) not in TRANSITIONS[GenerationState(old)]:
        raise IllegalTransition(f"A generation cannot go from {old} to {new}.")
