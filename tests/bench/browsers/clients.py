"""Open pages of the browsers bench, many in one process: each takes every message and notes when it came.

Run: `python -m tests.bench.browsers.clients COUNT ADDRESS ORIGIN COOKIE`; prints `ready` once all are connected. A line
on its input ends it: it then prints, as JSON, the moments of each message over all pages in the order in which they
came, by the message.
"""

import asyncio
import json
import sys
import time
from collections import defaultdict
from typing import cast
from urllib.parse import urlsplit

import uvloop
from websockets.client import ClientProtocol
from websockets.datastructures import Headers
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory
from websockets.frames import Frame, Opcode
from websockets.http11 import Response
from websockets.uri import parse_uri

# At once; a server has a backlog.
CONNECTING = 20

Moments = defaultdict[str, list[float]]


class Page(asyncio.Protocol):
    """One socket, as a browser opens it: it offers compression. `websockets` reads the frames, and nothing else is done
    with them."""

    def __init__(self, address: str, headers: Headers, moments: Moments) -> None:
        deflate = ClientPerMessageDeflateFactory(client_max_window_bits=True)
        self.protocol = ClientProtocol(parse_uri(address), extensions=[deflate])
        self.headers, self.moments = headers, moments
        self.opened = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's own is no heir of it
        request = self.protocol.connect()
        request.headers.update(self.headers)
        self.protocol.send_request(request)
        self.flush()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.opened.done():
            self.opened.set_exception(ConnectionError("closed before it was open"))

    def data_received(self, data: bytes) -> None:
        at = time.time()
        self.protocol.receive_data(data)
        self.flush()
        for event in self.protocol.events_received():
            if isinstance(event, Response):
                self.opened.set_result(event.status_code)
            elif isinstance(event, Frame) and event.opcode is Opcode.TEXT:
                self.moments[bytes(event.data).decode()].append(at)

    def flush(self) -> None:
        for data in self.protocol.data_to_send():
            if data:
                self.transport.write(data)


async def run(count: int, address: str, headers: Headers) -> None:
    """Opens all, waits for the line, tells."""
    parts, moments = urlsplit(address), Moments(list)
    places, loop = asyncio.Semaphore(CONNECTING), asyncio.get_running_loop()

    async def opened() -> Page:
        async with places:
            page = Page(address, headers, moments)
            await loop.create_connection(lambda: page, parts.hostname or "", parts.port or 0)
            status = await page.opened
            assert status == 101, status
            return page

    pages = await asyncio.gather(*(opened() for _one in range(count)))
    print("ready", flush=True)
    await loop.run_in_executor(None, sys.stdin.readline)
    assert all(not page.transport.is_closing() for page in pages)
    print(json.dumps(moments), flush=True)


def main(count: int, address: str, origin: str, cookie: str) -> None:
    """Until it is told."""
    uvloop.run(run(count, address, Headers(Origin=origin, Cookie=cookie)))


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
