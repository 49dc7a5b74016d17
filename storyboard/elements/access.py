"""The one way to an element: through the membership of whoever asks."""

from django.db.models import F, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from storyboard.elements.models import Element
from storyboard.ids import is_id
from storyboard.studio.access import require
from storyboard.studio.models import Membership, Person
from storyboard.studio.roles import Right

UNSEEN = _("There is no such element, or it is in a workspace you are not in.")


def elements_seen_by(person: Person) -> "QuerySet[Element]":
    """Elements of every workspace the person is in."""
    return Element.objects.filter(workspace__memberships__person=person)


def element_for(person: Person, element_id: str, right: Right) -> Element:
    """The element, with the person's roles there as `roles`. Raises Http404 for a foreign one, PermissionDenied."""
    seen = elements_seen_by(person).annotate(reader_roles=F("workspace__memberships__roles"))
    found = seen.select_related("workspace").filter(pk=element_id).first()
    if found is None:
        raise Http404(UNSEEN)
    require(found.reader_roles, right)
    found.roles = found.reader_roles
    return found


def workspace_of_project(person: Person, project_id: str) -> Membership:
    """The person's membership in the workspace of a project. Raises Http404."""
    theirs = Membership.objects.filter(person=person, workspace__projects=project_id) if is_id(project_id) else None
    found = theirs.first() if theirs else None
    if found is None:
        raise Http404(UNSEEN)
    return found
