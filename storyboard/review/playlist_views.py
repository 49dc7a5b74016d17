"""Playlists: their list, one of them, and what is done with it: parse, call one function, render."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storyboard.http import PersonRequest, login_required
from storyboard.ids import is_id
from storyboard.projects.access import UNSEEN, membership_at
from storyboard.review import playlists as keeping
from storyboard.review.access import playlist_for
from storyboard.review.models import Playlist
from storyboard.review.playlists import MOST_TAKES, NotDone, choosable, playlists_of, rows_of
from storyboard.review.queues import with_query
from storyboard.studio.access import listed_membership, membership_for, require, touch
from storyboard.studio.models import Membership
from storyboard.studio.roles import Right, may
from storyboard.takes.models import Take
from storyboard.takes.viewing import TakeView


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def playlists(request: PersonRequest) -> HttpResponse:
    """The playlists of one workspace: `?w=`, else the one used last. A form puts takes into a new or another one."""
    if request.method == "POST":
        return _collect(request, membership_for(request.user, request.POST.get("workspace", ""), Right.COMMENT))
    membership = listed_membership(request.user, request.GET.get("w", ""), Right.READ)
    if membership is None:
        return render(request, "projects/no_workspace.html")
    touch(membership)
    context = {
        "membership": membership,
        "playlists": playlists_of(membership.workspace_id),
        "deleted": playlists_of(membership.workspace_id, deleted=True),
        "may_collect": membership.may(Right.COMMENT),
    }
    return render(request, "review/playlists.html", context)


@login_required
@require_safe
def choose_takes(request: PersonRequest) -> HttpResponse:
    """Takes to tick for a playlist: of `?project=`, else the newest of the workspace; `?take=` is ticked."""
    project = request.GET.get("project", "")
    if project and not is_id(project):
        raise Http404(UNSEEN)
    membership = _membership(request, project)
    if membership is None:
        return render(request, "projects/no_workspace.html")
    takes = choosable(membership.workspace_id, project)
    asked = {"project": project, "ticked": request.GET.getlist("take"), "into": request.GET.get("into", "")}
    return _choosing(request, membership, takes, asked)


@login_required
@require_safe
def playlist(request: PersonRequest, playlist_id: str) -> HttpResponse:
    """One playlist in its order. An open page asks for what changes of it."""
    found = playlist_for(request.user, playlist_id, Right.READ)
    return render(request, "review/playlist.html#answer" if request.htmx else "review/playlist.html", _context(found))


@login_required
@require_POST
def change_playlist(request: PersonRequest, playlist_id: str, change: str) -> HttpResponse:
    """Does what one button of a playlist says; answers with its rows, or leads back to it."""
    found = playlist_for(request.user, playlist_id, Right.COMMENT)
    if change not in CHANGES:
        raise Http404
    refusal = ""
    try:
        CHANGES[change](request, found)
    except NotDone as error:
        refusal = str(error)
    if request.htmx:
        context = {**_context(found), "refusal": refusal}
        return render(request, "review/playlist.html#rows", context, status=422 if refusal else 200)
    if refusal:
        messages.warning(request, refusal)
    return redirect(with_query(reverse("playlists"), f"w={found.workspace_id}") if change == "delete" else _url(found))


def _collect(request: PersonRequest, membership: Membership) -> HttpResponse:
    ids = [pk for pk in request.POST.getlist("take") if is_id(pk)][: MOST_TAKES + 1]
    try:
        found, count = _put(request, membership, ids)
    except NotDone as error:
        project = request.POST.get("project", "")
        takes = choosable(membership.workspace_id, project if is_id(project) else "")
        context = {"refusal": str(error), "ticked": ids, "name": request.POST.get("title", ""), "project": project}
        context["into"] = request.POST.get("playlist", "")
        return _choosing(request, membership, takes, context, status=422)
    said = ngettext("%(count)s take was added.", "%(count)s takes were added.", count) % {"count": count}
    messages.success(request, said)
    return redirect(_url(found))


def _put(request: PersonRequest, membership: Membership, ids: list[str]) -> tuple[Playlist, int]:
    """Into the playlist that the form names, else into a new one; with how many takes came into it."""
    if wanted := request.POST.get("playlist", ""):
        if not is_id(wanted):
            raise Http404(_("There is no such playlist, or it is in a workspace you are not in."))
        found = playlist_for(request.user, wanted, Right.COMMENT)
        if found.deleted_at:
            raise NotDone(_("This playlist was deleted meanwhile. Choose another, or restore it first."))
        return found, keeping.add(found, ids)
    made = keeping.make(membership.workspace, request.user, request.POST.get("title", ""), ids)
    return made, made.rows.count()


def _membership(request: PersonRequest, project: str) -> Membership | None:
    if project:
        return membership_at(request.user, project, Right.COMMENT)
    found = listed_membership(request.user, request.GET.get("w", ""), Right.COMMENT)
    if found:
        require(found.roles, Right.COMMENT)
    return found


def _choosing(
    request: PersonRequest, membership: Membership, takes: list[Take], context: dict[str, Any], status: int = 200
) -> HttpResponse:
    offered = {"takes": [TakeView(take) for take in takes], "playlists": playlists_of(membership.workspace_id)}
    return render(request, "review/choose_takes.html", {"membership": membership, **offered, **context}, status=status)


def _context(found: Playlist) -> dict[str, Any]:
    rows = [] if found.deleted_at else rows_of(found)
    takes = [TakeView(row.take) for row in rows]
    query = f"queue={found.pk}"
    return {
        "playlist": found,
        "takes": takes,
        "playlist_query": query,
        "start": with_query(takes[0].url, f"{query}&play=1") if takes else "",
        "may_change": may(found.roles, Right.COMMENT),
        "links_url": _links_url(found) if may(found.roles, Right.SHARE) else "",
    }


def _links_url(found: Playlist) -> str:
    """Where it is shared with guests, which a deleted one is not."""
    return "" if found.deleted_at else reverse("playlist_links", args=[found.pk])


def _url(found: Playlist) -> str:
    return reverse("playlist", args=[found.pk])


CHANGES: dict[str, Callable[[PersonRequest, Playlist], None]] = {
    "rename": lambda request, found: keeping.rename(found, request.POST.get("title", "")),
    "delete": lambda request, found: keeping.delete(found),
    "restore": lambda request, found: keeping.restore(found),
    "move": lambda request, found: keeping.move(found, request.POST.get("take", ""), request.POST.get("place", "")),
    "remove": lambda request, found: keeping.remove(found, request.POST.get("take", "")),
}
