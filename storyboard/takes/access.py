"""The one way to an order and its generations: through the membership of whoever asks."""

from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext as _

from storyboard.studio.access import require
from storyboard.studio.models import Person
from storyboard.studio.roles import Right
from storyboard.takes.models import Generation, Order


def generation_for(person: Person, generation_id: str, right: Right) -> Generation:
    """The generation, its order, account and project loaded with it, the person's roles there as the project's `roles`.

    Raises Http404 for a foreign one, PermissionDenied.
    """
    seen = Generation.objects.filter(project__workspace__memberships__person=person).exclude(client_id="")
    seen = seen.annotate(reader_roles=F("project__workspace__memberships__roles"))
    found = (
        seen.select_related("order__person", "order__again_of", "project", "account").filter(pk=generation_id).first()
    )
    if found is None:
        raise Http404(_("There is no such order, or it is in a workspace you are not in."))
    require(found.reader_roles, right)
    found.project.roles = found.reader_roles
    return found


def order_for(person: Person, order_id: str, right: Right) -> Order:
    """The order, its project and workspace loaded with it. Raises Http404 for a foreign one, PermissionDenied."""
    seen = Order.objects.filter(project__workspace__memberships__person=person)
    seen = seen.annotate(reader_roles=F("project__workspace__memberships__roles"))
    found = seen.select_related("project__workspace").filter(pk=order_id).first()
    if found is None:
        raise Http404(_("There is no such order, or it is in a workspace you are not in."))
    require(found.reader_roles, right)
    return found
