"""Asking for media as a browser does, over ASGI."""

from dataclasses import dataclass
from typing import Any

from asgiref.sync import async_to_sync
from django.test import AsyncClient

from storyboard.studio.models import Person


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Any
    body: bytes


def ask(person: Person | None, address: str, method: str = "get", **headers: str) -> Answer:
    """The whole answer to one request. Header names are written with underscores."""
    return async_to_sync(_ask)(person, address, method, {name.replace("_", "-"): v for name, v in headers.items()})


async def _ask(person: Person | None, address: str, method: str, headers: dict[str, str]) -> Answer:
    client = AsyncClient()
    if person:
        await client.aforce_login(person)
    response = await getattr(client, method)(address, headers=headers)
    body = b"".join([block async for block in response]) if response.streaming else response.content
    return Answer(response.status_code, response.headers, body)
