"""Sends every kept file to the object storage, or brings all of them home."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from storyboard.assets import bucket
from storyboard.assets.storing import bring_home, kept_names, send_away
from storyboard.management.commanding import StoryboardCommand
from storyboard.review.attaching import attached_names


class Command(StoryboardCommand):
    """May be stopped and run again: what is there already is not sent twice."""

    help = "Send all media to the object storage of STORYBOARD_MEDIA_URL, or with --back bring them home."
    example = "store_media"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--back", action="store_true", help="bring every file into the data folder")

    def handle(self, *args: Any, **options: Any) -> None:
        if bucket.configured() is None:
            raise CommandError("There is no object storage; set STORYBOARD_MEDIA_URL.")
        carry = bring_home if options["back"] else send_away
        names = sorted({*kept_names(), *attached_names()})
        try:
            carried = [carry(name) for name in names]
        except OSError as error:
            raise CommandError(f"{error.strerror or error}. Run the command again; nothing is sent twice.") from error
        missing = [name for name, was in zip(names, carried, strict=True) if was is None]
        self.line(files=len(names), carried=carried.count(True), missing=len(missing))
        if missing:
            raise CommandError(f"Nowhere to be found: {', '.join(missing[:20])}.")
