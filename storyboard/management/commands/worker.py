"""Works the queue alone; `serve` shows pages elsewhere."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from storyboard.management.commanding import StoryboardCommand
from storyboard.server import serve
from storyboard.studio.following import refresh_accounts


class Command(StoryboardCommand):
    """One of any number of workers."""

    help = "Work the queue without serving pages (needs Redis)."
    example = "worker"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.REDIS_URL:
            raise CommandError(
                "“worker” alone needs Redis to tell the pages what it does: set STORYBOARD_REDIS_URL, "
                "or run “manage.py up”, which needs none."
            )
        refresh_accounts()
        self.tell("Working the queue. Ctrl+C stops it.")
        serve(None, work=True)
