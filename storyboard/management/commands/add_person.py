"""Adds a person to a workspace, or changes their roles there."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from storyboard.management.commanding import StoryboardCommand, add_workspace_option, workspace_named
from storyboard.studio.people import LastOwner, add_person
from storyboard.studio.roles import Role, role_named


class Command(StoryboardCommand):
    """Gives a person exactly these roles."""

    help = "Add a person to a workspace with these roles, or set the roles of one who is there."
    example = "add_person wren --role creator --role reviewer"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", metavar="NAME", help="user name, at most 60 characters")
        roles = [role.name.lower() for role in Role if role.name]
        parser.add_argument("--role", action="append", required=True, choices=roles, help="may repeat")
        add_workspace_option(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"].strip()
        if not 1 <= len(name) <= 60:
            raise CommandError("A user name has 1 to 60 characters.")
        roles = Role(0)
        for role in options["role"]:
            roles |= role_named(role)
        try:
            person, made = add_person(workspace_named(options["workspace"]), name, roles)
        except LastOwner as error:
            raise CommandError(str(error)) from error
        self.line(person=person.pk, name=person.name, roles=sorted(options["role"]))
        if made:
            self.tell(f"{name} signs in with the link that “manage.py signin_link {name}” prints.")
