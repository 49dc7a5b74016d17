"""The states of generations and takes, and the only ways from one to another (DESIGN: a step of work).

`WAYS` is the whole of it: in a state, an event leads to the next state; what is written with it, in the same
transaction; and what follows. Nothing else moves a generation. An order begins queued, or held where it is over a
budget.
"""

import enum
from dataclasses import dataclass

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


class Event(enum.StrEnum):
    """What can happen to a generation."""

    RELEASED = "an owner lets it go beyond the budget"
    TURNED_DOWN = "an owner does not let it go beyond the budget"
    WITHDRAWN = "a person takes it back before an owner decided"
    BEGUN_HERE = "a job of this server makes it"
    OPENED = "a worker took it up"
    UNPREPARED = "the request cannot be made, so that nothing is sent"
    WRITTEN = "the final bytes are written, and go out next"
    ACCEPTED = "the provider took it"
    REFUSED = "the provider did not take it"
    NOT_SENT = "the provider could not be reached, so that not one byte left"
    DOUBTED = "whether it was taken is not known yet, and the provider can be asked by our own id"
    ANSWER_LOST = "it was sent, and whether it was taken is not known"
    WRITTEN_OFF = "a person gave up what nobody knew the fate of"
    CANCELLED = "a person took it back before it was sent"
    CALLED = "the provider called about it, or a person knows its id"
    MADE_HERE = "the job of this server ended well"
    RESULTS = "the provider has ended it, and there is something to collect"
    GIVEN_UP = "whoever makes it ended it without a result"
    SILENT = "a day has passed without an end"
    ALL_COLLECTED = "no file is missing, and at least one take is ready"
    NONE_COLLECTED = "no file is missing, and no take is ready"


G = GenerationState
OPEN_GENERATIONS = (G.QUEUED, G.PREPARING, G.SUBMITTING, G.RUNNING, G.COLLECTING)
BEGINNINGS = (G.QUEUED, G.HELD)
OVER = (G.DONE, G.FAILED, G.CANCELLED)
MAY_BE_REPEATED = (*OVER, G.UNCONFIRMED)
WORKING_TAKES = (TakeState.WAITING, TakeState.RUNNING, TakeState.COLLECTING)


class Next(enum.StrEnum):
    """When a worker looks at it again."""

    SAME_STEP = "the step that is under way goes on"
    AT_ONCE = "at once"
    ON_TIME = "at the time that is written with it"
    NEVER = "no worker does: a job, its takes or a person go on"


@dataclass(frozen=True)
class Way:
    """One row of the table. `writes` are the fields that have to be written with it, `may_write` those that can be."""

    state: GenerationState
    event: Event
    to: GenerationState
    writes: frozenset[str]
    then: Next
    may_write: frozenset[str] = frozenset()


def _way(
    state: GenerationState, event: Event, to: GenerationState, writes: str, then: Next, may_write: str = ""
) -> Way:
    return Way(state, event, to, frozenset(writes.split()), then, frozenset(may_write.split()))


E, N = Event, Next
COST = "settled unit"
WAYS = (
    # in this state, the event leads to a state, writes fields, what then, and fields it may write besides
    _way(G.HELD,        E.RELEASED,       G.QUEUED,      "failure reserved counted_at",      N.AT_ONCE),
    _way(G.HELD,        E.TURNED_DOWN,    G.CANCELLED,   "failure settled finished_at",      N.NEVER),
    _way(G.HELD,        E.WITHDRAWN,      G.CANCELLED,   "failure settled finished_at",      N.NEVER),
    _way(G.QUEUED,      E.BEGUN_HERE,     G.RUNNING,     "submitted_at",                     N.NEVER),
    _way(G.QUEUED,      E.OPENED,         G.PREPARING,   "",                                 N.SAME_STEP),
    _way(G.PREPARING,   E.UNPREPARED,     G.FAILED,      "failure settled finished_at",      N.NEVER),
    _way(G.PREPARING,   E.WRITTEN,        G.SUBMITTING,  "final_request submitted_at",       N.SAME_STEP, "failure"),
    _way(G.QUEUED,      E.CANCELLED,      G.CANCELLED,   "settled finished_at",              N.NEVER),
    _way(G.PREPARING,   E.CANCELLED,      G.CANCELLED,   "settled finished_at",              N.NEVER),
    _way(G.SUBMITTING,  E.DOUBTED,        G.SUBMITTING,  "attempts due_at failure",          N.ON_TIME),
    _way(G.SUBMITTING,  E.ACCEPTED,       G.RUNNING,     "provider_task due_at failure",     N.ON_TIME),
    _way(G.SUBMITTING,  E.REFUSED,        G.FAILED,      "failure failure_code settled finished_at", N.NEVER),
    _way(G.SUBMITTING,  E.NOT_SENT,       G.QUEUED,      "due_at failure",                   N.ON_TIME),
    _way(G.SUBMITTING,  E.ANSWER_LOST,    G.UNCONFIRMED, "failure",                          N.NEVER),
    _way(G.UNCONFIRMED, E.CALLED,         G.RUNNING,     "provider_task failure",            N.AT_ONCE,   "woken_at"),
    _way(G.UNCONFIRMED, E.WRITTEN_OFF,    G.FAILED,      "failure settled finished_at",      N.NEVER),
    _way(G.RUNNING,     E.MADE_HERE,      G.DONE,        "settled finished_at",              N.NEVER),
    _way(G.RUNNING,     E.RESULTS,        G.COLLECTING,  "",                                 N.NEVER,     COST),
    _way(G.RUNNING,     E.GIVEN_UP,       G.FAILED,      "failure failure_code finished_at", N.NEVER,     COST),
    _way(G.RUNNING,     E.SILENT,         G.UNCONFIRMED, "failure",                          N.NEVER),
    _way(G.COLLECTING,  E.ALL_COLLECTED,  G.DONE,        "finished_at",                      N.NEVER),
    _way(G.COLLECTING,  E.NONE_COLLECTED, G.FAILED,      "finished_at",                      N.NEVER),
)  # fmt: skip
_BY_EVENT = {(way.state, way.event): way for way in WAYS}


class IllegalTransition(Exception):
    """A step tried to go where no way leads, or to write what does not belong there: a fault of the code."""


def way_from(state: str, event: Event, writes: frozenset[str]) -> Way:
    """The way that an event opens. Raises IllegalTransition unless the table has it, and with these fields."""
    way = _BY_EVENT.get((GenerationState(state), event))
    if way is None:
        raise IllegalTransition(f"In the state {state} it cannot be that {event}.")
    if not way.writes <= writes <= way.writes | way.may_write:
        raise IllegalTransition(f"When {event}, {sorted(way.writes)} are written, not {sorted(writes)}.")
    return way
