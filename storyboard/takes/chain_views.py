"""Going on from a take in a new project, and deciding about another take: parse, call one function, render."""

import json

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from storyboard.assets.grabbing import NoSuchFrame
from storyboard.http import PersonRequest, login_required
from storyboard.media.errors import MediaError
from storyboard.projects.access import project_for
from storyboard.projects.chains import view_chain
from storyboard.projects.models import Project
from storyboard.projects.sentences import refusal_sentence
from storyboard.projects.timeline import Refused
from storyboard.studio.roles import Right
from storyboard.takes.chaining import NotOffered, continue_take, decline, follow
from storyboard.takes.views import take_of


@login_required
@require_POST
def go_on(request: PersonRequest, project_id: str, number: int) -> HttpResponse:
    """Makes the next project of a chain and goes there."""
    project = project_for(request.user, project_id, Right.EDIT)
    found = take_of(project, number, request.GET.get("render", ""))
    try:
        made = continue_take(found, request.user)
    except (NoSuchFrame, MediaError):
        sentence = _("The last frame of this take could not be read, so no project was made. Try another take.")
        response = render(request, "projects/board.html#refusal", {"sentence": sentence}, status=422)
        response["HX-Retarget"], response["HX-Reswap"] = "#board-notice", "beforeend"
        return response
    response = redirect("board", made.pk)
    return HttpResponse(headers={"HX-Redirect": response["Location"]}) if request.htmx else response


@login_required
@require_POST
def update(request: PersonRequest, project_id: str) -> HttpResponse:
    """Gives the board the last frame of the take that the page offered."""
    project = project_for(request.user, project_id, Right.EDIT)
    try:
        said = follow(project, request.user, request.POST.get("take", ""))
    except NotOffered:
        return _chain(request, project, error=_no_more())
    except Refused as refused:
        return _chain(request, project, error=refusal_sentence(refused))
    except (NoSuchFrame, MediaError):
        sentence = _("The last frame of that take could not be read. The board is unchanged; look at the take first.")
        return _chain(request, project, error=sentence)
    return _chain(request, project_for(request.user, project_id, Right.EDIT), said)


@login_required
@require_POST
def keep(request: PersonRequest, project_id: str) -> HttpResponse:
    """Leaves the board as it is and does not ask again about that take."""
    project = project_for(request.user, project_id, Right.EDIT)
    try:
        return _chain(request, project, decline(project, request.POST.get("take", "")))
    except NotOffered:
        return _chain(request, project, error=_no_more())


def _no_more() -> str:
    return _("That take is not approved any more. Nothing was changed.")


def _chain(request: PersonRequest, project: Project, said: str = "", error: str = "") -> HttpResponse:
    """The chain as it is now. `said` is for screen readers; the strip is looked at again."""
    context = {"view": view_chain(project), "error": error}
    response = render(request, "projects/chain.html", context, status=422 if error else 200)
    if said:
        response["HX-Trigger"] = json.dumps({"chain-decided": said})
    return response
