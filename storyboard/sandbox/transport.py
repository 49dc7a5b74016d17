"""The sandbox in memory: an httpx transport, for a client that needs no address."""

import httpx

from storyboard.sandbox.app import SandboxApp
from storyboard.sandbox.web import Dropped
from storyboard.sandbox.world import Sandbox


class SandboxTransport(httpx.AsyncBaseTransport):
    """Answers every request, whatever its host, from one sandbox; a dropped connection is httpx's own error for it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._inner = httpx.ASGITransport(app=SandboxApp(sandbox))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return await self._inner.handle_async_request(request)
        except Dropped as error:
            raise httpx.RemoteProtocolError(
                "Server disconnected without sending a response.", request=request
            ) from error
