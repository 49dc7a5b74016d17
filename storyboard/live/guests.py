"""The WebSocket of a page that a guest has open: it hears that something of one take changed, and asks for what it
shows.

It joins a group of that take, never the project's. Nothing of the take is in a message but its id and the name of what
changed; its number is that of the event among all, so that whoever comes back asks once.
"""

from collections.abc import Callable
from typing import Any

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer

from storyboard.live.consumer import ProjectConsumer
from storyboard.live.models import Event
from storyboard.live.sending import shared_group

# Rooms above say by which link a guest sees a take: (session, take id) -> the link's id, or None.
_gate: list[Callable[[Any, str], str | None]] = []


def guard_guests_with(link_for: Callable[[Any, str], str | None]) -> None:
    """Sets the check of what a guest may see, once, when the app is ready."""
    _gate[:] = [link_for]


def guest_group(link_id: str) -> str:
    """The group of every open socket of a link's guests, told when it ends."""
    return f"guests.{link_id}"


class GuestConsumer(ProjectConsumer):
    """One open page of a guest."""

    link: str | None = None

    def topic(self) -> str:
        self.take_id: str = self.scope["url_route"]["kwargs"]["take_id"]
        return shared_group(self.take_id)

    def is_known(self) -> bool:
        return True

    def own_group(self) -> str:
        return guest_group(self.link or "")

    async def greeting(self) -> dict[str, Any]:
        return {"number": await database_sync_to_async(_last_number)()}

    def enter(self) -> None:
        """Nobody is told that a guest looks."""

    async def go(self) -> None:
        """Nor that one looks no more."""

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """The page says nothing."""

    async def may_look(self) -> bool:
        if not _gate:
            return False
        self.link = await database_sync_to_async(_gate[0])(self.scope["session"], self.take_id)
        return self.link is not None


def _last_number() -> int:
    return Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


async def tell_guests(link_id: str) -> None:
    """Has every open page of a link's guests check again whether it may look."""
    layer = get_channel_layer()
    if layer is not None:
        await layer.group_send(guest_group(link_id), {"type": "recheck"})
