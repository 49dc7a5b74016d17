"""The sandbox as a server of its own, and its webhooks over the network."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable, Iterator

import httpx
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from storyboard.sandbox.app import SandboxApp
from storyboard.sandbox.hooks import Post, Unreachable
from storyboard.sandbox.world import Sandbox

GRACE_SECONDS = 2
# As long as the product's own server: what closes a connection in the moment of its next request loses that request.
KEEP_ALIVE_SECONDS = 330
POST_SECONDS = 10.0


class _Droppable(HttpToolsProtocol):
    """Gives the application a way to close its connection, which ASGI has none for."""

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        # The application starts on the next turn of the loop, so it finds this in its scope.
        self.scope["sandbox.drop"] = self._drop  # type: ignore[typeddict-unknown-key]

    def _drop(self) -> None:
        self.transport.close()
        self.cycle.disconnected = True


class _Server(uvicorn.Server):
    """uvicorn without its own signal handling, so that the child processes are ended before this one is."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def post_by_network(post: Post) -> int:
    """A webhook or an upload as a real request. Raises Unreachable."""
    try:
        async with httpx.AsyncClient(timeout=POST_SECONDS, trust_env=False) as client:
            answer = await client.request(post.method, post.url, content=post.body, headers=dict(post.headers))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Unreachable(str(error)) from error
    return answer.status_code


async def serve(sandbox: Sandbox, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serves on the socket until Ctrl+C or SIGTERM; calls `ready` when it answers."""
    config = uvicorn.Config(
        SandboxApp(sandbox),
        http=_Droppable,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )
    server = _Server(config)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        ready()
        await asyncio.wait([serving, asyncio.create_task(stop.wait())], return_when=asyncio.FIRST_COMPLETED)
        server.should_exit = True
        await serving
    finally:
        await sandbox.close()
