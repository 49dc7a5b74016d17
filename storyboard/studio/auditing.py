"""The audit log: a line for each change that owners want to look up later. Keys never come here."""

import enum
from collections.abc import Iterable
from decimal import Decimal

from storyboard.studio.models import AuditEntry, Person, Workspace

LISTED = 30
MOST_ABOUT, MOST_VALUE = 120, 300


class What(enum.StrEnum):
    """What was done."""

    ADDED = "account_added"
    RENAMED = "account_renamed"
    KEY = "account_key"
    URL = "account_url"
    RATE = "account_rate"
    PRICE = "account_price"
    AT_ONCE = "account_at_once"
    PAUSED = "account_paused"
    RESUMED = "account_resumed"
    ABSENT = "account_absent"
    BACK = "account_back"
    DELETED = "account_deleted"
    CURRENCY = "currency"
    BUDGET_SET = "budget_set"
    BUDGET = "budget"
    BUDGET_REMOVED = "budget_removed"
    RELEASED = "order_released"
    TURNED_DOWN = "order_turned_down"
    COST = "order_cost"
    APPROVED = "verdict_approved"
    CHANGES = "verdict_changes"
    REJECTED = "verdict_rejected"
    REOPENED = "verdict_reopened"
    TAKEN_BACK = "verdict_taken_back"
    RESTORED = "verdict_restored"
    RULE = "review_rule"
    LINK_MADE = "guest_link_made"
    LINK_REVOKED = "guest_link_revoked"


OF_MONEY = (What.BUDGET_SET, What.BUDGET, What.BUDGET_REMOVED, What.RELEASED, What.TURNED_DOWN, What.COST)
OF_REVIEW = (
    What.APPROVED,
    What.CHANGES,
    What.REJECTED,
    What.REOPENED,
    What.TAKEN_BACK,
    What.RESTORED,
    What.RULE,
    What.LINK_MADE,
    What.LINK_REVOKED,
)
OF_ACCOUNTS = tuple(what for what in What if what not in OF_REVIEW)


def note(
    workspace: Workspace, person: Person | None, what: What, about: str, before: str = "", after: str = ""
) -> None:
    """Writes one line; `person` None is the server itself, and values longer than a line are cut."""
    about, before, after = about[:MOST_ABOUT], before[:MOST_VALUE], after[:MOST_VALUE]
    AuditEntry.objects.create(workspace=workspace, person=person, what=what, about=about, before=before, after=after)


def entries_of(workspace: Workspace, whats: Iterable[What]) -> list[AuditEntry]:
    """The newest lines about these things, newest first."""
    found = workspace.audit.filter(what__in=list(whats)).select_related("person")
    return list(found.order_by("-at", "-pk")[:LISTED])


def entries_before(workspace: Workspace, before: int | None, most: int) -> list[AuditEntry]:
    """The newest lines about anything, or the newest that were written before another, newest first."""
    found = workspace.audit.filter(pk__lt=before) if before else workspace.audit.all()
    return list(found.select_related("person").order_by("-pk")[:most])


def as_typed(value: object) -> str:
    """A value as a person types it, amounts without empty decimals; empty where there is none."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
