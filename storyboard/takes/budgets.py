"""What counts against budgets, and whether an order still fits under all of them.

A generation counts from the moment it is ordered, or released: its reservation until the price is known, and then that
price. Months are calendar months, UTC. Held orders, rehearsals and animatics never count.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import ROUND_CEILING, Decimal

from django.db.models import Count, QuerySet

from storyboard.providers.requests import creates_of
from storyboard.studio.budgeting import budgets_over, name_of
from storyboard.studio.models import Budget, Period, Person, Workspace
from storyboard.takes.models import Generation
from storyboard.takes.money import shown
from storyboard.takes.offering import Offer
from storyboard.takes.worth import MILLIONTH


def month_of(now: datetime) -> datetime:
    """When the calendar month of that moment began."""
    return now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def counted(workspace: Workspace) -> "QuerySet[Generation]":
    """Every generation of a workspace that counts, in the currency that it has now."""
    rows = Generation.objects.filter(project__workspace=workspace, currency=workspace.currency)
    return rows.filter(counted_at__isnull=False)


def total(rows: "QuerySet[Generation]") -> Decimal:
    """Reservations and prices together. Equal amounts are counted by the database and added here, so that nothing is
    rounded on the way."""
    amounts = rows.values_list("reserved", "spent").annotate(times=Count("pk")).order_by()
    return sum(((reserved or spent or Decimal(0)) * times for reserved, spent, times in amounts), Decimal(0))


@dataclass(frozen=True)
class Standing:
    """A budget and what is used of it, in the workspace's currency."""

    budget: Budget
    used: Decimal

    @property
    def currency(self) -> str:
        return self.budget.workspace.currency

    @property
    def left(self) -> Decimal:
        """What may still be spent; below nought after a release, or where a provider charged more than expected."""
        return self.budget.cap - self.used

    @property
    def percent(self) -> int:
        """How much of it is used, in whole percent."""
        return int(self.used * 100 / self.budget.cap) if self.budget.cap else 100

    @property
    def level(self) -> str:
        """good, warn from four fifths on, or bad where nothing is left."""
        return "bad" if self.left <= 0 else "warn" if self.percent >= 80 else "good"

    @property
    def name(self) -> str:
        return name_of(self.budget)

    @property
    def monthly(self) -> bool:
        return self.budget.period == Period.MONTH

    @property
    def cap_shown(self) -> str:
        return shown(self.budget.cap, self.currency)

    @property
    def used_shown(self) -> str:
        return shown(self.used, self.currency)

    @property
    def left_shown(self) -> str:
        return shown(max(self.left, Decimal(0)), self.currency)

    def lacks(self, needed: Decimal) -> Decimal:
        """How much is missing for an order; an order that costs nothing lacks nothing."""
        return max(needed - self.left, Decimal(0)) if needed else Decimal(0)


def standing_of(budget: Budget, now: datetime) -> Standing:
    """How a budget stands; its workspace must be loaded with it."""
    rows = counted(budget.workspace)
    rows = rows.filter(project=budget.project_id) if budget.project_id else rows
    rows = rows.filter(order__person=budget.person_id) if budget.person_id else rows
    if budget.period == Period.MONTH:
        rows = rows.filter(counted_at__gte=month_of(now))
    return Standing(budget, total(rows))


@dataclass(frozen=True)
class Judgement:
    """How an order stands to money. `share` is what each of its creates would reserve, None without a usable price."""

    standings: tuple[Standing, ...]
    share: Decimal | None
    creates: int

    @property
    def needed(self) -> Decimal:
        return (self.share or Decimal(0)) * self.creates

    @property
    def unpriced(self) -> bool:
        """Whether nobody can say what it would count."""
        return self.share is None

    @property
    def impossible(self) -> bool:
        """Whether it cannot be ordered, since there is a budget and no price."""
        return self.unpriced and bool(self.standings)

    @property
    def over(self) -> list[Standing]:
        """The budgets that it does not fit under, the tightest first."""
        lacking = [one for one in self.standings if one.lacks(self.needed)]
        return sorted(lacking, key=lambda one: one.lacks(self.needed), reverse=True)


def judge(offer: Offer, workspace: Workspace, project_id: str, person: Person | None, now: datetime) -> Judgement:
    """How an order that is no rehearsal would stand to the budgets over it."""
    budgets = budgets_over(workspace.pk, project_id, person.pk if person else None)
    creates = creates_of(offer.spec, offer.sheet)
    share = None if offer.worth is None else (offer.worth / creates).quantize(MILLIONTH, ROUND_CEILING)
    return Judgement(tuple(standing_of(one, now) for one in budgets), share, creates)
