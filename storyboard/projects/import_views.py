"""Importing requests: parse, call one function, render."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from storyboard.http import PersonRequest, login_required
from storyboard.projects.access import project_for
from storyboard.projects.forms import ImportForm
from storyboard.projects.import_notes import remarks_about, take_note_away
from storyboard.projects.import_sentences import refusal_of
from storyboard.projects.importing import Imported, import_text
from storyboard.projects.pasted import NotImported, providers_read
from storyboard.studio.access import listed_membership, membership_for, require
from storyboard.studio.models import Membership
from storyboard.studio.roles import Right


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def import_request(request: PersonRequest) -> HttpResponse:
    """Takes a request that is pasted, dropped or chosen as a file, and goes on to its board."""
    if request.method != "POST":
        membership = listed_membership(request.user, request.GET.get("w", ""), Right.EDIT)
        if membership is None:
            return render(request, "projects/no_workspace.html")
        require(membership.roles, Right.EDIT)
        return render(request, "projects/import.html", {"membership": membership, "providers": providers_read()})
    membership = membership_for(request.user, request.POST.get("workspace", ""), Right.EDIT)
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _again(request, membership, str(next(iter(form.errors.values()))[0]))
    try:
        made = import_text(membership.workspace, request.user, form.request_text(), form.cleaned_data["title"])
    except NotImported as refused:
        return _again(request, membership, refusal_of(refused))
    if len(made) == 1:
        return redirect("board", made[0].project.pk)
    messages.success(request, _several(made))
    return redirect(f"{reverse('projects')}?w={membership.workspace_id}")


def _several(made: Sequence[Imported]) -> str:
    """How many projects were made, and how much was not kept: their boards list it."""
    count, told = len(made), sum(len(one.told) for one in made)
    said = ngettext("%(count)s project was made.", "%(count)s projects were made, one for each request.", count)
    if told:
        left = ngettext(
            "%(told)s thing was left out or changed; its board says what.",
            "%(told)s things were left out or changed; their boards say what.",
            told,
        )
        said = f"{said} {left}"
    return said % {"count": count, "told": told}


def _again(request: PersonRequest, membership: Membership, refusal: str) -> HttpResponse:
    context = {
        "membership": membership,
        "providers": providers_read(),
        "refusal": refusal,
        "text": request.POST.get("text", ""),
        "title": request.POST.get("title", ""),
    }
    return render(request, "projects/import.html", context, status=422)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def imported(request: PersonRequest, project_id: str) -> HttpResponse:
    """What was told when a project was imported; posted, the board says no more of it."""
    project = project_for(request.user, project_id, Right.EDIT if request.method == "POST" else Right.READ)
    if request.method == "POST":
        take_note_away(project)
        return redirect("board", project.pk)
    remarks = remarks_about(project)
    if remarks is None:
        raise Http404(_("This project was not imported from a request."))
    return render(request, "projects/imported.html", {"project": project, "remarks": remarks})
