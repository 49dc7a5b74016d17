"""Every look-up of a workspace starts here, from what the person may see: 404 for the unseen, 403 for the forbidden."""

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from storyboard.database import impatient
from storyboard.ids import is_id
from storyboard.studio.models import Membership, Person
from storyboard.studio.roles import Right, may

TOUCH_SECONDS = 0.5


def require(roles: int, right: Right) -> None:
    """Raises PermissionDenied with a sentence unless these roles allow it."""
    if not may(roles, right):
        raise PermissionDenied(_("Your role in this workspace does not allow that. Ask an owner for it."))


def membership_for(person: Person, workspace_id: str, right: Right) -> Membership:
    """The person's membership in that workspace, the workspace loaded with it. Raises Http404, PermissionDenied."""
    theirs = Membership.objects.select_related("workspace").filter(person=person)
    found = theirs.filter(workspace_id=workspace_id).first() if is_id(workspace_id) else None
    if found is None:
        raise Http404(_("There is no such workspace."))
    require(found.roles, right)
    return found


def is_member(person: Person, workspace_id: str) -> bool:
    """Whether a person is in a workspace: what the live connection asks."""
    # Asked of the row: the person at hand may be from before they were switched off.
    return Membership.objects.filter(person=person, person__is_active=True, workspace=workspace_id).exists()


def owned_membership(person: Person, wanted: str) -> Membership:
    """For pages of owners: the workspace that `?w=` names, else the one of theirs used last.

    Raises Http404 for a foreign one, PermissionDenied for people who own nothing.
    """
    if wanted:
        return membership_for(person, wanted, Right.ACCOUNTS)
    found = next(iter(_owned(person)), None)
    if found is None:
        raise PermissionDenied(_("Only owners of a workspace see this page. Ask one of them."))
    return found


def owned_workspaces(request: HttpRequest) -> list[str]:
    """The ids of the workspaces that whoever asks owns."""
    return [found.workspace_id for found in memberships_of(request) if found.may(Right.ACCOUNTS)]


def memberships_of(request: HttpRequest) -> list[Membership]:
    """Those of whoever asks, the one used last first; looked up once for a request, for all that its menu shows."""
    person, kept = request.user, request.__dict__
    if "memberships" not in kept:
        kept["memberships"] = list(_memberships(person)) if isinstance(person, Person) else []
    found: list[Membership] = kept["memberships"]
    return found


def menu(request: HttpRequest) -> dict[str, object]:
    """For every template: whether the menu leads to pages for owners. Asked only where a page has the menu."""
    return {"owns_something": SimpleLazyObject(lambda: bool(owned_workspaces(request)))}


def _owned(person: Person) -> list[Membership]:
    return [membership for membership in _memberships(person) if membership.may(Right.ACCOUNTS)]


def _memberships(person: Person) -> "QuerySet[Membership]":
    return _by_use(Membership.objects.select_related("workspace").filter(person=person))


def _by_use(memberships: "QuerySet[Membership]") -> "QuerySet[Membership]":
    return memberships.order_by(F("used_at").desc(nulls_last=True), "created_at")


def last_membership(person: Person) -> Membership | None:
    """The workspace a person used last, else the first they joined; None where they are in none."""
    return _memberships(person).first()


def listed_membership(person: Person, wanted: str, right: Right) -> Membership | None:
    """For lists: the workspace that `?w=` names, else the one used last; None where the person is in none."""
    return membership_for(person, wanted, right) if wanted else last_membership(person)


def touch(membership: Membership) -> None:
    """Remembers that this workspace was used last, at most once a minute; not where that would keep a page waiting."""
    now = timezone.now()
    if membership.used_at is None or now - membership.used_at > timedelta(minutes=1):
        with suppress(OperationalError), impatient(TOUCH_SECONDS):
            Membership.objects.filter(pk=membership.pk).update(used_at=now)
