"""Boards: parse, call one function, render."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storyboard.http import PersonRequest, login_required
from storyboard.ids import new_token
from storyboard.live.sending import drawn, last_number, snapshot
from storyboard.projects import editing, writing
from storyboard.projects.access import project_for, roles_for
from storyboard.projects.board import view_board
from storyboard.projects.casting import cast_of
from storyboard.projects.chains import view_chain
from storyboard.projects.compiling import live_shots
from storyboard.projects.fixing import press_instead
from storyboard.projects.forms import NewProjectForm
from storyboard.projects.import_notes import arrival_note
from storyboard.projects.keeping import unless_archived
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.offering import offer_instead
from storyboard.projects.operations import operation_from
from storyboard.projects.pasting import Pasting
from storyboard.projects.problems import view_problems
from storyboard.projects.sentences import conflict_sentence, refusal_sentence
from storyboard.projects.timeline import Refused
from storyboard.projects.vocabulary import NotWords, keep_vocabulary, vocabulary_of, written
from storyboard.studio.access import membership_for
from storyboard.studio.roles import Right, may


@login_required
@require_POST
def new_project(request: PersonRequest) -> HttpResponse:
    """Makes a project in the workspace that the form names."""
    form = NewProjectForm(request.POST)
    membership = membership_for(request.user, request.POST.get("workspace", ""), Right.EDIT)
    if not form.is_valid():
        context = {"form": form, "membership": membership}
        template = "projects/new.html#form" if request.htmx else "projects/new.html"
        return render(request, template, context, status=422)
    shots = [NewShot(seconds) for seconds in form.cleaned_data["spans"]]
    project = make_project(membership.workspace, request.user, form.cleaned_data["title"], shots)
    response: HttpResponse = redirect("board", project.pk)
    if request.htmx:
        response = HttpResponse(headers={"HX-Redirect": response["Location"]})
    return response


@login_required
@require_safe
def board(request: PersonRequest, project_id: str) -> HttpResponse:
    """The board."""
    project = project_for(request.user, project_id, Right.READ)
    number = last_number(project.pk)  # read first: what is drawn below is at least as new
    context = {
        "board": view_board(project),
        "number": number,
        "takes": drawn("takes", project.pk),
        "problems": view_problems(project),
        "cast": cast_of(project, live_shots(project)),
        "vocabulary": vocabulary_of(project.workspace),
        "chain": view_chain(project),
        "arrival": arrival_note(project),
        "token": new_token(),
        "can_collect": may(project.roles, Right.COMMENT),
    }
    return render(request, "projects/board.html", context)


@login_required
@require_safe
def strip(request: PersonRequest, project_id: str) -> HttpResponse:
    """The timeline as it is now."""
    project = project_for(request.user, project_id, Right.READ)
    return render(request, "projects/board.html#strip", {"board": view_board(project)})


@login_required
@require_safe
def board_elements(request: PersonRequest, project_id: str) -> HttpResponse:
    """The elements on a board, with the shots that mention them."""
    project = project_for(request.user, project_id, Right.READ)
    return render(request, "projects/cast.html", {"cast": cast_of(project, live_shots(project))})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def vocabulary(request: PersonRequest, workspace_id: str) -> HttpResponse:
    """The words that prompts of a workspace are offered."""
    workspace = membership_for(request.user, workspace_id, Right.EDIT).workspace
    text, refusal = request.POST.get("words"), ""
    try:
        if text is not None:
            keep_vocabulary(workspace, text)
            messages.success(request, _("The words are saved. Every prompt of this workspace offers them."))
            return redirect("vocabulary", workspace.pk)
    except NotWords as refused:
        refusal = str(refused)
    context = {
        "workspace": workspace,
        "words": written(vocabulary_of(workspace)) if text is None else text,
        "refusal": refusal,
    }
    return render(request, "projects/vocabulary.html", context, status=422 if refusal else 200)


@login_required
@require_safe
def chain(request: PersonRequest, project_id: str) -> HttpResponse:
    """The chain of a project, and whether another take of its source is approved now."""
    project = project_for(request.user, project_id, Right.READ)
    return render(request, "projects/chain.html", {"view": view_chain(project)})


@login_required
@require_safe
def live(request: PersonRequest, project_id: str) -> JsonResponse:
    """One snapshot of everything that changes by itself, for a page that missed something."""
    project = project_for(request.user, project_id, Right.READ)
    return JsonResponse(snapshot(project.pk, project.version, get_language()))


@login_required
@require_POST
def edit(request: PersonRequest, project_id: str) -> HttpResponse:
    """One operation on the board; answers with the timeline, or with a sentence and 422, or both values and 409."""
    roles = roles_for(request.user, project_id, Right.EDIT)
    try:
        operation = operation_from(request.POST)
        project, shots = editing.edit(project_id, request.user, unless_archived(operation))
    except Refused as refused:
        offer = offer_instead(request.POST.dict(), refused, editing.board_of(project_id))
        return _beside(request, "refusal", {"sentence": refusal_sentence(refused), "offer": press_instead(offer)}, 422)
    except writing.Conflict as conflict:
        context = {
            "conflict": conflict,
            "sentence": conflict_sentence(conflict.by),
            "shot": request.POST.get("shot", ""),
        }
        return _beside(request, "conflict", context, 409)
    project.roles = roles
    pasted = operation.told if isinstance(operation, Pasting) else None
    return render(request, "projects/board.html#strip", {"board": view_board(project, shots), "pasted": pasted})


def _beside(request: PersonRequest, partial: str, context: dict[str, Any], status: int) -> HttpResponse:
    """An answer that leaves the strip as it is and speaks in the place for sentences."""
    response = render(request, f"projects/board.html#{partial}", context, status=status)
    response["HX-Retarget"], response["HX-Reswap"] = "#board-notice", "beforeend"
    return response
