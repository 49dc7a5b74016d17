"""The bare send of the browsers bench: Channels alone, in a server set up as the real one. Every socket joins one
group, and what is posted is sent to the group as it is.

Run: `python -m tests.bench.browsers.bare`; prints its port. The answer to a post is when the send began, in seconds
since 1970.
"""

import asyncio
import time
from typing import Any

import django
import uvicorn
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer


class PassesOn(AsyncWebsocketConsumer):  # type: ignore[misc]
    """One socket."""

    groups = ["everybody"]

    async def push(self, message: dict[str, Any]) -> None:
        await self.send(message["text"])


sockets = PassesOn.as_asgi()


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Sockets, and posts."""
    if scope["type"] == "websocket":
        await sockets(scope, receive, send)
        return
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    at, layer = time.time(), get_channel_layer()
    await layer.group_send("everybody", {"type": "push", "text": body.decode()})
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(at).encode()})


def main() -> None:
    """Serves until it is ended."""
    django.setup()
    from storyboard.server import KEEP_ALIVE_SECONDS, _loop_factory, bind  # noqa: PLC0415  (the apps must be loaded)

    listener = bind("127.0.0.1", 0)
    print(listener.getsockname()[1], flush=True)
    given: Any = {"lifespan": "off", "log_config": None, "access_log": False, "server_header": False}
    config = uvicorn.Config(application, timeout_keep_alive=KEEP_ALIVE_SECONDS, ws="websockets-sansio", **given)
    with asyncio.Runner(loop_factory=_loop_factory()) as loop:
        loop.run(uvicorn.Server(config).serve(sockets=[listener]))


if __name__ == "__main__":
    main()
