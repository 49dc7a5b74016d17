"""What a workspace spent in a month: by project, model and person, as pages and files show it. Never a float."""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from storyboard.projects.models import Project
from storyboard.providers.sheets import provider_sheets
from storyboard.studio.auditing import as_typed
from storyboard.studio.models import Person, Workspace
from storyboard.takes.budgets import counted, month_of
from storyboard.takes.models import Generation, Take, Verdict
from storyboard.takes.money import shown
from storyboard.takes.states import OPEN_GENERATIONS

CENT = Decimal("0.01")


@dataclass
class Sum:
    """What belongs together. Amounts are in `currency`: `paid` is what providers told or a person wrote down,
    `set_aside` is reserved for what is under way, `untold` what is over, or unconfirmed, without a price. `unknown`
    counts the orders that nobody can put a figure on."""

    name: str
    currency: str
    orders: int = 0
    unknown: int = 0
    paid: Decimal = field(default_factory=Decimal)
    set_aside: Decimal = field(default_factory=Decimal)
    untold: Decimal = field(default_factory=Decimal)
    approved_seconds: int = 0

    @property
    def total(self) -> Decimal:
        return self.paid + self.set_aside + self.untold

    @property
    def per_second(self) -> Decimal | None:
        """All that was spent for one second that was approved, to the cent; None without any."""
        if not self.approved_seconds:
            return None
        return (self.total / self.approved_seconds).quantize(CENT, ROUND_HALF_UP)

    def add(self, state: str, reserved: Decimal | None, spent: Decimal | None, times: int) -> None:
        """Counts so many generations of that state and these amounts."""
        self.orders += times
        if spent is not None:
            self.paid += spent * times
        elif reserved is None:
            self.unknown += times
        elif state in OPEN_GENERATIONS:
            self.set_aside += reserved * times
        else:
            self.untold += reserved * times

    @property
    def figures(self) -> dict[str, str]:
        """Its amounts as people read them."""
        amounts = {"paid": self.paid, "set_aside": self.set_aside, "untold": self.untold, "total": self.total}
        told = {name: shown(amount, self.currency) for name, amount in amounts.items()}
        return {**told, "per_second": "" if self.per_second is None else shown(self.per_second, self.currency)}


@dataclass(frozen=True)
class Bar:
    """A row of a chart: its parts as whole thousandths of the longest bar, each with where it begins."""

    sum: Sum
    longest: Decimal

    @property
    def parts(self) -> list[tuple[str, int, int]]:
        """Name, beginning and width."""
        found, begin = [], 0
        for name in ("paid", "untold", "set_aside"):
            width = int(getattr(self.sum, name) * 1000 / self.longest) if self.longest else 0
            found.append((name, begin, width))
            begin += width
        return [part for part in found if part[2]]


@dataclass(frozen=True)
class Spending:
    """A month. `others` counts orders that are in a currency the workspace had before."""

    begin: datetime
    currency: str
    whole: Sum
    projects: list[Sum]
    models: list[Sum]
    people: list[Sum]
    others: int

    @property
    def month(self) -> str:
        return f"{self.begin:%Y-%m}"

    @property
    def before(self) -> str:
        return f"{_moved(self.begin, -1):%Y-%m}"

    @property
    def after(self) -> str:
        """The month after it; empty where that is yet to come."""
        later = _moved(self.begin, 1)
        return "" if later > timezone.now() else f"{later:%Y-%m}"

    @property
    def charts(self) -> list[tuple[str, str, list[Bar]]]:
        """Key, heading and bars, the longest first."""
        named = (
            ("project", _("By project"), self.projects),
            ("model", _("By model"), self.models),
            ("person", _("By person"), self.people),
        )
        return [(key, heading, _bars(sums)) for key, heading, sums in named]


def _bars(sums: list[Sum]) -> list[Bar]:
    longest = max((one.total for one in sums), default=Decimal(0))
    return [Bar(one, longest) for one in sums]


def _moved(begin: datetime, by: int) -> datetime:
    months = begin.year * 12 + begin.month - 1 + by
    return begin.replace(year=months // 12, month=months % 12 + 1)


def month_named(text: str) -> datetime:
    """The beginning of a month like 2026-11; of this one where the text is none, or a month to come."""
    now = month_of(timezone.now())
    try:
        wanted = datetime.strptime(text[:7], "%Y-%m").replace(tzinfo=UTC)
    except ValueError:
        return now
    return min(max(wanted, datetime(2000, 1, 1, tzinfo=UTC)), now)


def spending_of(workspace: Workspace, begin: datetime) -> Spending:
    """What a workspace spent in the month that began then."""
    during = {"counted_at__gte": begin, "counted_at__lt": _moved(begin, 1)}
    rows = counted(workspace).filter(**during)
    groups = ("project", "model", "order__person", "state", "reserved", "spent")
    amounts = list(rows.values_list(*groups).annotate(times=Count("pk")).order_by())
    seconds = _approved_seconds(rows)
    sums = Sums(workspace.currency, amounts, seconds)
    others = Generation.objects.filter(project__workspace=workspace, **during).exclude(currency=workspace.currency)

    return Spending(
        begin,
        workspace.currency,
        sums.whole(),
        sums.by(0, dict(Project.objects.filter(pk__in={row[0] for row in amounts}).values_list("pk", "title"))),
        sums.by(1, {name: sheet.title for name, sheet in provider_sheets().items()}),
        sums.by(2, _people(row[2] for row in amounts)),
        others.count(),
    )


@dataclass(frozen=True)
class Sums:
    """Rows of (project, model, person, state, reserved, spent, how many), and of (project, model, person, approved
    seconds), to be added up."""

    currency: str
    amounts: Sequence[Any]
    seconds: Sequence[Any]

    def whole(self) -> Sum:
        """All of them together."""
        return self._added(lambda _row: "", {}).get("", Sum("", self.currency))

    def by(self, place: int, names: Mapping[str, str]) -> list[Sum]:
        """A sum for each value of that column, the largest first."""
        found = self._added(lambda row: row[place], {None: _("By command"), **names})
        return sorted(found.values(), key=lambda one: (-one.total, one.name))

    def _added(self, key: Callable[[Any], Any], names: Mapping[Any, str]) -> dict[Any, Sum]:
        sums: dict[Any, Sum] = {}
        for row in self.amounts:
            one = sums.setdefault(key(row), Sum(names.get(key(row), key(row)), self.currency))
            one.add(*row[3:])
        for row in self.seconds:
            sums[key(row)].approved_seconds += row[3]
        return sums


def _approved_seconds(rows: "QuerySet[Generation]") -> list[tuple[Any, ...]]:
    """Project, model, person and whole seconds of every approved take of these generations."""
    groups = ("generation__project", "generation__model", "generation__order__person", "generation__shots")
    approved = Take.objects.filter(generation__in=rows, verdict=Verdict.APPROVED).values_list(*groups)
    return [(*about, sum(shot["seconds"] for shot in shots)) for *about, shots in approved]


def _people(ids: Iterable[str | None]) -> dict[str, str]:
    return {person.pk: str(person) for person in Person.objects.filter(pk__in={one for one in ids if one})}


# As a file

COLUMNS = (
    "month", "by", "name", "orders", "currency", "paid", "set_aside", "price_not_told", "total", "price_unknown",
    "approved_seconds", "cost_per_approved_second",
)  # fmt: skip


def csv_of(spending: Spending) -> str:
    """The same numbers as comma-separated values, a line each, the whole first."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    named: dict[str, list[Sum]] = defaultdict(list, all=[spending.whole])
    named.update(project=spending.projects, model=spending.models, person=spending.people)
    for by, sums in named.items():
        writer.writerows(_line(spending, by, one) for one in sums)
    return text.getvalue()


def _line(spending: Spending, by: str, one: Sum) -> list[object]:
    amounts = [as_typed(amount) for amount in (one.paid, one.set_aside, one.untold, one.total)]
    figures = [one.unknown, one.approved_seconds, as_typed(one.per_second)]
    return [spending.month, by, safe(one.name), one.orders, one.currency, *amounts, *figures]


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula. Source: OWASP, CSV Injection."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠") else text
