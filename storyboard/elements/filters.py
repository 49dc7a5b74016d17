"""Searches that a person keeps under a name."""

from storyboard.elements.errors import Refused
from storyboard.elements.models import SavedFilter
from storyboard.elements.searching import Wanted
from storyboard.studio.models import Membership, Person

NAME_LIMIT = 60


def keep_filter(membership: Membership, name: str, wanted: Wanted) -> SavedFilter:
    """Keeps a search; one of the same name is replaced. Raises Refused."""
    name = " ".join(name.replace("\x00", "").split())[:NAME_LIMIT]
    if not name:
        raise Refused("filter_needs_name")
    kept, _made = SavedFilter.objects.update_or_create(
        person_id=membership.person_id,
        workspace_id=membership.workspace_id,
        name=name,
        defaults={"query": wanted.query()[:1000]},
    )
    return kept


def filters_of(membership: Membership) -> list[SavedFilter]:
    """The searches a person keeps in a workspace, by name."""
    return list(SavedFilter.objects.filter(person=membership.person_id, workspace=membership.workspace_id))


def forget_filter(person: Person, number: int) -> str | None:
    """Removes a search of that person; returns its workspace's id, None where there was none."""
    theirs = SavedFilter.objects.filter(person=person, pk=number).first()
    if theirs is None:
        return None
    theirs.delete()
    return theirs.workspace_id
