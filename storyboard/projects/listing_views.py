"""The page of projects, and what is done with one of them there: parse, call one function, render."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from storyboard.http import PersonRequest, login_required
from storyboard.ids import is_id
from storyboard.projects import keeping
from storyboard.projects.access import membership_at
from storyboard.projects.copying import copy_project
from storyboard.projects.finding import wanted_from
from storyboard.projects.listing import all_tags, cards_of, found_count, listing_for, page_for, states_for, tags_for
from storyboard.projects.sentences import refusal_sentence
from storyboard.projects.timeline import Refused
from storyboard.studio.access import listed_membership, touch
from storyboard.studio.models import Membership
from storyboard.studio.roles import Right

FOUND = "projects-found"


@login_required
@require_safe
def projects(request: PersonRequest) -> HttpResponse:
    """The projects of one workspace: `?w=`, else the one used last. htmx gets the cards alone."""
    membership = listed_membership(request.user, request.GET.get("w", ""), Right.READ)
    if membership is None:
        return render(request, "projects/no_workspace.html")
    touch(membership)
    wanted = wanted_from(request.GET)
    if request.htmx and not request.htmx.history_restore_request:
        return _found(request, membership)
    context = {"page": page_for(membership, wanted), "all_tags": all_tags(membership.workspace_id)}
    return render(request, "projects/projects.html", context)


def _found(request: PersonRequest, membership: Membership) -> HttpResponse:
    after = request.GET.get("after", "")
    context = {"listing": listing_for(membership, wanted_from(request.GET), after)}
    if after:
        return render(request, "projects/projects.html#more", context)
    response = render(request, "projects/projects.html#results", context)
    response["HX-Replace-Url"] = request.get_full_path()
    response["HX-Trigger"] = FOUND
    return response


@login_required
@require_safe
def counts(request: PersonRequest) -> HttpResponse:
    """How many projects each state has, and the tags, counted after the answer itself."""
    membership = _member(request)
    wanted = wanted_from(request.GET)
    states = states_for(membership.workspace_id, wanted)
    context = {
        "states": states,
        "count": found_count(states),
        "tags": tags_for(membership.workspace_id, wanted),
        "all_tags": all_tags(membership.workspace_id),
    }
    return render(request, "projects/projects.html#counts", context)


@login_required
@require_safe
def cards(request: PersonRequest) -> HttpResponse:
    """The cards of the projects that `id` names, as they are now, for a page that heard of a change."""
    membership = _member(request)
    ids = [one for one in request.GET.getlist("id") if is_id(one)]
    return _cards(request, membership, ids)


def _member(request: PersonRequest) -> Membership:
    membership = listed_membership(request.user, request.GET.get("w", ""), Right.READ)
    if membership is None:
        raise Http404(_("You are in no workspace yet."))
    return membership


def _cards(request: PersonRequest, membership: Membership, ids: list[str]) -> HttpResponse:
    context = {"cards": cards_of(membership.workspace_id, ids), "can_edit": membership.may(Right.EDIT)}
    return render(request, "projects/projects.html#cards", context)


@login_required
@require_POST
def tags(request: PersonRequest, project_id: str) -> HttpResponse:
    """Gives a project other tags; answers with its card, or with a sentence and 422."""
    membership = membership_at(request.user, project_id, Right.EDIT)
    try:
        keeping.set_tags(project_id, request.POST.get("tags", ""))
    except Refused as refused:
        return render(request, "projects/projects.html#refusal", {"sentence": refusal_sentence(refused)}, status=422)
    return _cards(request, membership, [project_id])


@login_required
@require_POST
def copy(request: PersonRequest, project_id: str) -> HttpResponse:
    """Makes a project like another; answers with its card."""
    membership = membership_at(request.user, project_id, Right.EDIT)
    made = copy_project(project_id, request.user)
    if not request.htmx:
        return redirect("board", made.pk)
    return _cards(request, membership, [made.pk])


@login_required
@require_POST
def state(request: PersonRequest, project_id: str) -> HttpResponse:
    """Puts a project into the archive or takes it out; answers with its card."""
    membership = membership_at(request.user, project_id, Right.EDIT)
    changes: dict[str, Callable[[str], None]] = {"archive": keeping.archive, "restore": keeping.restore}
    change = changes.get(request.POST.get("state", ""))
    if change is None:
        raise Http404(_("There is no such button any more. Reload the page."))
    change(project_id)
    if not request.htmx:
        return redirect("board", project_id)
    return _cards(request, membership, [project_id])
