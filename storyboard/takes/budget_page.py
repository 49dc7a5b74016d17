"""What the budget page shows and takes, and the counts of orders in the menu that wait for somebody."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from storyboard.studio.access import memberships_of, owned_workspaces
from storyboard.studio.budgeting import budgets_of
from storyboard.studio.models import Workspace
from storyboard.studio.roles import Right
from storyboard.takes.budgets import Standing, standing_of
from storyboard.takes.models import Generation, Order
from storyboard.takes.states import GenerationState, TakeState


class NotHere(Exception):
    """What a budget should be for is not in the workspace."""


@dataclass(frozen=True)
class Subject:
    """What a budget can be for; `value` as the form names it."""

    value: str
    name: str


def standings_of(workspace: Workspace) -> list[Standing]:
    """Every budget of a workspace and how it stands now."""
    now = timezone.now()
    return [standing_of(budget, now) for budget in budgets_of(workspace.pk)]


def subjects_of(workspace: Workspace) -> list[tuple[str, list[Subject]]]:
    """What a budget can be for, in groups with headings."""
    projects = workspace.projects.order_by("title", "pk").values_list("pk", "title")
    members = workspace.memberships.select_related("person").order_by("person__name")
    return [
        (_("Workspace"), [Subject("whole", workspace.name)]),
        (_("Projects"), [Subject(f"project:{pk}", title) for pk, title in projects]),
        (_("People"), [Subject(f"person:{one.person_id}", str(one.person)) for one in members]),
    ]


def subject_named(workspace: Workspace, value: str) -> dict[str, str]:
    """What the form named, as `set_budget` takes it. Raises NotHere."""
    if not any(value == one.value for _heading, group in subjects_of(workspace) for one in group):
        raise NotHere
    kind, _colon, pk = value.partition(":")
    return {f"{kind}_id": pk} if pk else {}


def menu(request: HttpRequest) -> dict[str, object]:
    """For every template: how many orders wait for this owner's release, and how many for whoever orders to settle what
    became of them. Asked only where a page shows it."""
    return {
        "held_count": SimpleLazyObject(lambda: _held_count(request)),
        "doubtful_count": SimpleLazyObject(lambda: _doubtful_count(request)),
    }


def _held_count(request: HttpRequest) -> int:
    held = Order.objects.filter(generations__state=GenerationState.HELD)
    return held.filter(project__workspace__in=owned_workspaces(request)).distinct().count()


def _doubtful_count(request: HttpRequest) -> int:
    """Money whose fate a person has to settle: orders that may have been charged, and paid files that are missing."""
    theirs = [one.workspace_id for one in memberships_of(request) if one.may(Right.ORDER)]
    if not theirs:
        return 0
    rows = Generation.objects.exclude(client_id="").filter(project__workspace__in=theirs)
    unconfirmed = rows.filter(state=GenerationState.UNCONFIRMED).values("pk")
    stuck = rows.filter(takes__state=TakeState.COLLECTING, takes__stuck=True).values("pk")
    return unconfirmed.union(stuck).count()
