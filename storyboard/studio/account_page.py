"""What the pages of provider accounts show."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from storyboard.environment import PREFIX
from storyboard.providers.key_checks import Checked
from storyboard.providers.key_trial import try_key
from storyboard.providers.kind import Check, Kind
from storyboard.providers.kinds import KINDS
from storyboard.studio.accounts import AccountView, view_of, views_of
from storyboard.studio.auditing import What, as_typed, entries_before, entries_of
from storyboard.studio.models import AuditEntry, Membership, Person, ProviderAccount
from storyboard.studio.outside import door
from storyboard.studio.sealing import key_of
from storyboard.studio.sentences import change_sentence, checked_sentence, level_of, no_check_sentence, unit_label

ON_A_PAGE = 100


@dataclass(frozen=True)
class Line:
    """A line of the audit log, in words."""

    sentence: str
    at: datetime
    person: Person | None


@dataclass(frozen=True)
class Row:
    """An account on its page.

    `unit` is empty where the provider publishes no prices, `no_check` says why its key cannot be tested (empty where it
    can), `key_variable` and `url_variable` are the settings that key and address may come from. `rate` and `price` are
    as they were typed, empty where they are not known.
    """

    view: AccountView
    unit: str
    one_unit: str
    no_check: str
    key_variable: str
    url_variable: str
    rate: str
    price: str


@dataclass(frozen=True)
class Tested:
    """What a test of a key showed, in words; level is good, warn or bad."""

    sentence: str
    level: str


def rows_for(membership: Membership) -> list[Row]:
    """The accounts of a workspace."""
    return [_row(view) for view in views_of(membership.workspace)]


def row_of(account: ProviderAccount) -> Row:
    """One account."""
    return _row(view_of(account))


def _row(view: AccountView) -> Row:
    kind = view.kind
    no_check = "" if kind.check else no_check_sentence(kind)
    return Row(
        view,
        unit=unit_label(kind),
        one_unit=unit_label(kind, one=True),
        no_check=no_check,
        key_variable=f"{PREFIX}{kind.name.upper()}_KEY",
        url_variable=f"{PREFIX}{kind.name.upper()}_URL",
        rate=as_typed(view.account.rate),
        price=as_typed(view.account.price_per_second),
    )


def lines_for(membership: Membership, whats: Iterable[What]) -> list[Line]:
    """The newest changes of these kinds, newest first."""
    return _lines(entries_of(membership.workspace, whats))


def page_of_log(membership: Membership, before: str) -> tuple[list[Line], int | None]:
    """A page of the whole audit log, and the number of its last line where there are older ones; `before` is such a
    number as its address has it."""
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    entries = entries_before(membership.workspace, number, ON_A_PAGE + 1)
    shown = entries[:ON_A_PAGE]
    return _lines(shown), shown[-1].pk if len(entries) > ON_A_PAGE else None


def _lines(entries: Iterable[AuditEntry]) -> list[Line]:
    return [Line(change_sentence(entry), entry.at, entry.person) for entry in entries]


def kinds_offered() -> Mapping[str, Kind]:
    """The providers an account may be for."""
    return KINDS


def tested(account: ProviderAccount) -> Tested:
    """Shows the account's key to its provider, once. Raises Unreadable."""
    kind = account.kind
    if kind.check is None:
        return Tested(no_check_sentence(kind), "warn")
    checked = _shown_to(account, kind, kind.check)
    return Tested(checked_sentence(kind, checked), level_of(checked))


def _shown_to(account: ProviderAccount, kind: Kind, check: Check) -> Checked:
    return asyncio.run(try_key(door(), kind, check, account.url, key_of(account)))
