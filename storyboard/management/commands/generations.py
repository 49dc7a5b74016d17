"""Lists generations."""

from typing import Any

from django.core.management.base import CommandParser

from storyboard.management.commanding import (
    StoryboardCommand,
    add_workspace_option,
    amount,
    project_of,
    workspace_named,
)
from storyboard.takes.models import Generation
from storyboard.takes.states import GenerationState


class Command(StoryboardCommand):
    """A JSON line per generation."""

    help = "List generations with their state and cost, a JSON line each."
    example = "generations --state failed"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("project", metavar="PROJECT", nargs="?", help="only of this project")
        parser.add_argument("--state", choices=GenerationState.values, help="only in this state")
        add_workspace_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        found = Generation.objects.order_by("created_at", "pk")
        if options["project"]:
            found = found.filter(project=project_of(options["project"]))
        else:
            found = found.filter(project__workspace=workspace_named(options["workspace"]))
        if options["state"]:
            found = found.filter(state=options["state"])
        for row in found.iterator():
            self.line(
                generation=row.pk,
                order=row.order_id,
                project=row.project_id,
                model=row.model,
                state=row.state,
                provider_task=row.provider_task or None,
                estimated=amount(row.estimated),
                cost=amount(row.settled),
                currency=row.unit,
            )
