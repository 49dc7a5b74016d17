"""Types and small decisions shared by all views."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from storyboard.studio.models import Person

__all__ = ["PersonRequest", "login_required"]


class PersonRequest(HttpRequest):
    """A request behind login_required, as views see it."""

    user: Person
    htmx: HtmxDetails
