"""The inbox: takes that wait for a person's verdict, and what others said to them."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from storyboard.review.models import GivenVerdict, ReviewRule, Rule
from storyboard.studio.access import memberships_of
from storyboard.studio.models import Person
from storyboard.studio.roles import Right, may
from storyboard.takes.models import Take, Verdict
from storyboard.takes.states import TakeState

LISTED = 100
MOST_COUNTED = 99
LOADED = ("asset", "project", "generation__order__person")
ORDERS: dict[str, tuple[str, ...]] = {
    "oldest": ("created_at", "number", "pk"),
    "newest": ("-created_at", "-number", "-pk"),
    "project": ("project__sort_key", "project__pk", "number", "pk"),
}
ORDER_NAMES = [("oldest", _("Oldest first")), ("newest", _("Newest first")), ("project", _("By project"))]


def waiting_for(person: Person, workspace_id: str, roles: int) -> "QuerySet[Take]":
    """Takes about which nothing is decided yet, and whose project's rule asks this person, who has not said yet.

    Animatics and rehearsals cannot be what a project is after: they wait for nobody.
    """
    if not may(roles, Right.VERDICT):
        return Take.objects.none()
    undecided = Take.objects.filter(state=TakeState.READY, verdict=Verdict.NONE, number__gt=0, rehearsal=False)
    rule, lists = "project__review_rule__rule", ReviewRule.people.through.objects
    is_listed = Exists(lists.filter(reviewrule=OuterRef("project"), person=person))
    one_decides = Q(project__review_rule=None) | Q(**{rule: Rule.ANYONE})
    is_asked = Q(**{rule: Rule.LEAST}) | Q(is_listed, **{rule: Rule.LISTED})
    theirs = undecided.filter(project__workspace=workspace_id, project__archived_at=None)
    return theirs.filter(one_decides | (is_asked & ~Exists(_votes_of(person))))


def _votes_of(person: Person) -> "QuerySet[GivenVerdict]":
    """Their verdicts on the take of the query around this one that no reopening has ended."""
    counting = GivenVerdict.objects.filter(GivenVerdict.COUNTS)
    reopened = counting.filter(take=OuterRef("take"), verdict=Verdict.NONE, pk__gt=OuterRef("pk"))
    given = counting.filter(take=OuterRef("pk"), person=person).exclude(verdict=Verdict.NONE)
    return given.filter(~Exists(reopened))


def order_named(name: str) -> str:
    """One of ORDERS."""
    return name if name in ORDERS else "oldest"


def in_order(takes: "QuerySet[Take]", order: str) -> "QuerySet[Take]":
    """Takes with what lists show of them."""
    return takes.select_related(*LOADED).order_by(*ORDERS[order])


def menu(request: HttpRequest) -> dict[str, object]:
    """For every template: how many takes wait for this person. Asked only where a page shows it."""
    return {"waiting_count": SimpleLazyObject(lambda: _waiting_count(request))}


def _waiting_count(request: HttpRequest) -> str:
    """A count, or empty for none; of very many only that they are."""
    person, memberships = request.user, memberships_of(request)
    if not isinstance(person, Person) or not memberships:
        return ""
    waiting = waiting_for(person, memberships[0].workspace_id, memberships[0].roles)
    count = waiting[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count or "")
