"""Writing what most answers bring: nothing but how far the work is, and when to ask again.

One statement for many rows, each found by its key alone. The ORM's own ways take several times as long here, and a
worker has ten thousand generations to ask about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils import timezone

from storyboard.takes.models import Generation, Take
from storyboard.takes.states import GenerationState

_PROGRESS = f"UPDATE {Take._meta.db_table} SET progress = %s WHERE id = %s AND progress < %s"  # noqa: S608  (our own)
_PAUSE = (
    f"UPDATE {Generation._meta.db_table} SET lease = '', late = %s, "  # noqa: S608
    "due_at = CASE WHEN woken_at > %s THEN %s ELSE %s END WHERE id = %s AND lease = %s AND state = %s"
)


@dataclass(frozen=True)
class Pause:
    """When a generation is asked about again, and whether it is late by now."""

    generation: Generation
    until: datetime
    late: bool


def write_progress(percents: Mapping[str, int]) -> None:
    """Notes how far takes are, by their ids. Call in a transaction."""
    with connection.cursor() as cursor:
        cursor.executemany(_PROGRESS, [(percent, take, percent) for take, percent in percents.items()])


def write_pauses(pauses: Sequence[Pause], asked_at: datetime) -> None:
    """Has generations asked about later, but for those whose row went on without us: they keep what they have. Whoever
    was called for since the question, at `asked_at`, is asked about at once. Call in a transaction."""
    adapt = connection.ops.adapt_datetimefield_value
    since, now = adapt(asked_at), adapt(timezone.now())
    with connection.cursor() as cursor:
        cursor.executemany(_PAUSE, [(pause.late, since, now, adapt(pause.until), *_held(pause)) for pause in pauses])


def _held(pause: Pause) -> tuple[str, str, str]:
    return pause.generation.pk, pause.generation.lease, GenerationState.RUNNING.value
