"""The one way to a project: through the membership of whoever asks."""

from django.db.models import F, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from storyboard.projects.models import Project
from storyboard.studio.access import require
from storyboard.studio.models import Person
from storyboard.studio.roles import Right


def projects_seen_by(person: Person) -> "QuerySet[Project]":
    """Projects of every workspace the person is in, each with the person's roles there as `roles`."""
    seen = Project.objects.filter(workspace__memberships__person=person)
    return seen.annotate(roles=F("workspace__memberships__roles"))


def project_for(person: Person, project_id: str, right: Right) -> Project:
    """The project, with the person's roles there as `roles`. Raises Http404 for a foreign one, PermissionDenied."""
    found = projects_seen_by(person).select_related("workspace").filter(pk=project_id).first()
    if found is None:
        raise Http404(_("There is no such project, or it is in a workspace you are not in."))
    require(found.roles, right)
    return found


def may_look(person: Person, project_id: str) -> bool:
    """Whether a person may read a project: what the live connection asks."""
    return person.is_active and projects_seen_by(person).filter(pk=project_id).exists()
