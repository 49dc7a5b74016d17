"""The ways to provider accounts: for the owners who keep them, and for orders that need one."""

from dataclasses import dataclass

from django.db.models import F
from django.http import Http404
from django.utils.translation import gettext as _

from storyboard.providers.kind import Kind
from storyboard.studio.access import require
from storyboard.studio.models import Person, ProviderAccount, Workspace
from storyboard.studio.roles import Right
from storyboard.studio.sealing import Unreadable, ending_of, is_readable


def account_for(person: Person, account_id: str) -> ProviderAccount:
    """The account, its workspace loaded with it. Raises Http404 for a foreign one, PermissionDenied for non-owners."""
    seen = ProviderAccount.objects.filter(workspace__memberships__person=person)
    with_roles = seen.annotate(reader_roles=F("workspace__memberships__roles")).select_related("workspace")
    found = with_roles.filter(pk=account_id).first()
    if found is None:
        raise Http404(_("There is no such account, or it is in a workspace you are not in."))
    require(found.reader_roles, Right.ACCOUNTS)
    return found


def usable_accounts(workspace_id: str, provider: str) -> list[ProviderAccount]:
    """Accounts of a workspace that take orders to a provider now, oldest first.

    Left out are paused ones, ones the environment no longer names, and ones whose key cannot be opened.
    """
    open_ones = ProviderAccount.objects.filter(
        workspace=workspace_id, provider=provider, paused_at=None, absent_since=None
    )
    return [account for account in open_ones.order_by("created_at", "pk") if is_readable(account)]


def paused_accounts(workspace_id: str, provider: str) -> list[ProviderAccount]:
    """Accounts of a workspace that would take orders to a provider if they were not paused, oldest first."""
    rows = ProviderAccount.objects.filter(workspace=workspace_id, provider=provider, absent_since=None)
    return list(rows.exclude(paused_at=None).order_by("created_at", "pk"))


@dataclass(frozen=True)
class AccountView:
    """An account as its owners see it. `state` is usable, paused, absent or unreadable; `ending` is of its key."""

    account: ProviderAccount
    state: str
    ending: str

    @property
    def kind(self) -> Kind:
        return self.account.kind


def view_of(account: ProviderAccount) -> AccountView:
    """One account, its key opened as far as its ending."""
    try:
        ending = ending_of(account)
    except Unreadable:
        return AccountView(account, "unreadable", "")
    if account.absent_since:
        return AccountView(account, "absent", ending)
    return AccountView(account, "paused" if account.paused_at else "usable", ending)


def views_of(workspace: Workspace) -> list[AccountView]:
    """All accounts of a workspace, by provider and age."""
    accounts = workspace.accounts.select_related("workspace").order_by("provider", "created_at", "pk")
    return [view_of(account) for account in accounts]
