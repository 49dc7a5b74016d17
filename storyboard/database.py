"""Whether the database fits this version of the program."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


class Unfit(Exception):
    """The database cannot be used as it is; the text is the sentence to show."""


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
