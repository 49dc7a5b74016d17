"""Founding workspaces and adding people to them."""

from asgiref.sync import async_to_sync
from django.db import transaction

from storyboard.live.consumer import tell_person
from storyboard.studio.following import oldest_workspace, refresh_accounts
from storyboard.studio.models import Membership, Person, Workspace
from storyboard.studio.roles import Role

FIRST_OWNER = "owner"
FIRST_WORKSPACE = "Studio"


def first_workspace() -> Workspace:
    """The oldest workspace, made with its owner and the environment's accounts where there is none."""
    found = oldest_workspace()
    if found is None:
        found = found_workspace(FIRST_WORKSPACE, FIRST_OWNER)
        refresh_accounts()
    return found


class LastOwner(Exception):
    """Nobody would be left to run the workspace; the text is the sentence to show."""


@transaction.atomic
def found_workspace(name: str, owner: str) -> Workspace:
    """A new workspace with its owner, who is made if there is nobody of that name."""
    workspace = Workspace.objects.create(name=name)
    person = Person.objects.filter(name__iexact=owner).first() or Person.objects.create_user(owner)
    Membership.objects.create(workspace=workspace, person=person, roles=int(Role.OWNER))
    return workspace


@transaction.atomic
def add_person(workspace: Workspace, name: str, roles: Role) -> tuple[Person, bool]:
    """Gives a person these roles there; returns the person and whether they are new to this server."""
    person = Person.objects.filter(name__iexact=name).first()
    made = person is None
    person = person or Person.objects.create_user(name)
    if not roles & Role.OWNER and _owners(workspace) == [person.pk]:
        raise LastOwner(f"{person} is the only owner of {workspace}; make somebody else owner first.")
    Membership.objects.update_or_create(workspace=workspace, person=person, defaults={"roles": int(roles)})
    transaction.on_commit(lambda: async_to_sync(tell_person)(person.pk), robust=True)
    return person, made


def _owners(workspace: Workspace) -> list[str]:
    memberships = workspace.memberships.select_for_update().values_list("person_id", "roles")
    return [person for person, roles in memberships if roles & Role.OWNER]


def owner_of(workspace: Workspace) -> Person:
    """The workspace's first owner."""
    memberships = workspace.memberships.select_related("person").order_by("created_at", "pk")
    return next(m.person for m in memberships if m.roles & Role.OWNER)
