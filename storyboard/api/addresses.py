"""The addresses of the API, for whoever is signed in. They tell what the commands of the same kind tell.

/api/v1/openapi.json describes them. What is read needs no token; nothing is changed or ordered here.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError
from ninja.security import SessionAuth

from storyboard.api.shapes import Model, Problem, Refusal
from storyboard.ids import is_id
from storyboard.projects.access import UNSEEN, project_for
from storyboard.projects.models import Project
from storyboard.providers.sheets import UnknownModel, advising_sheet
from storyboard.studio.models import Person
from storyboard.studio.roles import Right
from storyboard.takes.portability import lines_of
from storyboard.takes.problem_values import model_values, problem_values, problems_for, sheet_asked_for

REFUSED: dict[Any, Any] = {401: Refusal, 403: Refusal, 404: Refusal}
api = NinjaAPI(title="Storyboard", version="1", docs_url=None, auth=SessionAuth())


@api.get("/projects/{project_id}/problems", response={200: list[Problem], **REFUSED}, summary="Problems of a board")
def problems(request: HttpRequest, project_id: str, model: str = "") -> Sequence[dict[str, Any]]:
    """What stands between a board and an order to a model, and what it would lose: of the model that the board has
    chosen, or of another one that is named as the commands name it."""
    project = _project(request, project_id)
    try:
        sheet = sheet_asked_for(model) if model else advising_sheet(project.model)
    except UnknownModel:
        raise HttpError(404, _("There is no such model.")) from None
    return [problem_values(one, sheet) for one in problems_for(project, sheet)]


@api.get("/projects/{project_id}/models", response={200: list[Model], **REFUSED}, summary="Every model side by side")
def models(request: HttpRequest, project_id: str) -> Sequence[dict[str, Any]]:
    """For one board, every model: ready or not, its problems, what would be lost, its resolution and its price."""
    return [model_values(line) for line in lines_of(_project(request, project_id))]


def _project(request: HttpRequest, project_id: str) -> Project:
    if not is_id(project_id) or not isinstance(request.user, Person):
        raise Http404(UNSEEN)
    return project_for(request.user, project_id, Right.READ)


@api.exception_handler(PermissionDenied)
def _denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return api.create_response(request, {"detail": str(error)}, status=403)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return api.create_response(request, {"detail": str(error)}, status=404)
