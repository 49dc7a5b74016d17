"""Prints the request of an order."""

import uuid
from typing import Any

from django.core.management.base import CommandError, CommandParser

from storyboard.management.commanding import StoryboardCommand, project_of
from storyboard.providers.requests import fill
from storyboard.providers.sheets import UnknownModel
from storyboard.takes.offering import offer_for


class Command(StoryboardCommand):
    """The body that an order would send, with a fresh client id."""

    help = "Print the JSON body that an order would send, with a fresh client id and the other placeholders."
    example = "show_request k3v9x2m7q4ab --model runware/kling-3.0-4k"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("project", metavar="PROJECT")
        parser.add_argument("--model", required=True, metavar="MODEL", help="for example runware/kling-3.0-4k")
        parser.add_argument("--results", type=int, metavar="N", help="takes wanted (default: as the board says)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            offer = offer_for(project_of(options["project"]), options["model"], results=options["results"])
        except UnknownModel as error:
            raise CommandError(f"There is no model “{error}”.") from error
        if offer.creates > 1:
            self.tell(f"An order sends this {offer.creates} times, once for each result.")
        self.stdout.write(fill(offer.request.body, {"task": str(uuid.uuid4())}).decode())
