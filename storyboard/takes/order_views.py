"""The order of a board: what it would be, as people edit, and the click itself."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storyboard.http import PersonRequest, login_required
from storyboard.ids import new_token
from storyboard.live.sending import last_number
from storyboard.projects.access import project_for
from storyboard.projects.models import Project
from storyboard.projects.problems import ProblemView, view_problems
from storyboard.providers.sheets import UnknownModel, provider_sheet
from storyboard.studio.accounts import paused_accounts, usable_accounts
from storyboard.studio.models import Person
from storyboard.studio.roles import Right, may
from storyboard.takes import ordering
from storyboard.takes.cards import cards_of
from storyboard.takes.confirming import confirmed_by, facts_of
from storyboard.takes.earlier import earlier_orders
from storyboard.takes.estimating import NotEstimated, estimate
from storyboard.takes.exchanging import copies_of, differences_to
from storyboard.takes.money import shown
from storyboard.takes.offering import offer_for
from storyboard.takes.ordering import Blocked, NotPlaced, Wish, place
from storyboard.takes.portability import lines_of
from storyboard.takes.sentences import has_arrived, not_placed, obstacle_of
from storyboard.takes.speaking import REHEARSAL

HERE = "rehearsal"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: PersonRequest, project_id: str) -> HttpResponse:
    """What an order would be, drawn anew after every edit; or the order."""
    if request.method == "POST":
        return _place(request, project_for(request.user, project_id, Right.ORDER))
    return _shown(request, project_for(request.user, project_id, Right.READ), request.GET)


@login_required
@require_POST
def estimate_order(request: PersonRequest, project_id: str) -> HttpResponse:
    """Asks the provider what the order would cost, and shows it with that price."""
    project = project_for(request.user, project_id, Right.ORDER)
    account = request.POST.get("where", "")
    try:
        offer = offer_for(project, project.model, account)
        if offer.account and offer.may_be_estimated:
            estimate(project, offer.model, offer.account, offer.request)
    except UnknownModel as error:
        return refused(request, not_placed(error))
    except NotEstimated as error:
        return refused(request, str(error))
    return _shown(request, project, request.POST)


def _shown(request: PersonRequest, project: Project, form: QueryDict) -> HttpResponse:
    context = {
        "sound": "",
        **_offered(project, request.user, form),
        "project": project,
        "board": {"project": project, "can_edit": may(project.roles, Right.EDIT) and not project.archived_at},
        "problems": view_problems(project),
        "may_order": may(project.roles, Right.ORDER) and not project.archived_at,
        "token": new_token(),
    }
    return render(request, "takes/ordering.html", context)


def _offered(project: Project, person: Person, form: QueryDict) -> dict[str, Any]:
    if not project.model:
        return {"offer": None, "obstacle": _("Choose a model on the tab Board first.")}
    kind, where = provider_sheet(project.model).kind, form.get("where", "")
    accounts = usable_accounts(project.workspace_id, kind)
    offer = offer_for(project, _model(project.model, where if accounts else HERE), where)
    earlier = earlier_orders(project, form.get("against", "").replace("\x00", ""), form.get("listed", ""))
    return {
        **facts_of(offer, project, person),
        "accounts": accounts,
        "paused": paused_accounts(project.workspace_id, kind),
        "where": HERE if offer.rehearsal else offer.account and offer.account.pk,
        "creates": offer.creates,
        "price_each": shown(offer.price.amount / offer.creates, offer.price.unit) if offer.price else "",
        "obstacle": obstacle_of(offer),
        "earlier": earlier,
        "differences": differences_to(earlier.chosen, offer) if earlier.chosen else None,
        **copies_of(offer),
    }


def _model(model: str, where: str) -> str:
    return REHEARSAL + model if where == HERE else model


def _place(request: PersonRequest, project: Project) -> HttpResponse:
    form, where = request.POST, request.POST.get("where", "")
    account = "" if where == HERE else where
    model = _model(form.get("model", ""), where)
    wish = Wish(model, form.get("token") or new_token(), None, account, confirmed_by(form))
    try:
        placed = place(project, request.user, wish)
    except (NotPlaced, UnknownModel) as error:
        return refused(request, not_placed(error), _blocking(project, error))
    if not request.htmx:
        return redirect("board", project.pk)
    sentence = has_arrived(placed.order) if placed.before else ""
    context = {
        "number": last_number(project.pk),
        "takes": cards_of(project.pk),
        "token": new_token(),
        "sentence": sentence,
    }
    answer = render(request, "takes/cards.html#ordered", context)
    answer["X-Order"] = "before" if placed.before else "placed"  # only then is the click answered
    return answer


@login_required
@require_safe
def arrived(request: PersonRequest, project_id: str) -> JsonResponse:
    """What became of a click whose answer was lost: the sentence that tells, empty where no order came of it."""
    project = project_for(request.user, project_id, Right.ORDER)
    found = ordering.arrived(project, request.GET.get("token", ""))
    return JsonResponse({"sentence": has_arrived(found) if found else ""}, headers={"Cache-Control": "no-store"})


def _blocking(project: Project, error: Exception) -> list[ProblemView]:
    return view_problems(project).blocking if isinstance(error, Blocked) else []


def refused(request: PersonRequest, sentence: str, blocking: Sequence[ProblemView] = ()) -> HttpResponse:
    """Why nothing was ordered, in the board's place for sentences."""
    context = {"sentence": sentence, "blocking": blocking}
    response = render(request, "projects/board.html#refusal", context, status=422)
    response["HX-Retarget"], response["HX-Reswap"] = "#board-notice", "beforeend"
    return response


@login_required
@require_safe
def models(request: PersonRequest, project_id: str) -> HttpResponse:
    """The portability report: every model beside the others."""
    project = project_for(request.user, project_id, Right.READ)
    return render(request, "takes/models.html", {"project": project, "rows": lines_of(project)})
