"""Signing in and out, the password, the handbook, and the pages for errors."""

import sys

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from storyboard import database
from storyboard.http import PersonRequest, login_required
from storyboard.studio.handbook import PAGES
from storyboard.studio.signing_in import link_holder, use_link

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def signin_link(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at the page leaves the link whole (mail programs look too); its button signs in and uses it up."""
    if request.method == "POST":
        person = use_link(token)
        if person:
            login(request, person, backend=BACKEND)
            return redirect("projects")
    holder = link_holder(token)
    status = 200 if holder else 410
    return render(request, "studio/signin_link.html", {"holder": holder}, status=status)


@require_GET
def closed(request: HttpRequest) -> HttpResponse:
    """Nobody signs up, or resets a password, without a person of the server."""
    return render(request, "studio/closed.html", status=403)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends the session and every open page's live connection."""
    logout(request)
    return redirect("account_login")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: PersonRequest) -> HttpResponse:
    """Sets the first password, or changes it."""
    kind = PasswordChangeForm if request.user.has_usable_password() else SetPasswordForm
    form = kind(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, _("Your password is saved. Other places where you were signed in are signed out."))
        return redirect("password")
    status = 422 if form.is_bound else 200
    return render(request, "studio/password.html", {"form": form}, status=status)


@require_safe
def handbook(request: HttpRequest, page: str = "start") -> HttpResponse:
    """A page of the handbook."""
    if page not in PAGES:
        raise Http404(_("The handbook has no such page."))
    return render(request, f"help/{page}.html", {"pages": PAGES, "page": page})


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 with the reason."""
    return _error(request, 403, str(exception))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 with the reason, where one was given in words."""
    reason = str(exception.args[0]) if exception.args and isinstance(exception.args[0], str | Promise) else ""
    return _error(request, 404, reason)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: nothing is known but that it is our fault; 507 where the disk is full, which whoever runs it can mend."""
    if database.is_full(sys.exc_info()[1]):
        return _error(request, 507, _("The server’s disk is full. Nothing was changed; tell the person who runs it."))
    return _error(request, 500, "")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form from elsewhere, or from before a sign-in in another tab; a board waits for another."""
    return _error(
        request,
        401 if request.headers.get("HX-Request") else 403,
        _("This page is from before you signed in or out. Reload it and try again; nothing was changed."),
    )


def _error(request: HttpRequest, status: int, reason: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, "studio/error.html#sentence", {"status": status, "reason": reason}, status=status)
    return render(request, "studio/error.html", {"status": status, "reason": reason}, status=status)
