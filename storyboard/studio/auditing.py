"""The audit log: a line for each change that owners want to look up later. Keys never come here."""

import enum

from storyboard.studio.models import AuditEntry, Person, Workspace

LISTED = 30
MOST_VALUE = 300


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


def note(
    workspace: Workspace, person: Person | None, what: What, about: str, before: str = "", after: str = ""
) -> None:
    """Writes one line; `person` None is the server itself, and values longer than a line are cut."""
    before, after = before[:MOST_VALUE], after[:MOST_VALUE]
    AuditEntry.objects.create(workspace=workspace, person=person, what=what, about=about, before=before, after=after)


def entries_of(workspace: Workspace) -> list[AuditEntry]:
    """The newest lines, newest first."""
    return list(workspace.audit.select_related("person").order_by("-at", "-pk")[:LISTED])
