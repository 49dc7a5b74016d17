"""Sentences about budgets: what was held and why, and what became of it."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from storyboard.projects.models import Project
from storyboard.studio.models import Budget, Period, Person
from storyboard.takes.budgets import Judgement, Standing, judge
from storyboard.takes.money import shown
from storyboard.takes.offering import Offer

OVER = {
    ("workspace", Period.MONTH): gettext_lazy("This is %(missing)s over this month’s budget of %(name)s."),
    ("workspace", Period.TOTAL): gettext_lazy("This is %(missing)s over the budget of %(name)s."),
    ("project", Period.MONTH): gettext_lazy("This is %(missing)s over this month’s budget of the project %(name)s."),
    ("project", Period.TOTAL): gettext_lazy("This is %(missing)s over the budget of the project %(name)s."),
    ("person", Period.MONTH): gettext_lazy("This is %(missing)s over what %(name)s may spend this month."),
    ("person", Period.TOTAL): gettext_lazy("This is %(missing)s over what %(name)s may spend."),
}


def over_budget(judgement: Judgement) -> str:
    """Whose budget an order does not fit under, and by how much."""
    told = [_over(standing, standing.lacks(judgement.needed)) for standing in judgement.over]
    return " ".join([*told, _("An order over a budget is held: nothing is sent until an owner releases it.")])


def _over(standing: Standing, missing: Decimal) -> str:
    sentence = OVER[_kind(standing.budget), Period(standing.budget.period)]
    return str(sentence) % {"missing": shown(missing, standing.currency), "name": standing.name}


def _kind(budget: Budget) -> str:
    if budget.project_id:
        return "project"
    return "person" if budget.person_id else "workspace"


@dataclass(frozen=True)
class MoneyView:
    """What the confirm dialog tells of budgets. `held` says why the order would be held; empty where it would not."""

    standings: tuple[Standing, ...]
    unpriced: bool
    impossible: str
    held: str


def money_view(offer: Offer, project: Project, person: Person) -> MoneyView:
    """How an order of that person would stand to the budgets now."""
    judgement = judge(offer, project.workspace, project.pk, person, timezone.now())
    held = over_budget(judgement) if judgement.over else ""
    return MoneyView(judgement.standings, judgement.unpriced, _impossible(offer) if judgement.impossible else "", held)


def _impossible(offer: Offer) -> str:
    return unpriced() if offer.price is None else without_rate(shown(offer.price.amount, offer.price.unit))


def without_rate(price: str) -> str:
    """Why an order whose price is told in a unit that nobody gave a worth cannot be under a budget."""
    sentence = _(
        "There is a budget, and what %(price)s come to in the workspace’s currency is not known, so that it cannot be "
        "ordered. An owner says at the account, under Provider accounts, what one of them is worth."
    )
    return sentence % {"price": price}


def unpriced() -> str:
    """Why an order without a usable price cannot be under a budget."""
    return _(
        "There is a budget, and what this comes to is not known, so that it cannot be ordered. Ask the provider for "
        "the price where it tells one, or ask an owner for the account’s rate or price per second."
    )


def turned_down() -> str:
    """An owner said no."""
    return _("An owner turned this order down. Nothing was sent and nothing is charged.")


def withdrawn() -> str:
    """Whoever asked for it changed their mind."""
    return _("This order was withdrawn before an owner decided. Nothing was sent and nothing is charged.")


def decided_already() -> str:
    """Somebody else was faster."""
    return _("This order is not held any more: somebody has decided about it already.")
