"""Whether the database fits this version of the program, and how a server stays connected to it."""

import errno
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.migrations.executor import MigrationExecutor

DISK_FULL = "53100"  # Source: PostgreSQL, Appendix A


class Unfit(Exception):
    """The database cannot be used as it is; the text is the sentence to show."""


@contextmanager
def impatient(seconds: float) -> Iterator[None]:
    """In this block nobody waits longer than that for another's transaction, where one holds the whole database."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()
    usual = float(connection.settings_dict["OPTIONS"]["timeout"])
    _wait_at_most(seconds)
    try:
        yield
    finally:
        _wait_at_most(usual)


def _wait_at_most(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")


def is_locked(seconds: float) -> bool:
    """Whether another program keeps everybody from writing for longer than that."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return False
    try:
        with impatient(seconds), transaction.atomic():
            return False
    except OperationalError:
        return True


def is_full(error: BaseException | None) -> bool:
    """Whether something failed because the disk has no room: the database's, or the one that files lie on."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    if not isinstance(error, DatabaseError):
        return False
    return getattr(error.__cause__, "sqlstate", "") == DISK_FULL or "disk is full" in str(error)


def stay_connected() -> None:
    """Keeps the connection of this thread from one use to the next, for as long as it works. For a thread that lives as
    long as the process: to connect takes longer than most of what is asked."""
    own = threading.get_ident()

    def keep(connection: BaseDatabaseWrapper, **_given: Any) -> None:
        if threading.get_ident() == own:
            connection.close_at = None

    connection_created.connect(keep, weak=False, dispatch_uid="stay_connected")


def check_reachable() -> None:
    """Raises Unfit where the database does not answer or was written by a newer version."""
    newer = applied_but_unknown()
    if newer:
        raise Unfit(
            f"The database was last used by a newer version of Storyboard (it knows {', '.join(newer)}). "
            "Start that version again, or restore a backup made by this one; nothing was changed."
        )


def applied_but_unknown() -> list[str]:
    """Migrations of this app that the database has and this program does not. Raises Unfit."""
    loader = _executor().loader
    unknown = set(loader.applied_migrations) - set(loader.disk_migrations)
    return sorted(name for app, name in unknown if app == "storyboard")


def is_migrated() -> bool:
    """Whether nothing is left to migrate. Raises Unfit."""
    executor = _executor()
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _executor() -> MigrationExecutor:
    try:
        return MigrationExecutor(connection)
    except (DatabaseError, ImportError) as error:
        raise Unfit(f"The database does not answer: {str(error).strip()}") from error
