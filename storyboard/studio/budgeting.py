"""What owners do to budgets, each change with a line in the audit log."""

from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from storyboard.studio.auditing import What, as_typed, note
from storyboard.studio.models import Budget, Period, Person, Workspace


def budgets_of(workspace_id: str) -> list[Budget]:
    """All budgets of a workspace, its own first, then those of projects and of people."""
    budgets = Budget.objects.filter(workspace=workspace_id).select_related("workspace", "project", "person")
    return sorted(budgets, key=lambda one: (bool(one.person_id), bool(one.project_id), name_of(one), one.period))


def budgets_over(workspace_id: str, project_id: str, person_id: str | None) -> list[Budget]:
    """Those that an order of that project by that person counts against."""
    concerned = Q(project=None, person=None) | Q(project=project_id)
    concerned |= Q(person=person_id) if person_id else Q()
    found = Budget.objects.filter(concerned, workspace=workspace_id)
    return list(found.select_related("workspace", "project", "person").order_by("pk"))


def name_of(budget: Budget) -> str:
    """What it is for."""
    return str(budget.project or budget.person or budget.workspace)


@transaction.atomic
def set_budget(
    workspace: Workspace, by: Person, cap: Decimal, period: str, project_id: str = "", person_id: str = ""
) -> Budget:
    """Makes that budget, or changes it; of the workspace itself where neither a project nor a person is named."""
    workspace = lock_money(workspace.pk)
    about = {"project_id": project_id or None, "person_id": person_id or None}
    budget = Budget.objects.filter(workspace=workspace, period=period, **about).first()
    before = as_typed(budget.cap) if budget else ""
    budget = budget or Budget(workspace=workspace, period=period, **about)
    budget.cap = cap
    budget.save()
    if before != as_typed(cap):
        _note(budget, by, What.BUDGET if before else What.BUDGET_SET, before, as_typed(cap))
    return budget


@transaction.atomic
def remove_budget(workspace: Workspace, by: Person, budget_id: str) -> None:
    """Takes a budget away; orders that it held stay held. Raises Http404."""
    lock_money(workspace.pk)
    budget = Budget.objects.filter(workspace=workspace, pk=budget_id).first()
    if budget is None:
        raise Http404(_("There is no such budget any more."))
    _note(budget, by, What.BUDGET_REMOVED, as_typed(budget.cap), "")
    budget.delete()


def lock_money(workspace_id: str) -> Workspace:
    """The workspace's row, held until the end of the transaction: nobody else orders, or changes a budget or a rate,
    meanwhile."""
    return Workspace.objects.select_for_update(no_key=True).get(pk=workspace_id)


def _note(budget: Budget, by: Person, what: What, before: str, after: str) -> None:
    currency = budget.workspace.currency
    values = [f"{value} {currency}" if value else "" for value in (before, after)]
    span = _("a month") if budget.period == Period.MONTH else _("in all")
    about = _("%(name)s (%(period)s)") % {"name": name_of(budget)[:90], "period": span}
    note(budget.workspace, by, what, about, *values)
