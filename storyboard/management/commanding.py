"""What all commands share: a database that fits, a workspace, and JSON lines on standard output."""

import json
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from storyboard import database
from storyboard.projects.models import Project
from storyboard.studio.models import Workspace
from storyboard.studio.people import first_workspace


class StoryboardCommand(BaseCommand):
    """A command on a migrated database. `example` is shown by --help."""

    example = ""
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, epilog=f"Example: manage.py {self.example}", **kwargs)

    def execute(self, *args: Any, **options: Any) -> str | None:
        require_database()
        return super().execute(*args, **options)

    def line(self, **values: Any) -> None:
        """One JSON object as one line of the result."""
        self.stdout.write(json.dumps(values, ensure_ascii=False, default=str))

    def tell(self, sentence: str) -> None:
        """A message for the person, apart from the result."""
        self.stderr.write(sentence)


def amount(value: Decimal | None) -> str | None:
    """Money as text without empty decimals, so that no reader rounds it: 3.78, 0, or null where it is unknown."""
    return None if value is None else f"{value.normalize():f}"


def require_database() -> None:
    """Raises CommandError with a sentence unless the database answers and is migrated."""
    try:
        database.check_reachable()
        if not database.is_migrated():
            raise CommandError("The database is not migrated yet. Run “manage.py up” or “manage.py migrate” first.")
    except database.Unfit as unfit:
        raise CommandError(str(unfit)) from unfit


def add_workspace_option(parser: CommandParser) -> None:
    """--workspace, by id or name."""
    parser.add_argument("--workspace", metavar="W", help="id or name of the workspace (default: the first)")


def workspace_named(wanted: str | None) -> Workspace:
    """The workspace of that id or name; without one the first, made where there is none. Raises CommandError."""
    if not wanted:
        return first_workspace()
    found = Workspace.objects.filter(pk=wanted).first() or Workspace.objects.filter(name=wanted).first()
    if found is None:
        raise CommandError(f"There is no workspace “{wanted}”.")
    return found


def project_of(project_id: str) -> Project:
    """The project of that id. Raises CommandError."""
    found = Project.objects.select_related("workspace").filter(pk=project_id).first()
    if found is None:
        raise CommandError(f"There is no project “{project_id}”; “manage.py projects” lists them.")
    return found
