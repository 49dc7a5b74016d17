"""Open pages of a project, as their sockets: what they are sent, and how they are let go."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.test import Client

from storyboard.asgi import application
from storyboard.studio.models import Person

ORIGIN = "http://localhost:8000"


class Page:
    """One socket. The answer of `open` is the close code, or None where the page stays connected."""

    def __init__(self, project_id: str, client: Client | None, origin: str = ORIGIN, **headers: str) -> None:
        cookie = f"sessionid={client.cookies['sessionid'].value}" if client else ""
        given = {"origin": origin, "host": "localhost:8000", "cookie": cookie, **headers}
        encoded = [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()]
        self.socket = WebsocketCommunicator(application, f"/ws/projects/{project_id}/", encoded)

    async def open(self) -> int | None:
        accepted, code = await self.socket.connect()
        if not accepted:
            return int(code or 0)
        output = await self.socket.receive_output(5)
        if output["type"] == "websocket.close":
            return int(output["code"])
        self.hello = json.loads(output["text"])
        return None

    async def message(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(await self.socket.receive_from(5))
        return found

    async def close_code(self) -> int:
        output = await self.socket.receive_output(5)
        assert output["type"] == "websocket.close", output
        return int(output["code"])

    async def hears_nothing(self) -> bool:
        return bool(await self.socket.receive_nothing(0.3, 0.02))

    async def leave(self) -> None:
        await self.socket.disconnect()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@asynccontextmanager
async def page_of(project_id: str, person: Person) -> AsyncIterator[Page]:
    """An open page of somebody who may look."""
    page = Page(project_id, await sync_to_async(signed_in)(person))
    assert await page.open() is None
    try:
        yield page
    finally:
        await page.leave()


async def meanwhile(work: Callable[..., Any], *values: Any) -> Any:
    """Something done elsewhere while pages are open."""
    return await sync_to_async(work)(*values)
