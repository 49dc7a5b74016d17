"""The one way to a project: through the membership of whoever asks."""

from django.db.models import F, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from storyboard.projects.models import Project
from storyboard.studio.access import require
from storyboard.studio.models import Membership, Person
from storyboard.studio.roles import Right

UNSEEN = _("There is no such project, or it is in a workspace you are not in.")


def projects_seen_by(person: Person) -> "QuerySet[Project]":
    """Projects of every workspace the person is in."""
    return Project.objects.filter(workspace__memberships__person=person)


def project_for(person: Person, project_id: str, right: Right) -> Project:
    """The project, with the person's roles there as `roles`. Raises Http404 for a foreign one, PermissionDenied."""
    seen = projects_seen_by(person).annotate(reader_roles=F("workspace__memberships__roles"))
    found = seen.select_related("workspace", *Project.PINNED).filter(pk=project_id).first()
    if found is None:
        raise Http404(UNSEEN)
    require(found.reader_roles, right)
    found.roles = found.reader_roles
    return found


def roles_for(person: Person, project_id: str, right: Right) -> int:
    """The person's roles at the project, where nothing else of it is wanted. Raises Http404, PermissionDenied."""
    roles = (
        projects_seen_by(person).filter(pk=project_id).values_list("workspace__memberships__roles", flat=True).first()
    )
    if roles is None:
        raise Http404(UNSEEN)
    require(roles, right)
    return roles


def membership_at(person: Person, project_id: str, right: Right) -> Membership:
    """The person's membership where the project is. Raises Http404, PermissionDenied."""
    theirs = Membership.objects.filter(person=person, workspace__projects=project_id)
    found = theirs.select_related("workspace").first()
    if found is None:
        raise Http404(UNSEEN)
    require(found.roles, right)
    return found


def may_look(person: Person, project_id: str) -> bool:
    """Whether a person may read a project: what the live connection asks."""
    # Asked of the row: the person at hand may be from before they were switched off.
    theirs = Membership.objects.filter(person=person, person__is_active=True)
    return Project.objects.filter(pk=project_id, workspace__memberships__in=theirs).exists()
