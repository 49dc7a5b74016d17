"""Starts Storyboard: everything in one process."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from storyboard import database
from storyboard.projects.demo import make_demo
from storyboard.projects.models import Project
from storyboard.server import PortTaken, address_of, bind, remember_address, serve
from storyboard.studio.following import refresh_accounts
from storyboard.studio.people import first_workspace, owner_of
from storyboard.studio.signing_in import make_link


class Command(BaseCommand):
    """Migrates, makes the first owner and a demo project, serves and works until Ctrl+C."""

    help = "Set up what is missing and start Storyboard in one process; prints one sign-in link."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, epilog="Example: manage.py up --port 8080", **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
        parser.add_argument("--no-demo", action="store_true", help="start without the demo project")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            listener = bind(options["host"], options["port"])
            database.check_reachable()
        except (PortTaken, database.Unfit) as error:
            raise CommandError(str(error)) from error
        call_command("migrate", verbosity=0, interactive=False)
        link = self.founded(demo=not options["no_demo"])
        remember_address(listener)
        self.stdout.write(f"{address_of(listener)}{link}")
        self.stdout.flush()
        self.stderr.write("Storyboard is up; open the link above within 15 minutes. Ctrl+C stops it.")
        serve(listener, work=True)

    def founded(self, *, demo: bool) -> str:
        """The path of the first owner's sign-in link; the demo is made once, where there are no projects at all."""
        workspace = first_workspace()
        refresh_accounts()
        owner = owner_of(workspace)
        if demo and not Project.objects.exists():
            make_demo(workspace, owner)
        return reverse("signin_link", args=[make_link(owner)])
