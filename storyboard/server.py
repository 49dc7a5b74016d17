"""HTTP, WebSocket and the worker in one process on one asyncio loop, with one clean end."""

import asyncio
import contextlib
import errno
import signal
import socket
from collections.abc import Callable, Iterator

import uvicorn
from asgiref.sync import sync_to_async
from channels.db import database_sync_to_async
from django.conf import settings
from django.db import DatabaseError

from storyboard import database
from storyboard.live.watching import send_new_events
from storyboard.work.runner import Runner

WATCH_EVERY_SECONDS = 1.0
GRACE_SECONDS = 5
# Longer than browsers keep an idle connection (Chromium: 300), so that they close it and not we: a connection closed in
# the moment of its next request loses that request.
KEEP_ALIVE_SECONDS = 330
# A page whose network is gone has left within a few seconds: browsers answer by themselves, also for pages that sleep.
PING_EVERY_SECONDS, PING_PATIENCE_SECONDS = 2.0, 6.0
MOST_BYTES_SAID = 4096


class PortTaken(Exception):
    """Somebody else listens there; the text is the sentence to show."""


def bind(host: str, port: int) -> socket.socket:
    """A listening socket, taken before anything else starts. Port 0 takes any free one. Raises PortTaken."""
    if not 0 <= port <= 65_535:
        raise PortTaken(f"There is no port {port}; ports have numbers from 0 to 65535.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(512)
    except OSError as error:
        listener.close()
        raise PortTaken(_why_not(host, port, error)) from error
    listener.set_inheritable(False)
    return listener


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is already in use. Stop the program that has it, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"This user may not open port {port}. Choose one above 1023 with --port."
    return f"Cannot listen on {host} port {port}: {error.strerror or error}."


def address_of(listener: socket.socket) -> str:
    """Where a browser finds the server: the public URL where one is set, else the socket's own address."""
    if settings.ENVIRONMENT.public_url:
        return str(settings.ENVIRONMENT.public_url)
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104  (compared, not bound)
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def remember_address(listener: socket.socket) -> None:
    """Keeps the address in the data folder, so that commands can print links to it."""
    (settings.DATA_DIR / "address").write_text(address_of(listener), encoding="utf-8")


def last_address() -> str:
    """Where the server was served last, or would be by default."""
    kept = settings.DATA_DIR / "address"
    return str(kept.read_text(encoding="utf-8")) if kept.exists() else "http://localhost:8000"


class _Server(uvicorn.Server):
    """uvicorn without its own signal handling, which would end the process before the worker has wound up."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def serve(listener: socket.socket | None, *, work: bool) -> None:
    """Serves on the socket (if given) and works the queue (if `work`) until Ctrl+C or SIGTERM."""
    with asyncio.Runner(loop_factory=_loop_factory()) as loop:
        loop.run(_serve(listener, work))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop  # noqa: PLC0415  (not on every platform)
    except ImportError:
        return None
    factory: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return factory


async def _serve(listener: socket.socket | None, work: bool) -> None:
    server = _server() if listener else None
    runner = Runner() if work else None
    stop = asyncio.Event()
    await sync_to_async(database.stay_connected)()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with asyncio.TaskGroup() as group:
        if server and listener:
            group.create_task(server.serve(sockets=[listener]))
        if runner:
            group.create_task(runner.run())
        watcher = group.create_task(_watch()) if server and not settings.REDIS_URL else None
        await stop.wait()
        _stop(server, runner, watcher)


def _stop(server: _Server | None, runner: Runner | None, watcher: "asyncio.Task[None] | None") -> None:
    if server:
        server.should_exit = True
    if runner:
        runner.stop()
    if watcher:
        watcher.cancel()


def _server() -> _Server:
    proxies = settings.ENVIRONMENT.trusted_proxies
    return _Server(
        uvicorn.Config(
            "storyboard.asgi:application",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=list(proxies),
            timeout_graceful_shutdown=GRACE_SECONDS,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            ws="websockets-sansio",
            ws_ping_interval=PING_EVERY_SECONDS,
            ws_ping_timeout=PING_PATIENCE_SECONDS,
            ws_max_size=MOST_BYTES_SAID,
        )
    )


async def _watch() -> None:
    """Changes made by commands in other processes are looked for once a second."""
    while True:
        await asyncio.sleep(WATCH_EVERY_SECONDS)
        await database_sync_to_async(_look)()


def _look() -> None:
    with contextlib.suppress(DatabaseError):  # busy or away for a moment: the next look comes in a second
        send_new_events()
