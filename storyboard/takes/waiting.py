"""What most answers bring, which is nothing but how far the work is, and when to ask again: read and written for many
rows at once, each found by its key. The ORM takes several times as long for it, and a worker has ten thousand
generations to ask about.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from storyboard.takes.models import Generation, Take
from storyboard.takes.states import WORKING_TAKES, GenerationState
from storyboard.takes.turns import Asked

_TAKES, _GENERATIONS = Take._meta.db_table, Generation._meta.db_table
_FIND = f"SELECT state, id, generation_id, project_id, result_id, progress FROM {_TAKES} WHERE generation_id IN "  # noqa: S608  (the names are our own)
_PROGRESS = f"UPDATE {_TAKES} SET progress = %s WHERE id = %s AND progress < %s"  # noqa: S608
_PAUSE = (
    f"UPDATE {_GENERATIONS} SET lease = '', late = %s, due_at = CASE WHEN woken_at > %s THEN %s ELSE %s END "  # noqa: S608
    f"WHERE id = %s AND lease = %s AND state = '{GenerationState.RUNNING.value}'"
)


class Working(NamedTuple):
    """A take that is worked on, as far as an answer is compared with it."""

    pk: str
    generation: str
    project: str
    result: str
    progress: int


class Pause(NamedTuple):
    """When some generations are asked about again, and whether they are late by now."""

    until: datetime
    late: bool
    generations: Sequence[Asked]


def working_takes(generations: Iterable[Asked]) -> list[Working]:
    """Takes of these generations that are worked on. Their states are looked at here: a database that was asked for
    them might go through all takes that are worked on."""
    ids = [generation.pk for generation in generations]
    with connection.cursor() as cursor:
        cursor.execute(f"{_FIND} ({', '.join(['%s'] * len(ids))})", ids)
        return [Working(*row) for state, *row in cursor.fetchall() if state in WORKING_TAKES]


def write_progress(percents: Mapping[str, int]) -> None:
    """Notes how far takes are, by their ids. Call in a transaction."""
    with connection.cursor() as cursor:
        cursor.executemany(_PROGRESS, [(percent, take, percent) for take, percent in percents.items()])


def write_pauses(pauses: Iterable[Pause], asked_at: datetime) -> None:
    """Has generations asked about later, but for those whose row went on without us: they keep what they have. Whoever
    was called for since the question, at `asked_at`, is asked about at once. Call in a transaction."""
    adapt = connection.ops.adapt_datetimefield_value
    since, now = adapt(asked_at), adapt(timezone.now())
    for pause in pauses:
        common = (pause.late, since, now, adapt(pause.until))
        with connection.cursor() as cursor:
            cursor.executemany(_PAUSE, [(*common, one.pk, one.lease) for one in pause.generations])
