"""The orders page, and the page of one generation: what was asked for, what was sent, what became of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from storyboard.http import PersonRequest, login_required
from storyboard.studio.access import listed_membership, owned_workspaces, touch
from storyboard.studio.roles import Right, may
from storyboard.takes.access import generation_for
from storyboard.takes.charging import may_be_charged
from storyboard.takes.exchanging import without_secrets
from storyboard.takes.holding import held_order, held_orders
from storyboard.takes.orders import orders_of, view_of
from storyboard.takes.states import GenerationState
from storyboard.takes.troubles import troubles_of


@login_required
@require_safe
def orders(request: PersonRequest) -> HttpResponse:
    """Every order of one workspace: `?w=`, else the one used last. An open page asks for what changes of it."""
    membership = listed_membership(request.user, request.GET.get("w", ""), Right.READ)
    if membership is None:
        return render(request, "projects/no_workspace.html")
    touch(membership)
    state = request.GET.get("state", "")
    rows, more = orders_of(membership.workspace_id, state, request.GET.get("before", "")[:16].replace("\x00", ""))
    context = {
        "membership": membership,
        "rows": rows,
        "more": more,
        "last": rows[-1].generation.pk if rows else "",
        "state": state,
        "states": GenerationState.choices,
        "may_order": membership.may(Right.ORDER),
        "held": held_orders(membership.workspace_id),
        "may_release": membership.may(Right.BUDGETS),
        "troubles": troubles_of(membership.workspace),
        "may_change_accounts": membership.may(Right.ACCOUNTS),
    }
    return render(request, "takes/orders.html#answer" if request.htmx else "takes/orders.html", context)


@login_required
@require_safe
def generation(request: PersonRequest, generation_id: str) -> HttpResponse:
    """One generation with its exact request, as it was shown and as it was sent. An open page asks for what changes."""
    found = generation_for(request.user, generation_id, Right.READ)
    row = view_of(found)
    context = {
        "row": row,
        "held": [held_order(found)] if row.held else [],
        "may_release": may(found.project.roles, Right.BUDGETS),
        "sent": without_secrets(found.final_request),
        "may_order": may(found.project.roles, Right.ORDER),
        "may_charge": may_be_charged(found) and found.project.workspace_id in owned_workspaces(request),
    }
    return render(request, "takes/generation.html#answer" if request.htmx else "takes/generation.html", context)
