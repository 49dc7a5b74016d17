"""HTTP as the stand-ins see it: a request with its whole body in, an answer out. Plain ASGI underneath."""

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

MOST_BYTES = 96 * 1024 * 1024
"""Of one request's body: ten pictures of ten megabytes are beyond what any of the APIs takes."""

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Dropped(Exception):
    """The connection is to be closed without an answer, or in the middle of one."""


class Malformed(Exception):
    """The body is no JSON; the text says why."""


class TooLong(Exception):
    """The body is longer than is read."""


@dataclass(frozen=True)
class Asked:
    """A request. Header names are in lower case; `base` is the address it came to, as `http://127.0.0.1:8105`."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    base: str

    @property
    def is_json(self) -> bool:
        """Whether it says that its body is JSON."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"

    @property
    def bearer(self) -> str:
        """The key of `Authorization: Bearer …`, or nothing."""
        scheme, _, key = self.headers.get("authorization", "").strip().partition(" ")
        return key.strip() if scheme.lower() == "bearer" else ""

    @property
    def digest(self) -> str:
        """The SHA-256 of the body, in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()

    def json(self) -> Any:
        """The body as JSON. Raises Malformed."""
        try:
            return json.loads(self.body, parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            raise Malformed(str(error)[:200] or type(error).__name__) from error


@dataclass(frozen=True)
class Answer:
    """A response; `cut_at` closes the connection after so many bytes of the body."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    cut_at: int | None = None

    @property
    def content(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def told(content: Any, status: int = 200, **headers: str) -> Answer:
    """JSON. Header names are written with underscores."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(status, dumped(content), {"content-type": "application/json", **named})


def dumped(content: Any) -> bytes:
    """JSON in ASCII, so that even what is no proper text comes through; decimals as numbers."""
    return json.dumps(content, default=_number).encode("ascii")


def html(status: int, title: str) -> Answer:
    """What a proxy in front of a broken server says."""
    page = f"<html>\r\n<head><title>{title}</title></head>\r\n<body><h1>{title}</h1></body>\r\n</html>\r\n"
    return Answer(status, page.encode(), {"content-type": "text/html"})


async def read(scope: Scope, receive: Receive) -> Asked:
    """The whole request. Raises TooLong, and Dropped where the client has gone."""
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    parts, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            raise Dropped
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MOST_BYTES:
            raise TooLong
        more = message.get("more_body", False)
    query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    host = headers.get("host") or "sandbox"
    base = f"{scope.get('scheme', 'http')}://{host}"
    return Asked(scope["method"], scope["path"], query, headers, b"".join(parts), base)


async def write(answer: Answer, send: Send, method: str) -> None:
    """Sends the answer. Raises Dropped after the part that is let through of one that is cut."""
    headers = {**answer.headers, "content-length": str(len(answer.body))}
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": raw})
    body = b"" if method == "HEAD" else answer.body
    if answer.cut_at is not None and method != "HEAD":
        await send({"type": "http.response.body", "body": body[: answer.cut_at], "more_body": True})
        raise Dropped
    await send({"type": "http.response.body", "body": body})


def _number(value: Any) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} is no JSON")


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")
