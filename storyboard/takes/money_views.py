"""Money, for owners: the spend page and its file, budgets, held orders, and costs that a person writes down."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from storyboard.http import PersonRequest, login_required
from storyboard.studio.access import membership_for, owned_membership, touch
from storyboard.studio.account_page import lines_for
from storyboard.studio.auditing import OF_MONEY
from storyboard.studio.budgeting import remove_budget, set_budget
from storyboard.studio.forms import BudgetForm, CostForm
from storyboard.studio.models import Membership, Period
from storyboard.studio.roles import Right
from storyboard.takes.access import generation_for, order_for
from storyboard.takes.budget_page import NotHere, standings_of, subject_named, subjects_of
from storyboard.takes.budget_sentences import decided_already
from storyboard.takes.charging import charge
from storyboard.takes.holding import held_orders, release, turn_down
from storyboard.takes.models import Order
from storyboard.takes.spending import csv_of, month_named, spending_of


@login_required
@require_safe
def spend(request: PersonRequest) -> HttpResponse:
    """What a workspace spent in the month that `?m=` names, else this month."""
    membership = owned_membership(request.user, request.GET.get("w", ""))
    touch(membership)
    spending = spending_of(membership.workspace, month_named(request.GET.get("m", "")))
    context = {"membership": membership, "spending": spending, "standings": standings_of(membership.workspace)}
    return render(request, "takes/spend.html", context)


@login_required
@require_safe
def spend_file(request: PersonRequest) -> HttpResponse:
    """The same as comma-separated values."""
    membership = owned_membership(request.user, request.GET.get("w", ""))
    spending = spending_of(membership.workspace, month_named(request.GET.get("m", "")))
    name = f"storyboard-spend-{spending.month}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(csv_of(spending), content_type="text/csv; charset=utf-8", headers=headers)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def budget(request: PersonRequest) -> HttpResponse:
    """The budgets of one workspace, how they stand, and the form that sets one."""
    if request.method != "POST":
        return _page(request, owned_membership(request.user, request.GET.get("w", "")), BudgetForm())
    membership = membership_for(request.user, request.POST.get("workspace", ""), Right.BUDGETS)
    form = BudgetForm(request.POST)
    if not form.is_valid():
        return _page(request, membership, form)
    wish = form.cleaned_data
    try:
        subject = subject_named(membership.workspace, wish["about"])
    except NotHere:
        form.add_error("about", _("Choose what the budget is for; this is no longer in the workspace."))
        return _page(request, membership, form)
    set_budget(membership.workspace, request.user, wish["cap"], wish["period"], **subject)
    messages.success(request, _("The budget is set."))
    return redirect(f"{reverse('budget')}?w={membership.workspace_id}")


def _page(request: PersonRequest, membership: Membership, form: BudgetForm) -> HttpResponse:
    context = {
        "membership": membership,
        "form": form,
        "standings": standings_of(membership.workspace),
        "subjects": subjects_of(membership.workspace),
        "periods": Period.choices,
        "held": held_orders(membership.workspace_id),
        "may_release": True,
        "lines": lines_for(membership, OF_MONEY),
    }
    return render(request, "takes/budget.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def delete_budget(request: PersonRequest) -> HttpResponse:
    """Takes a budget away."""
    membership = membership_for(request.user, request.POST.get("workspace", ""), Right.BUDGETS)
    remove_budget(membership.workspace, request.user, request.POST.get("budget", "")[:16].replace("\x00", ""))
    messages.success(request, _("The budget is removed."))
    return redirect(f"{reverse('budget')}?w={membership.workspace_id}")


@login_required
@require_POST
def release_order(request: PersonRequest, order_id: str) -> HttpResponse:
    """Lets a held order go beyond the budget."""
    found = order_for(request.user, order_id, Right.BUDGETS)
    return _decided(request, found, release(found, request.user), _("Released: it is ordered now."))


@login_required
@require_POST
def turn_down_order(request: PersonRequest, order_id: str) -> HttpResponse:
    """Ends a held order."""
    found = order_for(request.user, order_id, Right.BUDGETS)
    return _decided(request, found, turn_down(found, request.user), _("Turned down: nothing was sent."))


def _decided(request: PersonRequest, found: Order, done: bool, sentence: str) -> HttpResponse:
    if done:
        messages.success(request, sentence)
    else:
        messages.warning(request, decided_already())
    if request.POST.get("from") == "order":
        return redirect("generation", found.generations.order_by("pk")[0].pk)
    back = "budget" if request.POST.get("from") == "budget" else "orders"
    return redirect(f"{reverse(back)}?w={found.project.workspace_id}")


@login_required
@require_POST
def write_cost(request: PersonRequest, generation_id: str) -> HttpResponse:
    """What a generation cost that no provider told the price of."""
    found = generation_for(request.user, generation_id, Right.BUDGETS)
    form = CostForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Write an amount like 3.78, with a point; nothing was changed."))
    elif charge(found, request.user, form.cleaned_data["cost"]):
        messages.success(request, _("Saved: this is what counts against budgets now."))
    else:
        messages.warning(request, _("What it cost is known already, or it is not over; nothing was changed."))
    return redirect("generation", found.pk)
