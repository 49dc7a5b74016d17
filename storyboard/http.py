"""Types and small decisions shared by all views."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib.auth import decorators
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from storyboard.studio.models import Person

__all__ = ["PersonRequest", "login_required"]

View = Callable[..., HttpResponseBase]


class PersonRequest(HttpRequest):
    """A request behind login_required, as views see it."""

    user: Person
    htmx: HtmxDetails


def login_required(view: View) -> View:
    """Django's own for pages. A part of a page is answered 401, since the sign-in page has no place in it, and tells
    the browser where to sign in; so it is where somebody else has signed in since the page was opened."""
    guarded = decorators.login_required(view)

    @wraps(view)
    def asked(request: Any, *arguments: Any, **named: Any) -> HttpResponseBase:
        is_whose = request.headers.get("X-Person", request.user.pk) == request.user.pk
        if not request.htmx or (request.user.is_authenticated and is_whose):
            return guarded(request, *arguments, **named)
        back = urlsplit(request.htmx.current_url or "").path or "/"
        where = f"{resolve_url('account_login')}?{urlencode({'next': back})}"
        return HttpResponse(_("Sign in again."), status=401, headers={"HX-Redirect": where})

    return asked
