"""A stand-in of a provider on this machine that gives one answer, and keeps what it was asked."""

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class StandIn:
    """Set `status`, `body` and `wait_seconds` before asking; `asked` is what came."""

    port: int
    status: int = 200
    body: bytes = b"{}"
    wait_seconds: float = 0
    location: str = ""
    asked: list[Asked] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answers(self, status: int, body: Any) -> None:
        """From now on: this status, with this as JSON (or these very bytes)."""
        self.status = status
        self.body = body if isinstance(body, bytes) else json.dumps(body).encode()


@contextmanager
def standing_in() -> Iterator[StandIn]:
    """One that runs until the end of the block."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            sent = json.loads(self.rfile.read(length)) if length else None
            stand_in.asked.append(Asked(self.command, self.path, dict(self.headers), sent))
            threading.Event().wait(stand_in.wait_seconds)
            self.send_response(stand_in.status)
            if stand_in.location:
                self.send_header("Location", stand_in.location)
            self.send_header("Content-Length", str(len(stand_in.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(stand_in.body)

        do_POST = do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_args: object) -> None:
            """Silence."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        stand_in = StandIn(server.server_address[1])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield stand_in
        server.shutdown()
