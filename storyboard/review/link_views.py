"""Links for guests, made and revoked by those who may share: parse, call one function, draw the dialog."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from storyboard.http import PersonRequest, login_required
from storyboard.review.access import link_for, shared_playlist_for, shared_project_for, shared_take_for
from storyboard.review.links import NotShared, Shared, make_link, revoke
from storyboard.review.models import GuestLink
from storyboard.review.sharing import links_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def project_links(request: PersonRequest, project_id: str) -> HttpResponse:
    """The links to the takes of a project, and where one is made."""
    return _links(request, shared_project_for(request.user, project_id))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def take_links(request: PersonRequest, project_id: str, number: int) -> HttpResponse:
    """The links to a take, and where one is made."""
    return _links(request, shared_take_for(request.user, project_id, number, request.GET.get("render", "")))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def playlist_links(request: PersonRequest, playlist_id: str) -> HttpResponse:
    """The links to a playlist, and where one is made."""
    return _links(request, shared_playlist_for(request.user, playlist_id))


@login_required
@require_POST
def revoke_link(request: PersonRequest, link_id: str) -> HttpResponse:
    """Ends a link at once."""
    link, shared = link_for(request.user, link_id)
    revoke(link, request.user, shared.roles)
    return _drawn(request, shared)


def _links(request: PersonRequest, shared: Shared) -> HttpResponse:
    if request.method != "POST":
        return _drawn(request, shared)
    try:
        return _drawn(request, shared, make_link(shared, request.user, request.POST.dict()))
    except NotShared as error:
        return render(request, "review/links.html#refusal", {"sentence": str(error)}, status=422)


def _drawn(request: PersonRequest, shared: Shared, new: GuestLink | None = None) -> HttpResponse:
    return render(request, "review/links.html", links_of(shared, request.user, request, new))
