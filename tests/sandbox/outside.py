"""The sandbox as a person starts it: a process of its own, on a port of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from django.conf import settings

SECONDS_TO_START = 60


@dataclass
class Outside:
    """A running `manage.py sandbox`; `urls` by API, as it printed them."""

    process: subprocess.Popen[bytes]
    urls: dict[str, str]

    @property
    def base(self) -> str:
        return self.urls["HIGHWAY"]

    def end(self) -> int:
        """Asks it to stop; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(15)


@contextmanager
def outside(folder: Path, *options: str) -> Iterator[Outside]:
    """Starts the sandbox and waits until it has printed its addresses."""
    printed, said = folder / "sandbox.out", folder / "sandbox.err"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STORYBOARD_")}
    with printed.open("wb") as out, said.open("wb") as err:
        process = subprocess.Popen(
            (sys.executable, "manage.py", "sandbox", "--port", "0", *options),
            cwd=settings.BASE_DIR,
            env={**kept, "STORYBOARD_DATA": str(folder / "data"), "TMPDIR": str(folder)},
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
    try:
        yield Outside(process, _addresses(process, printed, said))
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _addresses(process: subprocess.Popen[bytes], printed: Path, said: Path) -> dict[str, str]:
    deadline = time.monotonic() + SECONDS_TO_START
    while (text := printed.read_text(encoding="utf-8")).count("\n") < 3:
        assert process.poll() is None, said.read_text(encoding="utf-8")
        assert time.monotonic() < deadline, "the sandbox did not start"
        time.sleep(0.05)
    pairs = (line.partition("=") for line in text.splitlines())
    return {name.removeprefix("STORYBOARD_").removesuffix("_URL"): url for name, _, url in pairs}


@dataclass
class Listener:
    """A client's own server: what was posted and put to it."""

    url: str
    heard: list[tuple[str, str, bytes]] = field(default_factory=list)


@contextmanager
def listener() -> Iterator[Listener]:
    """Listens on a free port and answers everything with 200."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.heard.append((self.command, self.headers["Content-Type"], body))
            self.send_response(200)
            self.end_headers()

        do_PUT = do_POST  # noqa: N815  (the name is the library's)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found = Listener(f"http://127.0.0.1:{server.server_address[1]}")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
