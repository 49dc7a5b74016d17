"""The WebSocket of the page of projects: it hears which projects of a workspace changed, and asks for what it shows.

Nothing of a project is in a message but its id, the ids of its takes and how far those are: a page shows no more than
it is given when it asks.
"""

from collections.abc import Callable
from typing import Any

from channels.db import database_sync_to_async

from storyboard.live.consumer import ProjectConsumer
from storyboard.live.sending import workspace_group

# Rooms above say who is in a workspace: (person, workspace id) -> bool.
_gate: list[Callable[[Any, str], bool]] = []


def guard_workspaces_with(is_member: Callable[[Any, str], bool]) -> None:
    """Sets the check of who is in a workspace, once, when the app is ready."""
    _gate[:] = [is_member]


class WorkspaceConsumer(ProjectConsumer):
    """One open page. Its messages have no numbers: whoever comes back asks for all cards that are shown."""

    def topic(self) -> str:
        self.workspace_id: str = self.scope["url_route"]["kwargs"]["workspace_id"]
        return workspace_group(self.workspace_id)

    async def greeting(self) -> dict[str, Any]:
        return {}

    def enter(self) -> None:
        """Nobody is told who looks at the page of projects."""

    async def go(self) -> None:
        """Nor who looks no more."""

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """The page says nothing."""

    async def may_look(self) -> bool:
        return bool(_gate) and await database_sync_to_async(_gate[0])(self.person, self.workspace_id)
