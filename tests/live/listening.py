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

    place = "projects"

    def __init__(self, about: str, client: Client | None, origin: str = ORIGIN, **headers: str) -> None:
        cookie = f"sessionid={client.cookies['sessionid'].value}" if client else ""
        given = {"origin": origin, "host": "localhost:8000", "cookie": cookie, **headers}
        encoded = [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()]
        self.socket = WebsocketCommunicator(application, f"/ws/{self.place}/{about}/", encoded)

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
        """The next one that is not about who is here."""
        while "here" in (found := await self._received()):
            pass
        return found

    async def _received(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(await self.socket.receive_from(5))
        return found

    async def company(self, **expected: str) -> None:
        """Waits until it is told that these people are here, each on that shot."""
        told: dict[str, str] | None = None
        while told != expected:
            found = await self._received()
            told = {one["name"]: one["shot"] for one in found["here"]} if "here" in found else told

    async def say(self, text: str) -> None:
        await self.socket.send_to(text_data=text)

    async def close_code(self) -> int:
        while (output := await self.socket.receive_output(5))["type"] == "websocket.send":
            assert "here" in json.loads(output["text"]), output
        return int(output["code"])

    async def hears_nothing(self) -> bool:
        """Nothing but who is here."""
        while not await self.socket.receive_nothing(0.3, 0.02):
            if "here" not in json.loads((await self.socket.receive_output(1)).get("text", "{}")):
                return False
        return True

    async def leave(self) -> None:
        await self.socket.disconnect()


class ListPage(Page):
    """The socket of a page of projects, by the workspace's id."""

    place = "workspaces"


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
