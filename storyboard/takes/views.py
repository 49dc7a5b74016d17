"""Ordering the animatic, and the page of a take."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from storyboard.assets.grabbing import NoSuchFrame, frame_number
from storyboard.assets.library import AssetView
from storyboard.http import PersonRequest, login_required
from storyboard.ids import new_token
from storyboard.live.sending import last_number
from storyboard.page_parts import MOMENT, Part, in_parts
from storyboard.projects.access import project_for, roles_for
from storyboard.projects.models import Project
from storyboard.providers.sheets import ANIMATIC
from storyboard.studio.models import Person
from storyboard.studio.roles import Right, may
from storyboard.takes.cards import cards_of, stale_takes
from storyboard.takes.grabbing import grab_from_take
from storyboard.takes.models import Take
from storyboard.takes.notes import TooLong, save_note
from storyboard.takes.order_views import refused
from storyboard.takes.ordering import NotPlaced, Wish, place_order
from storyboard.takes.pages import panels_above, panels_beside
from storyboard.takes.sentences import not_placed
from storyboard.takes.showing import takes_with_standing
from storyboard.takes.states import TakeState
from storyboard.takes.viewing import TakeView
from storyboard.takes.watching import film_of, takes_beside


@login_required
@require_POST
def order_animatic(request: PersonRequest, project_id: str) -> HttpResponse:
    """Orders a render of the animatic; the same token twice is one order."""
    project = project_for(request.user, project_id, Right.ORDER)
    try:
        place_order(project, request.user, Wish(ANIMATIC.model, request.POST.get("token") or new_token()))
    except NotPlaced as error:
        return refused(request, not_placed(error))
    if not request.htmx:
        return redirect("board", project.pk)
    number = last_number(project.pk)  # read first: a page that saw a later number keeps what it shows
    context = {"number": number, "takes": cards_of(project.pk), "token": new_token()}
    return render(request, "takes/cards.html#ordered", context)


@login_required
@require_safe
def take(request: PersonRequest, project_id: str, number: int) -> HttpResponseBase:
    """One take; of the animatic the newest render, or `?render=n`."""
    project = project_for(request.user, project_id, Right.READ)
    number_of_events = last_number(project.pk)  # read first: what is drawn below is at least as new
    found, asked = take_of(project, number, request.GET.get("render", "")), request.GET.dict()
    view = takes_with_standing([found])[0]
    context = {
        "project": project,
        "take": view,
        "film": film_of(found),
        "is_ahead": view.ready and not request.htmx,
        "number": number_of_events,
        "can_note": may(project.roles, Right.COMMENT),
        "can_edit": may(project.roles, Right.EDIT),
        "may_order": may(project.roles, Right.ORDER),
    }
    wait = MOMENT if view.ready else 0
    parts = [
        Part("takes/viewer.html", lambda: _above(found, request.user, asked), wait),
        Part("takes/beside.html", lambda: _beside(found, request.user, asked)),
    ]
    return in_parts(request, "takes/take.html", context, parts)


def _above(take: Take, reader: Person, asked: Mapping[str, str]) -> dict[str, Any]:
    """What comes with the player."""
    return {"beside": takes_beside(take), **panels_above(take, reader, asked)}


def _beside(take: Take, reader: Person, asked: Mapping[str, str]) -> dict[str, Any]:
    """What comes after the player: of the animatic also its renders."""
    panels = panels_beside(take, reader, asked)
    if take.number:
        return panels
    renders = Take.objects.filter(project=take.project_id, number=0).order_by("-render")[:50]
    return {"renders": [TakeView(one) for one in renders], **panels}


@login_required
@require_POST
def write_note(request: PersonRequest, project_id: str, number: int) -> HttpResponse:
    """Saves what people wrote about a take."""
    project = project_for(request.user, project_id, Right.COMMENT)
    found = take_of(project, number, request.POST.get("render", ""))
    try:
        save_note(found, request.POST.get("note", ""))
    except TooLong as error:
        return render(request, "takes/take.html#note_state", {"error": str(error)}, status=422)
    return render(request, "takes/take.html#note_state", {"saved": True})


@login_required
@require_safe
def pick_takes(request: PersonRequest, project_id: str) -> HttpResponse:
    """The takes whose frames can be grabbed: all that are ready, every render of the animatic among them."""
    project = project_for(request.user, project_id, Right.READ)
    ready = Take.objects.filter(project=project, state=TakeState.READY).select_related("asset", "generation")
    takes = [TakeView(take) for take in ready.order_by("-number", "-render")[:50]]
    return render(request, "takes/cards.html#pick", {"takes": takes})


@login_required
@require_safe
def stale(request: PersonRequest, project_id: str) -> JsonResponse:
    """Which of the takes on a board are older than it; asked whenever the board changed."""
    roles_for(request.user, project_id, Right.READ)
    return JsonResponse({"stale": stale_takes(project_id)})


@login_required
@require_POST
def grab(request: PersonRequest, project_id: str, number: int) -> HttpResponse:
    """Puts one frame of a take into the library; answers with its card, or with a sentence and 422."""
    project = project_for(request.user, project_id, Right.EDIT)
    found = take_of(project, number, request.GET.get("render", ""))
    try:
        asset = grab_from_take(found, frame_number(request.POST.get("frame", "")), request.user)
    except NoSuchFrame:
        sentence = _("This take has no such frame. Choose another.")
        return render(request, "assets/library.html#unusable", {"sentence": sentence}, status=422)
    return render(request, "assets/library.html#picture", {"view": AssetView(asset)})


def take_of(project: Project, number: int, render_number: str) -> Take:
    """The take of that number, its project loaded as it is here: its newest render, or the one asked for.

    Raises Http404.
    """
    takes = Take.objects.filter(project=project, number=number).select_related("asset", "generation")
    if render_number.isascii() and render_number.isdigit() and len(render_number) < 9:
        takes = takes.filter(render=int(render_number))
    found = takes.order_by("-render").first()
    if found is None:
        raise Http404(_("This project has no such take."))
    found.project = found.generation.project = project
    return found
