"""The history of a board: a page of what was done, two versions compared, one restored."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from storyboard.http import PersonRequest, login_required
from storyboard.projects import editing
from storyboard.projects.access import project_for
from storyboard.projects.history import beside, choice_of, compare, entries
from storyboard.projects.keeping import unless_archived
from storyboard.projects.sentences import refusal_sentence
from storyboard.projects.timeline import Refused
from storyboard.projects.undoing import restore
from storyboard.studio.roles import Right, may


@login_required
@require_safe
def history(request: PersonRequest, project_id: str) -> HttpResponse:
    """What was done, newest first; with `a` and `b`, what those two versions differ in. With `turn`, the entries below
    that version, and `a` and `b` stay chosen."""
    project = project_for(request.user, project_id, Right.READ)
    turn, a, b = (_version(request, name) for name in ("turn", "a", "b"))
    before = turn or _version(request, "before")
    page = entries(project, before)
    differing = compare(project, a, b) if a and b and not turn else None
    if a and b and not turn and differing is None:
        raise Http404(_("That version of the board is not there."))
    older, newer = beside(project, page, before)
    context = {
        "project": project,
        "entries": page,
        "before": before,
        "older": older,
        "newer": newer,
        "choice": choice_of(page, a, b),
        "compared": (min(a, b), max(a, b)) if a and b else (),
        "differing": differing,
        "can_edit": may(project.roles, Right.EDIT) and not project.archived_at,
    }
    return render(request, "projects/history.html", context)


@login_required
@require_POST
def restored(request: PersonRequest, project_id: str, version: int) -> HttpResponse:
    """Makes the board what it was at a version; back to the board, where one press takes it back."""
    project_for(request.user, project_id, Right.EDIT)
    try:
        editing.edit(project_id, request.user, unless_archived(restore(version)))
    except Refused as refused:
        messages.error(request, refusal_sentence(refused))
        return redirect("history", project_id)
    messages.success(
        request, _("The board is as it was in version %(version)s. Undo takes that back.") % {"version": version}
    )
    return redirect("board", project_id)


def _version(request: PersonRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
