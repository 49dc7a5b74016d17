"""Accounts that come from the environment: the first workspace's, brought up to date at each start."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from storyboard.environment import ProviderEnvironment
from storyboard.providers.kinds import KINDS
from storyboard.studio.account_editing import free_name
from storyboard.studio.auditing import What, note
from storyboard.studio.models import ProviderAccount, Workspace
from storyboard.studio.sealing import Unreadable, key_of, seal, seal_anew


def oldest_workspace() -> Workspace | None:
    """The first workspace, whose accounts these are; None where there is none yet."""
    return Workspace.objects.order_by("created_at", "id").first()


def refresh_accounts() -> None:
    """Has accounts follow the environment and every key sealed under the newest secret key. Done at each start."""
    workspace = oldest_workspace()
    if workspace:
        for provider in settings.ENVIRONMENT.providers:
            _follow(workspace, provider)
    seal_anew()


@transaction.atomic
def _follow(first: Workspace, provider: ProviderEnvironment) -> None:
    # The lock lets several processes start at once and make one account.
    workspace = Workspace.objects.select_for_update().get(pk=first.pk)
    account = workspace.accounts.filter(provider=provider.kind, from_environment=True).first()
    if account and provider.key:
        _bring_up_to_date(workspace, account, provider)
    elif account and not account.absent_since:
        account.absent_since = timezone.now()
        account.save(update_fields=["absent_since", "edited_at"])
        note(workspace, None, What.ABSENT, account.name)
    elif provider.key and not account:
        _add(workspace, provider)


def _add(workspace: Workspace, provider: ProviderEnvironment) -> None:
    kind = KINDS[provider.kind]
    account = ProviderAccount.objects.create(
        workspace=workspace,
        provider=kind.name,
        name=free_name(workspace, kind.title),
        sealed_key=seal(provider.key),
        url=provider.url,
        rate=kind.rate_into(workspace.currency),
        at_once=kind.at_once,
        from_environment=True,
    )
    note(workspace, None, What.ADDED, account.name, after=account.url)


def _bring_up_to_date(workspace: Workspace, account: ProviderAccount, provider: ProviderEnvironment) -> None:
    changes = _changes(account, provider)
    if not changes:
        return
    for what, before, after in changes:
        note(workspace, None, what, account.name, before, after)
    account.sealed_key, account.url, account.absent_since = seal(provider.key), provider.url, None
    account.save(update_fields=["sealed_key", "url", "absent_since", "edited_at"])


def _changes(account: ProviderAccount, provider: ProviderEnvironment) -> list[tuple[What, str, str]]:
    """What the environment says otherwise than the row: what, the value before and the value after."""
    found = []
    if account.absent_since:
        found.append((What.BACK, "", ""))
    if account.url != provider.url:
        found.append((What.URL, account.url, provider.url))
    if not _has_key(account, provider.key):
        found.append((What.KEY, "", ""))
    return found


def _has_key(account: ProviderAccount, key: str) -> bool:
    try:
        return key_of(account) == key
    except Unreadable:
        return False
