"""Earlier orders of a project, to set the request as it is now beside one of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Max, Min, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from storyboard.projects.models import Project
from storyboard.takes.models import Order, Take

PAGE = 20


@dataclass(frozen=True)
class Earlier:
    """The newest orders, `listed` at most, and the chosen one however old it is; `older` are left."""

    choices: list[tuple[str, str]]
    chosen: Order | None
    listed: int
    older: int

    @property
    def next_listed(self) -> int:
        """How many are listed with a page more."""
        return self.listed + PAGE


def earlier_orders(project: Project, chosen: str, listed: str) -> Earlier:
    """What a request can be compared with; `chosen` is the id of an order or empty, `listed` as the page sent it."""
    wanted = max(PAGE, int(listed)) if listed.isascii() and listed.isdigit() and len(listed) < 7 else PAGE
    orders = _orders(project)
    found = list(orders[:wanted])
    other = orders.filter(pk=chosen).first() if chosen else None
    beyond = [other] if other and other not in found else []
    left = orders.count() - len(found)
    return Earlier([(one.pk, label) for one, label in _labelled(found + beyond)], other, wanted, left)


def _orders(project: Project) -> "QuerySet[Order]":
    return Order.objects.filter(project=project).exclude(request_sha256="").order_by("-created_at", "-pk")


def _numbers(orders: list[Order]) -> dict[str, tuple[int, int]]:
    """The first and the last take of each of these orders."""
    takes = Take.objects.filter(generation__order__in=[order.pk for order in orders]).values_list("generation__order")
    return {order: (first, last) for order, first, last in takes.annotate(Min("number"), Max("number"))}


def _labelled(orders: list[Order]) -> Iterator[tuple[Order, str]]:
    numbers = _numbers(orders)
    for order in orders:
        when = date_format(localtime(order.created_at), "SHORT_DATETIME_FORMAT")
        first, last = numbers.get(order.pk, (0, 0))
        takes = _("Take %(first)s") if first == last else _("Takes %(first)s–%(last)s")
        values = {"takes": takes % {"first": first, "last": last}, "when": when, "model": order.model}
        yield order, _("%(takes)s, %(when)s, %(model)s") % values
