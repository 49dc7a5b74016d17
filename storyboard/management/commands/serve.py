"""Serves pages and live connections alone; `worker` works the queue elsewhere."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from storyboard.management.commanding import StoryboardCommand
from storyboard.server import PortTaken, address_of, bind, remember_address, serve
from storyboard.studio.following import refresh_accounts


class Command(StoryboardCommand):
    """One of several web processes."""

    help = "Serve pages and live connections without working the queue (needs Redis)."
    example = "serve --port 8001"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.REDIS_URL:
            raise CommandError(
                "“serve” alone needs Redis to hear of the workers’ changes: set STORYBOARD_REDIS_URL, "
                "or run “manage.py up”, which needs none."
            )
        try:
            listener = bind(options["host"], options["port"])
        except PortTaken as error:
            raise CommandError(str(error)) from error
        refresh_accounts()
        remember_address(listener)
        self.tell(f"Serving on {address_of(listener)}. Ctrl+C stops it.")
        serve(listener, work=False)
