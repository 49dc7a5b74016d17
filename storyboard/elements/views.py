"""The element library and the page of an element: parse, call one function, render."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from storyboard.elements import editing
from storyboard.elements.access import UNSEEN, element_for, workspace_of_project
from storyboard.elements.detail import detail_of
from storyboard.elements.errors import Refused
from storyboard.elements.filters import filters_of, forget_filter, keep_filter
from storyboard.elements.library import facets_for, listing_for, page_for
from storyboard.elements.menu import menu_for
from storyboard.elements.models import Kind
from storyboard.elements.searching import Wanted, wanted_from
from storyboard.elements.sentences import refusal_sentence
from storyboard.http import PersonRequest, login_required
from storyboard.studio.access import listed_membership, membership_for, touch
from storyboard.studio.models import Membership, Workspace
from storyboard.studio.roles import Right

CHANGED = "library-changed"


@login_required
@require_safe
def elements(request: PersonRequest) -> HttpResponse:
    """The library of one workspace: `?w=`, else the one used last. htmx gets the cards alone."""
    membership = listed_membership(request.user, request.GET.get("w", ""), Right.READ)
    if membership is None:
        return render(request, "projects/no_workspace.html")
    touch(membership)
    wanted = wanted_from(request.GET)
    if request.htmx and not request.htmx.history_restore_request:
        return _cards(request, membership, wanted)
    page = page_for(membership, wanted, request.GET.get("view", ""))
    return render(request, "elements/library.html", {"page": page})


def _cards(request: PersonRequest, membership: Membership, wanted: Wanted) -> HttpResponse:
    listing = listing_for(membership, wanted, request.GET.get("page", ""))
    context = {"listing": listing, "view": request.GET.get("view", ""), "can_keep": membership.may(Right.LIBRARY)}
    if not listing.first:
        return render(request, "elements/library.html#cards", context)
    response = render(request, "elements/library.html#results", context)
    response["HX-Replace-Url"] = _address(request, membership, wanted)
    response["HX-Trigger"] = CHANGED
    return response


def _address(request: PersonRequest, membership: Membership, wanted: Wanted) -> str:
    """Where the page stands now, with what it looks for: so a reload and a bookmark show the same."""
    library = reverse("elements")
    path = urlsplit(request.htmx.current_url or "").path
    view = "&view=list" if request.GET.get("view") == "list" else ""
    parts = [f"w={membership.workspace_id}", wanted.query()]
    return f"{path if path.startswith(library) else library}?{'&'.join(part for part in parts if part)}{view}"


@login_required
@require_safe
def facets(request: PersonRequest) -> HttpResponse:
    """The facets with their counts, under what is looked for."""
    membership = listed_membership(request.user, request.GET.get("w", ""), Right.READ)
    if membership is None:
        raise Http404(UNSEEN)
    context = {"facets": facets_for(membership, wanted_from(request.GET)), "again": True}
    return render(request, "elements/library.html#facets", context)


@login_required
@require_safe
def element(request: PersonRequest, element_id: str) -> HttpResponse:
    """One element: its panel for htmx, else the library with the panel open."""
    found = element_for(request.user, element_id, Right.READ)
    detail = detail_of(found)
    if request.htmx and not request.htmx.history_restore_request:
        return render(request, "elements/detail.html#detail", {"detail": detail})
    membership = membership_for(request.user, found.workspace_id, Right.READ)
    touch(membership)
    page = page_for(membership, wanted_from(request.GET), request.GET.get("view", ""))
    return render(request, "elements/library.html", {"page": page, "detail": detail})


@login_required
@require_POST
def new_element(request: PersonRequest) -> HttpResponse:
    """Makes a draft in the workspace that the form names."""
    membership = membership_for(request.user, request.POST.get("workspace", ""), Right.LIBRARY)
    name, kind = request.POST.get("name", ""), request.POST.get("kind", "")
    try:
        made = editing.make_element(membership.workspace, request.user, name, kind)
    except Refused as refused:
        context = {"page": {"membership": membership, "kinds": _kinds()}, "name": name, "kind": kind}
        context["sentence"] = refusal_sentence(refused)
        return render(request, "elements/new.html#form", context, status=422)
    response: HttpResponse = redirect("element", made.pk)
    if request.htmx:
        response = HttpResponse(headers={"HX-Redirect": response["Location"]})
    return response


def _kinds() -> list[tuple[str, str]]:
    return [(kind.value, str(kind.label)) for kind in Kind]


@login_required
@require_POST
def bulk(request: PersonRequest) -> HttpResponse:
    """Tags or archives the selected elements; answers with the list."""
    membership = membership_for(request.user, request.POST.get("w", ""), Right.LIBRARY)
    try:
        done = _bulk(membership.workspace, request)
    except Refused as refused:
        return say(request, refused, "#bulk-said")
    listing = listing_for(membership, wanted_from(request.POST))
    context = {"listing": listing, "view": request.POST.get("view", ""), "can_keep": True, "done": done}
    response = render(request, "elements/library.html#bulked", context)
    response["HX-Trigger"] = CHANGED
    return response


def _bulk(workspace: Workspace, request: PersonRequest) -> dict[str, Any]:
    chosen, action = request.POST.getlist("element"), request.POST.get("action", "")
    if action == "tag":
        return {"tagged": editing.tag_many(workspace, chosen, request.user, request.POST.get("tags", ""))}
    if action == "archive":
        return {"archived": editing.archive_many(workspace, chosen, request.user)}
    raise Refused("no_such_choice")


def say(request: PersonRequest, refused: Refused, target: str = "") -> HttpResponse:
    """A refusal as a sentence at the place that asked, or at the one named."""
    context = {"sentence": refusal_sentence(refused)}
    response = render(request, "elements/detail.html#said", context, status=422)
    if target:
        response["HX-Retarget"], response["HX-Reswap"] = target, "innerHTML"
    return response


@login_required
@require_POST
def save_filter(request: PersonRequest) -> HttpResponse:
    """Keeps what is looked for under a name."""
    membership = membership_for(request.user, request.POST.get("w", ""), Right.READ)
    try:
        keep_filter(membership, request.POST.get("filter_name", ""), wanted_from(request.POST))
    except Refused as refused:
        return say(request, refused, "#filter-said")
    return _saved(request, membership)


@login_required
@require_POST
def delete_filter(request: PersonRequest, number: int) -> HttpResponse:
    """Forgets a kept search."""
    workspace_id = forget_filter(request.user, number)
    if workspace_id is None:
        raise Http404(UNSEEN)
    return _saved(request, membership_for(request.user, workspace_id, Right.READ))


def _saved(request: PersonRequest, membership: Membership) -> HttpResponse:
    context = {"page": {"saved": filters_of(membership), "membership": membership}}
    return render(request, "elements/library.html#saved", context)


@login_required
@require_POST
def only_approved(request: PersonRequest) -> HttpResponse:
    """Sets whether only approved elements may be ordered in a workspace."""
    membership = membership_for(request.user, request.POST.get("w", ""), Right.LIBRARY)
    wanted = request.POST.get("only_approved") == "on"
    Workspace.objects.filter(pk=membership.workspace_id).update(only_approved_elements=wanted)
    return HttpResponse(status=204)


@login_required
@require_safe
def menu(request: PersonRequest) -> JsonResponse:
    """What the `@` menu of a board offers, as JSON."""
    project_id = request.GET.get("project", "")
    membership = workspace_of_project(request.user, project_id)
    entries = menu_for(membership.workspace_id, project_id, request.GET.get("q", ""))
    return JsonResponse([asdict(entry) for entry in entries], safe=False)
