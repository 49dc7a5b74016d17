"""Leases: how a worker holds a row for a while, and how a row is never lost with a worker.

`due_at` is timer and lease in one: an open row whose `due_at` is past may be claimed, whoever held it before.
`lease` is a token made at each claim; every later write is fenced by it, so that a worker that slept through its
lease writes nothing.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from storyboard.ids import new_id

Row = TypeVar("Row", bound=models.Model)


def claim(open_rows: "models.QuerySet[Row]", limit: int, lease: timedelta, **writes: Any) -> list[Row]:
    """Takes up to `limit` due rows for one lease, earliest first, writing `writes` on each. All of one claim share its
    token."""
    due = open_rows.filter(due_at__lte=timezone.now())
    if limit <= 0 or not due.exists():
        return []
    with transaction.atomic():
        rows = list(due.select_for_update(skip_locked=True, of=("self",)).order_by("due_at")[:limit])
        written = {**writes, "lease": new_id(), "due_at": timezone.now() + lease}
        open_rows.model._default_manager.filter(pk__in=[row.pk for row in rows]).update(**written)
    for row in rows:
        for name, value in written.items():
            setattr(row, name, value)
    return rows


def held(row: Row) -> "models.QuerySet[Row]":
    """That row, as long as the claim it was loaded with still holds."""
    return type(row)._default_manager.filter(pk=row.pk, lease=row.lease)  # type: ignore[attr-defined]


def renew(rows: Sequence[models.Model], lease: timedelta) -> bool:
    """Keeps what one claim took for another lease; False when all of it was lost."""
    first = rows[0]
    held_yet = type(first)._default_manager.filter(
        pk__in=[row.pk for row in rows],
        lease=first.lease,  # type: ignore[attr-defined]
    )
    return bool(held_yet.update(due_at=timezone.now() + lease))
