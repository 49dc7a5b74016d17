"""The one door to the outside: every outgoing request goes through here, and httpx is imported nowhere else.

Each connection is checked where it is made, not where the address was written: the name is looked up once, addresses
that are not public are refused, and the very address that was checked is dialled. Redirects and rebinding names gain
nothing by that. The only exceptions are the configured hosts and ports of providers, so that a stand-in on this machine
works.

Each phase has its own limit: waiting for a place in the pool, looking the name up, connecting, TLS, writing, reading.
All that comes before the first byte together stays below what any call is given in all, so that running out of time
never hides that nothing was sent.

OutgoingError
├── AddressRefused      nothing was sent, and never will be: not https, not public, an odd port
├── NotReached          nothing was sent: no such name, no connection; may be tried again
├── Answered            the other side answered with a status that is no success
│   └── DeadLink        there is nothing at the address any more
├── TooLarge            the answer is longer than allowed and was cut off
└── Interrupted         the answer broke off or took too long, and what was asked may have been done
    └── CutShort        the answer began and is shorter than it said
"""

import asyncio
import ipaddress
import json
import logging
import random
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal, DecimalException
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

HTTPS_PORT = 443
MOST_REDIRECTS = 5
BLOCK = 64 * 1024
CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
MOST_CONNECTIONS = 64
KEPT_CONNECTIONS = 20
IDLE_SECONDS = 20.0
TRIES = 3
FIRST_WAIT_SECONDS = 0.3

# It writes every header of HTTP/2 into its debug log, keys included.
logging.getLogger("hpack").setLevel(logging.INFO)

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


class DeadLink(Answered):
    """There is nothing at the address: it never was, it has ended, or it may not be read."""


class TooLarge(OutgoingError):
    """More bytes than allowed."""


class Interrupted(OutgoingError):
    """The answer broke off or took too long."""


class CutShort(Interrupted):
    """The answer ended before it was whole."""


# Looks a name up: (host, port) -> addresses as text.
Resolver = Callable[[str, int], Awaitable[list[str]]]


@dataclass(frozen=True)
class Door:
    """What may be asked: public https, and these very (host, port) pairs besides. `resolve` looks names up.

    `instead` answers in place of the network, as in a rehearsal. `kept` is a client for many calls, see `held_open`.
    """

    configured: frozenset[tuple[str, int]] = frozenset()
    resolve: Resolver = field(default_factory=lambda: system_resolver)
    instead: httpx.AsyncBaseTransport | None = None
    kept: httpx.AsyncClient | None = field(default=None, repr=False)

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

    async def dialled(self, host: str, port: int, seconds: float | None = None) -> str:
        """The one checked address to dial, looked up within so many seconds. Raises AddressRefused, NotReached."""
        try:
            async with asyncio.timeout(seconds):
                addresses = await self.resolve(host, port)
        except OSError as error:  # a TimeoutError is one as well
            raise NotReached("has a name that cannot be looked up") from error
        if (host, port) in self.configured and addresses:
            return addresses[0]
        if not addresses or not all(is_public(address) for address in addresses):
            raise AddressRefused("does not lead to a public address")
        return addresses[0]

    def client(self, *, http2: bool = True) -> httpx.AsyncClient:
        """A client whose every connection goes through this door. It follows no redirect and keeps no cookie."""
        return httpx.AsyncClient(
            transport=_Checked(self, self.instead or _network(self, http2=http2)),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            timeout=_limits(READ_SECONDS),
            trust_env=False,
            follow_redirects=False,
        )


@asynccontextmanager
async def held_open(door: Door) -> AsyncIterator[Door]:
    """The same door with one pool of connections for many calls, until it is left. For one event loop."""
    async with door.client() as client:
        yield replace(door, kept=client)


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
        address = await self.door.dialled(host, port, timeout)
        return await self.network.connect_tcp(address, port, timeout, local_address, socket_options)

    async def connect_unix_socket(self, *args: Any, **options: Any) -> httpcore.AsyncNetworkStream:
        raise AddressRefused("is a local socket")

    async def sleep(self, seconds: float) -> None:
        await self.network.sleep(seconds)


class _Checked(httpx.AsyncBaseTransport):
    """Checks the address of every request before anything else sees it."""

    def __init__(self, door: Door, inner: httpx.AsyncBaseTransport) -> None:
        self.door, self.inner = door, inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.door.check(str(request.url))
        return await self.inner.handle_async_request(request)

    async def aclose(self) -> None:
        if self.inner is not self.door.instead:
            await self.inner.aclose()


def _network(door: Door, *, http2: bool) -> httpx.AsyncHTTPTransport:
    """httpx's own transport over a pool with our backend. No retries: a create must never be sent twice."""
    transport = httpx.AsyncHTTPTransport(verify=_tls(), trust_env=False)
    transport._pool = httpcore.AsyncConnectionPool(  # noqa: SLF001  (httpx has no other place for a backend)
        ssl_context=_tls(),
        max_connections=MOST_CONNECTIONS,
        max_keepalive_connections=KEPT_CONNECTIONS,
        keepalive_expiry=IDLE_SECONDS,
        http2=http2,
        retries=0,
        network_backend=_Backend(door),
    )
    return transport


@cache
def _tls() -> ssl.SSLContext:
    """What certificates are believed; reading them takes a while, so it is done once."""
    return httpx.create_ssl_context(trust_env=False)


def _limits(read_seconds: float) -> httpx.Timeout:
    return httpx.Timeout(connect=CONNECT_SECONDS, write=READ_SECONDS, read=read_seconds, pool=CONNECT_SECONDS)


@dataclass(frozen=True)
class Call:
    """One request to a provider. `headers` show the key and stay out of the representation; `body` becomes JSON.

    `content` is sent as it is, in place of a body. A call that `may_repeat` is asked anew where it was not answered.
    One that goes `alone` has a connection of its own: one that was idle may be closed by the other side at that very
    moment, and nobody could tell whether the request arrived. `read_seconds` may pass without a byte of the answer.
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: Any = field(default=None, repr=False)
    content: bytes | None = field(default=None, repr=False)
    may_repeat: bool = False
    alone: bool = False
    read_seconds: float = READ_SECONDS


@dataclass(frozen=True)
class Answer:
    """What came back, whatever its status; bytes and headers stay out of the representation, since some hold keys.

    Names of headers are in lower case.
    """

    status: int
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)

    def json(self) -> Any:
        """The body as JSON, fractions as Decimal; None where it is none, as behind many a proxy's error page."""
        try:
            return json.loads(self.body, parse_float=Decimal, parse_constant=lambda _word: None)
        except (ValueError, DecimalException, RecursionError):
            return None


async def ask(door: Door, call: Call, most_bytes: int, seconds: float) -> Answer:
    """The answer to a request, redirects and refusals included. Each try has so many seconds. Raises OutgoingError."""
    for tried in range(1, TRIES + 1):
        try:
            async with _stream(door, call, seconds) as response:
                return Answer(response.status_code, await _read(response, most_bytes), dict(response.headers))
        except (NotReached, Interrupted):
            if not call.may_repeat or tried == TRIES:
                raise
        await asyncio.sleep(FIRST_WAIT_SECONDS * 2**tried * random.uniform(0.5, 1))  # noqa: S311  (spreads tries)
    raise AssertionError  # the last try returns or raises


@dataclass(frozen=True)
class Opened:
    """An answer that is still coming: its status, the length it announces (None: it does not), where it comes from."""

    url: str
    status: int
    length: int | None
    blocks: AsyncIterator[bytes]


@asynccontextmanager
async def opened(door: Door, url: str, seconds: float, may_go: Callable[[str], None]) -> AsyncIterator[Opened]:
    """What lies at an address, block by block, following a few redirects. `may_go` raises for one not to be asked.

    Raises OutgoingError; what is wrong while blocks are read is told as CutShort.
    """
    for _step in range(MOST_REDIRECTS + 1):
        may_go(url)
        async with _stream(door, Call("GET", url), seconds) as response:
            if not response.is_redirect:
                yield Opened(url, response.status_code, _length(response), _blocks(response))
                return
            url = urljoin(url, response.headers.get("Location", ""))
    raise AddressRefused("redirects too often")


def _length(response: httpx.Response) -> int | None:
    told = response.headers.get("Content-Length", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 16 else None


async def _blocks(response: httpx.Response) -> AsyncIterator[bytes]:
    try:
        async for block in response.aiter_raw(BLOCK):
            yield block
    except httpx.HTTPError:
        raise CutShort("broke off before its end") from None


async def _read(response: httpx.Response, most_bytes: int) -> bytes:
    body = bytearray()
    async for block in response.aiter_raw(BLOCK):
        body += block
        if len(body) > most_bytes:
            raise TooLarge("answered with more than was asked for")
    return bytes(body)


@asynccontextmanager
async def _stream(door: Door, call: Call, seconds: float) -> AsyncIterator[httpx.Response]:
    options = {"json": call.body} if call.body is not None else {"content": call.content}
    headers = {"Accept-Encoding": "identity", **call.headers}
    limits = _limits(call.read_seconds)
    async with (
        _outgoing(door, seconds, alone=call.alone) as client,
        client.stream(call.method, call.url, headers=headers, timeout=limits, **options) as response,
    ):
        yield response


@asynccontextmanager
async def _outgoing(door: Door, seconds: float, *, alone: bool = False) -> AsyncIterator[httpx.AsyncClient]:
    """A client for so many seconds, its troubles told as this module's own.

    Without their causes: what the client says of a header that it cannot send holds that header, and so the key.
    """
    try:
        async with asyncio.timeout(seconds):
            if door.kept and not alone:
                yield door.kept
            else:
                async with door.client(http2=not alone) as client:
                    yield client
    except TimeoutError:
        raise Interrupted(f"took longer than {seconds:.0f} seconds") from None
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
        raise NotReached("cannot be reached") from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
        raise AddressRefused("is not an address") from None
    except httpx.HTTPError:
        raise Interrupted("broke off") from None
