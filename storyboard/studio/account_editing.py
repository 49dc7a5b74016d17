"""What owners do to provider accounts. Every change leaves a line in the audit log, and no line holds a key."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import ProtectedError, Value
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404
from django.utils import timezone

from storyboard.providers.kinds import KINDS
from storyboard.studio.auditing import What, note
from storyboard.studio.models import Person, ProviderAccount, Workspace
from storyboard.studio.sealing import seal


class Refused(Exception):
    """A change that cannot be; nothing was changed. `code` is name_taken, from_environment or in_use."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Details:
    """What an owner may write about an account besides its key; amounts are in the workspace's currency."""

    name: str
    rate: Decimal | None
    price_per_second: Decimal | None
    at_once: int


NOTED = {
    "name": What.RENAMED,
    "rate": What.RATE,
    "price_per_second": What.PRICE,
    "at_once": What.AT_ONCE,
}


@transaction.atomic
def add_account(
    workspace: Workspace, person: Person, provider: str, *, key: str, name: str = "", url: str = ""
) -> ProviderAccount:
    """A new account; without a name it gets the provider's, without an address the provider's own. Raises Refused."""
    workspace = _locked(workspace)
    kind = KINDS[provider]
    if name and is_taken(workspace, name):
        raise Refused("name_taken")
    account = ProviderAccount.objects.create(
        workspace=workspace,
        provider=provider,
        name=name or free_name(workspace, kind.title),
        sealed_key=seal(key),
        url=url or kind.url,
        rate=kind.rate_into(workspace.currency),
        at_once=kind.at_once,
        created_by=person,
        edited_by=person,
    )
    note(workspace, person, What.ADDED, account.name, after=account.url)
    return account


def is_taken(workspace: Workspace, name: str, *, besides: str = "") -> bool:
    """Whether another account of the workspace has that name, in any case of letters."""
    others = ProviderAccount.objects.filter(workspace=workspace).exclude(pk=besides)
    return others.annotate(key=Lower("name")).filter(key=Lower(Value(name))).exists()


def free_name(workspace: Workspace, name: str) -> str:
    """That name, or the first of `name 2`, `name 3`, … that no account of the workspace has."""
    number, found = 1, name
    while is_taken(workspace, found):
        number += 1
        found = f"{name} {number}"
    return found


@transaction.atomic
def change_details(account: ProviderAccount, person: Person, details: Details) -> None:
    """Writes what differs, a line for each. Raises Refused."""
    workspace, account = _locked(account.workspace), _fresh(account)
    changed = [field for field in NOTED if getattr(account, field) != getattr(details, field)]
    if account.from_environment and "name" in changed:
        raise Refused("from_environment")
    if "name" in changed and is_taken(workspace, details.name, besides=account.pk):
        raise Refused("name_taken")
    about = account.name
    for field in changed:
        before, after = getattr(account, field), getattr(details, field)
        setattr(account, field, after)
        note(workspace, person, NOTED[field], about, as_typed(before), as_typed(after))
    _save(account, person, *changed)


@transaction.atomic
def change_key(account: ProviderAccount, person: Person, key: str, url: str) -> None:
    """Puts another key in the place of the old one, which is gone for good, and another address. Raises Refused.

    An address never changes without a key: nobody can have a key that they do not know sent to a place of their own.
    """
    account = _fresh(account)
    if account.from_environment:
        raise Refused("from_environment")
    if account.url != url:
        note(account.workspace, person, What.URL, account.name, account.url, url)
    note(account.workspace, person, What.KEY, account.name)
    account.sealed_key, account.url = seal(key), url
    _save(account, person, "sealed_key", "url")


@transaction.atomic
def pause(account: ProviderAccount, person: Person, reason: str) -> None:
    """Keeps new orders off an account; one that is paused already keeps its time and takes the new reason."""
    account = _fresh(account)
    account.paused_at, account.pause_reason = account.paused_at or timezone.now(), reason
    _save(account, person, "paused_at", "pause_reason")
    note(account.workspace, person, What.PAUSED, account.name, after=reason)


def pause_by_itself(account: ProviderAccount, reason: str) -> None:
    """The same by the server, for an account that is of no use as it is; one that is paused already stays as it is.

    Call inside a transaction.
    """
    now = timezone.now()
    if ProviderAccount.objects.filter(pk=account.pk, paused_at=None).update(paused_at=now, pause_reason=reason[:200]):
        note(account.workspace, None, What.PAUSED, account.name, after=reason)


@transaction.atomic
def resume(account: ProviderAccount, person: Person) -> None:
    """Lets an account take orders again."""
    account = _fresh(account)
    if account.paused_at is None:
        return
    account.paused_at, account.pause_reason = None, ""
    _save(account, person, "paused_at", "pause_reason")
    note(account.workspace, person, What.RESUMED, account.name)


@transaction.atomic
def delete_account(account: ProviderAccount, person: Person) -> None:
    """Removes an account that nothing refers to, with its key. Raises Refused.

    One that the environment names would be back at the next start; one that it names no longer may go.
    """
    account = _fresh(account)
    if account.from_environment and not account.absent_since:
        raise Refused("from_environment")
    note(account.workspace, person, What.DELETED, account.name)
    try:
        account.delete()
    except ProtectedError:
        raise Refused("in_use") from None


@transaction.atomic
def change_currency(workspace: Workspace, person: Person, currency: str) -> None:
    """Sets the currency that rates and prices are in. What was typed in the old one is forgotten, not converted."""
    workspace = _locked(workspace)
    if workspace.currency == currency:
        return
    note(workspace, person, What.CURRENCY, workspace.name, workspace.currency, currency)
    workspace.currency = currency
    workspace.save(update_fields=["currency"])
    for account in workspace.accounts.all():
        account.rate, account.price_per_second = account.kind.rate_into(currency), None
        _save(account, person, "rate", "price_per_second")


def _locked(workspace: Workspace) -> Workspace:
    """The workspace's row, held until the end of the transaction: names stay unique and rates fit the currency."""
    return Workspace.objects.select_for_update().get(pk=workspace.pk)


def _fresh(account: ProviderAccount) -> ProviderAccount:
    rows = ProviderAccount.objects.select_for_update(of=("self",)).select_related("workspace")
    return get_object_or_404(rows, pk=account.pk)


def _save(account: ProviderAccount, person: Person, *fields: str) -> None:
    account.edited_by = person
    account.save(update_fields=[*fields, "edited_by", "edited_at"])


def as_typed(value: object) -> str:
    """A value as a person types it, amounts without empty decimals; empty where there is none."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
