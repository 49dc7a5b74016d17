"""Lists projects."""

from typing import Any

from django.core.management.base import CommandParser
from django.db.models import Count, Q

from storyboard.management.commanding import StoryboardCommand, add_workspace_option, workspace_named


class Command(StoryboardCommand):
    """A JSON line per project."""

    help = "List the projects of a workspace, a JSON line each."
    example = "projects"

    def add_arguments(self, parser: CommandParser) -> None:
        add_workspace_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        live = Count("shots", filter=Q(shots__deleted_at=None))
        projects = workspace_named(options["workspace"]).projects.annotate(live=live).order_by("created_at", "pk")
        for project in projects.iterator():
            self.line(project=project.pk, title=project.title, seconds=project.total_seconds, shots=project.live)
