"""A one-time sign-in link for a person."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.urls import reverse

from storyboard.management.commanding import StoryboardCommand
from storyboard.server import last_address
from storyboard.studio.models import Person
from storyboard.studio.signing_in import make_link


class Command(StoryboardCommand):
    """Prints a link that signs in once."""

    help = "Print a one-time sign-in link for a person, good for 15 minutes."
    example = "signin_link wren"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", help="the person’s user name")
        parser.add_argument(
            "--base", default="", help="address people reach the server at (default: where it was served last)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(name__iexact=options["name"], is_active=True).first()
        if person is None:
            raise CommandError(f"There is nobody called “{options['name']}”; “manage.py add_person” adds people.")
        base = options["base"] or last_address()
        self.stdout.write(base.rstrip("/") + reverse("signin_link", args=[make_link(person)]))
