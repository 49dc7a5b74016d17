"""Provider accounts as tests need them. Each key is long, and no part of it is an ordinary word."""

from dataclasses import replace
from typing import Any

from django.test import Client

from storyboard.environment import ProviderEnvironment
from storyboard.providers.kinds import KINDS
from storyboard.studio import account_editing
from storyboard.studio.models import ProviderAccount
from tests.conftest import People

KEY = "rwk_9Zt4Qx7Lm2Vb8Hn5Kd3W"
OTHER_KEY = "ak_3Gy6Pf1Rc9Jw4Ss8Tu2E"


def account(
    people: People, provider: str = "runware", *, key: str = KEY, name: str = "", url: str = ""
) -> ProviderAccount:
    """An account of the workspace, made by its owner."""
    return account_editing.add_account(people.workspace, people.olga, provider, key=key, name=name, url=url)


def environment_with(settings: Any, **providers: tuple[str, str]) -> None:
    """The environment names these and no others: runware=(key, url); an empty url is the provider's own."""
    found = tuple(
        ProviderEnvironment(name, providers.get(name, ("", ""))[1] or kind.url, providers.get(name, ("", ""))[0])
        for name, kind in KINDS.items()
    )
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, providers=found)


def post(client: Client, found: ProviderAccount, action: str = "", **form: object) -> Any:
    """The answer to one form of an account's page."""
    return client.post(f"/settings/accounts/{found.pk}/{action}", form)


def parts_of(key: str, letters: int = 6) -> list[str]:
    """Every run of so many letters of a key: none of them may be seen anywhere."""
    return [key[start : start + letters] for start in range(len(key) - letters + 1)]
