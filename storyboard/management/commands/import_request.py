"""Makes a project of a provider's request."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from storyboard.assets.accepting import Unusable
from storyboard.assets.remote import retry
from storyboard.management.commanding import StoryboardCommand, add_workspace_option, workspace_named
from storyboard.projects.forms import text_from
from storyboard.projects.import_sentences import refusal_of, remark_of
from storyboard.projects.importing import Imported, import_text
from storyboard.projects.pasted import NotImported, Told, short


class Command(StoryboardCommand):
    """A project for each request in a file."""

    help = "Make a project of a provider's request in JSON; prints its id, and to standard error what was not kept."
    example = "import_request request.json --title 'Night market'"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a file with the request, or - for standard input")
        parser.add_argument("--title", metavar="T", default="", help="title of the project (default: its first words)")
        add_workspace_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        workspace = workspace_named(options["workspace"])
        try:
            made = import_text(workspace, None, text_from(_content(options["file"])), options["title"])
        except NotImported as refused:
            raise CommandError(refusal_of(refused)) from refused
        for one in made:
            for told in (*one.told, *_fetched(one)):
                self.tell_of(told, one.project.pk if len(made) > 1 else "")
            self.stdout.write(one.project.pk)

    def tell_of(self, told: Told, project: str) -> None:
        """One line: of several projects the one it is about, the field, its value and what became of it."""
        remark = remark_of(told)
        parts = (project, f"{remark.path}:" * bool(remark.path), remark.value, remark.sentence)
        self.tell(" ".join(part for part in parts if part))


def _content(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise CommandError(f"The file “{name}” cannot be read: {error.strerror}.") from error


def _fetched(imported: Imported) -> list[Told]:
    """Fetches every address now; tells of those that are not to be had."""
    told = []
    for asset in imported.waiting:
        try:
            retry(asset)
        except Unusable as unusable:
            told.append(Told("not_fetched", "", short(asset.source_url), {"reason": str(unusable)}))
    return told
