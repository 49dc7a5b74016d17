"""The page on which two takes are compared: parse, call one function, render."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from storyboard.http import PersonRequest, login_required
from storyboard.projects.access import project_for
from storyboard.review.comparing import comparison, wish_of
from storyboard.studio.roles import Right


@login_required
@require_safe
def compare(request: PersonRequest, project_id: str) -> HttpResponse:
    """Two takes of a project, by their numbers: `?a=1&b=2`, 0 the newest animatic."""
    project = project_for(request.user, project_id, Right.READ)
    return render(request, "review/compare.html", comparison(project, wish_of(request.GET.dict())))
