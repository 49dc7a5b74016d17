"""The one door to the outside: every outgoing request goes through here, and httpx is imported nowhere else.

Each connection is checked where it is made, not where the address was written: the name is looked up once, addresses
that are not public are refused, and the very address that was checked is dialled. Redirects and rebinding names gain
nothing by that. The only exceptions are the configured hosts and ports of providers, so that a stand-in on this machine
works.

OutgoingError
├── AddressRefused      nothing was sent, and never will be: not https, not public, an odd port
├── NotReached          nothing was sent: no such name, no connection; may be tried again
├── Answered            the other side answered with a status that is no success
├── TooLarge            the answer is longer than allowed and was cut off
└── Interrupted         the answer broke off or took too long
"""

import asyncio
import ipaddress
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

HTTPS_PORT = 443
MOST_REDIRECTS = 5
BLOCK = 64 * 1024
CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0

# Prefixes that Python calls global and that lead to private addresses all the same.
# Source: RFC 6052 (NAT64), RFC 3056 (6to4), RFC 4380 (Teredo), RFC 8215 (local NAT64).
_TUNNELS = tuple(ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))


class OutgoingError(Exception):
    """A request to the outside did not end well; the text is a clause that follows the address."""


class AddressRefused(OutgoingError):
    """The address may not be asked."""


class NotReached(OutgoingError):
    """There was no connection, so nothing was sent."""


class Answered(OutgoingError):
    """The other side said no; `status` is its HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__(f"answered with status {status}")
        self.status = status


class TooLarge(OutgoingError):
    """More bytes than allowed."""


class Interrupted(OutgoingError):
    """The answer broke off or took too long."""


# Looks a name up: (host, port) -> addresses as text.
Resolver = Callable[[str, int], Awaitable[list[str]]]


@dataclass(frozen=True)
class Door:
    """What may be asked: public https, and these very (host, port) pairs besides. `resolve` looks names up."""

    configured: frozenset[tuple[str, int]] = frozenset()
    resolve: Resolver = field(default_factory=lambda: system_resolver)

    def check(self, url: str) -> None:
        """Raises AddressRefused for an address that may not be asked, as far as its text tells."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
        except ValueError as error:
            raise AddressRefused("is not an address") from error
        if not host:
            raise AddressRefused("is not an address")
        if (host, port) in self.configured:
            return
        if parts.scheme != "https":
            raise AddressRefused("is not https")
        if port != HTTPS_PORT:
            raise AddressRefused(f"uses port {port}; only {HTTPS_PORT} is asked")
        if parts.username or parts.password:
            raise AddressRefused("carries a user name or password")

    async def dialled(self, host: str, port: int) -> str:
        """The one checked address to dial. Raises AddressRefused, NotReached."""
        try:
            addresses = await self.resolve(host, port)
        except OSError as error:
            raise NotReached("has a name that cannot be looked up") from error
        if (host, port) in self.configured and addresses:
            return addresses[0]
        if not addresses or not all(is_public(address) for address in addresses):
            raise AddressRefused("does not lead to a public address")
        return addresses[0]

    def client(self, **options: Any) -> httpx.AsyncClient:
        """A client whose every connection goes through this door. Redirects are not followed by it."""
        timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
        transport = _Transport(self)
        return httpx.AsyncClient(
            transport=transport, timeout=timeout, trust_env=False, follow_redirects=False, **options
        )


async def system_resolver(host: str, port: int) -> list[str]:
    """All addresses of a name, as the system knows them. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public Internet, in whatever form it is written."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in tunnel for tunnel in _TUNNELS):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class _Backend(httpcore.AsyncNetworkBackend):
    """Looks up, checks, and dials the address that was checked; TLS still asks for the name."""

    def __init__(self, door: Door) -> None:
        self.door = door
        self.network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        address = await self.door.dialled(host, port)
        return await self.network.connect_tcp(address, port, timeout, local_address, socket_options)

    async def connect_unix_socket(self, *args: Any, **options: Any) -> httpcore.AsyncNetworkStream:
        raise AddressRefused("is a local socket")

    async def sleep(self, seconds: float) -> None:
        await self.network.sleep(seconds)


class _Transport(httpx.AsyncHTTPTransport):
    """httpx's own transport over a pool with our backend. No retries: a create must never be sent twice."""

    def __init__(self, door: Door) -> None:
        super().__init__(trust_env=False)
        context = httpx.create_ssl_context(trust_env=False)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=context, max_connections=64, retries=0, network_backend=_Backend(door)
        )
        self.door = door

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.door.check(str(request.url))
        return await super().handle_async_request(request)


@dataclass(frozen=True)
class Fetched:
    """What was stored: the address it finally came from, and its size in bytes."""

    url: str
    bytes: int


async def fetch(door: Door, url: str, target: Path, most_bytes: int, seconds: float) -> Fetched:
    """Stores what is at an address, following a few redirects, each checked anew. Raises OutgoingError, OSError."""
    async with _outgoing(door, seconds) as client:
        return await _follow(client, url, target, most_bytes)


@dataclass(frozen=True)
class Call:
    """One request to a provider. `headers` show the key and stay out of the representation; `body` becomes JSON."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: Any = None


@dataclass(frozen=True)
class Answer:
    """What came back, whatever its status; the bytes stay out of the representation, since some hold keys."""

    status: int
    body: bytes = field(repr=False)

    def json(self) -> Any:
        """The body as JSON, fractions as Decimal; None where it is none, as behind many a proxy's error page."""
        try:
            return json.loads(self.body, parse_float=Decimal, parse_constant=lambda _word: None)
        except (ValueError, RecursionError):
            return None


async def ask(door: Door, call: Call, most_bytes: int, seconds: float) -> Answer:
    """Sends one request once and returns its answer, redirects and refusals included. Raises OutgoingError."""
    options = {"json": call.body} if call.body is not None else {}
    headers = {"Accept-Encoding": "identity", **call.headers}
    async with (
        _outgoing(door, seconds) as client,
        client.stream(call.method, call.url, headers=headers, **options) as response,
    ):
        return Answer(response.status_code, await _read(response, most_bytes))


async def _read(response: httpx.Response, most_bytes: int) -> bytes:
    body = bytearray()
    async for block in response.aiter_raw(BLOCK):
        body += block
        if len(body) > most_bytes:
            raise TooLarge("answered with more than was asked for")
    return bytes(body)


@asynccontextmanager
async def _outgoing(door: Door, seconds: float) -> AsyncIterator[httpx.AsyncClient]:
    """A client for so many seconds, its troubles told as this module's own.

    Without their causes: what the client says of a header that it cannot send holds that header, and so the key.
    """
    try:
        async with asyncio.timeout(seconds), door.client() as client:
            yield client
    except TimeoutError:
        raise Interrupted(f"took longer than {seconds:.0f} seconds") from None
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
        raise NotReached("cannot be reached") from None
    except httpx.InvalidURL:
        raise AddressRefused("is not an address") from None
    except UnicodeError:
        raise AddressRefused("cannot be asked that: a header holds more than ASCII") from None
    except httpx.HTTPError:
        raise Interrupted("broke off") from None


async def _follow(client: httpx.AsyncClient, url: str, target: Path, most_bytes: int) -> Fetched:
    for _step in range(MOST_REDIRECTS + 1):
        async with client.stream("GET", url, headers={"Accept-Encoding": "identity"}) as response:
            if not response.is_redirect:
                return Fetched(url, await _store(response, target, most_bytes))
            url = urljoin(url, response.headers.get("Location", ""))
    raise AddressRefused("redirects too often")


async def _store(response: httpx.Response, target: Path, most_bytes: int) -> int:
    if not response.is_success:
        raise Answered(response.status_code)
    stored = 0
    with target.open("wb") as file:
        async for block in response.aiter_raw(BLOCK):
            stored += len(block)
            if stored > most_bytes:
                raise TooLarge(f"is larger than {most_bytes // 1_000_000} MB")
            file.write(block)
    return stored
