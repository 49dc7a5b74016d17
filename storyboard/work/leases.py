"""Leases: how a worker holds a row for a while, and how a row is never lost with a worker.

`due_at` is timer and lease in one: an open row whose `due_at` is past may be claimed, whoever held it before.
`lease` is a token made at each claim; every later write is fenced by it, so that a worker that slept through its
lease writes nothing.
"""

from datetime import timedelta
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils import timezone

from storyboard.ids import new_id

Row = TypeVar("Row", bound=models.Model)


def claim(open_rows: "models.QuerySet[Row]", limit: int, lease: timedelta, **writes: Any) -> list[Row]:
    """Takes up to `limit` due rows for one lease, earliest first, writing `writes` on each."""
    due = open_rows.filter(due_at__lte=timezone.now())
    if limit <= 0 or not due.exists():
        return []
    with transaction.atomic():
        rows = list(due.select_for_update(skip_locked=True).order_by("due_at")[:limit])
        for row in rows:
            for name, value in {**writes, "lease": new_id(), "due_at": timezone.now() + lease}.items():
                setattr(row, name, value)
            row.save(update_fields=[*writes, "lease", "due_at"])
    return rows


def held(row: Row) -> "models.QuerySet[Row]":
    """That row, as long as the claim it was loaded with still holds."""
    return type(row)._default_manager.filter(pk=row.pk, lease=row.lease)  # type: ignore[attr-defined]


def renew(row: models.Model, lease: timedelta) -> bool:
    """Keeps a claim for another lease; False when it was lost."""
    return bool(held(row).update(due_at=timezone.now() + lease))
