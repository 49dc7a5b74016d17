"""The copied commands are run as a person runs them, against a real server: the bytes that arrive are those shown."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.writing import choose, write_board_text
from storyboard.providers.kinds import KINDS
from storyboard.studio.models import ProviderAccount
from storyboard.takes.exchanging import copies_of
from storyboard.takes.offering import Offer, offer_for
from tests.conftest import People
from tests.studio.accounts import account

# What shells and programs would read as something else.
AWKWARD = 'It\'s "dusk" & $HOME `id` \\n %s !! {x} <<JSON\nJSON\n# 雪 🪁\u2028end'
KEY = "sk-of-the-shell"
Arrived = list[tuple[str, str, bytes]]


@contextmanager
def listening() -> Iterator[tuple[str, Arrived]]:
    """The address of a server, and what was posted to it: path, key and body."""
    arrived: Arrived = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            key = self.headers.get("Authorization") or self.headers.get("x-api-key") or ""
            arrived.append((self.path, key, body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            """Says nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", arrived
        finally:
            server.shutdown()


def offered(people: People, project: Project, model: str, url: str) -> Offer:
    edit(project.pk, people.alice, choose("model", model))
    edit(project.pk, people.alice, choose("mode", "single"))
    edit(project.pk, people.alice, write_board_text("prompt", AWKWARD, 99))
    project.refresh_from_db()
    kind = model.partition("/")[0]
    ProviderAccount.objects.filter(pk=account(people, kind).pk).update(url=url)
    return offer_for(project, model)


def run(command: list[str], kind: str, text: str) -> None:
    environment = {**os.environ, f"{kind.upper()}_KEY": KEY, "no_proxy": "127.0.0.1"}
    subprocess.run(command, input=text, env=environment, text=True, check=True, capture_output=True, timeout=60)


@pytest.mark.parametrize("model", ["runware/kling-3.0-4k", "highway/kling-3.0-4k", "crun/kling-3.0-std"])
@pytest.mark.parametrize("runner", ["bash", "sh", "python"])
def test_byte_for_byte(people: People, project: Project, model: str, runner: str) -> None:
    command = [sys.executable, "-"] if runner == "python" else [shutil.which(runner) or "", "-s"]
    if not command[0] or not shutil.which("curl"):
        pytest.skip(f"No {runner} with curl on this machine.")
    with listening() as (url, arrived):
        offer = offered(people, project, model, url)
        kind = offer.sheet.kind
        text = dict(copies_of(offer)["texts"])["python" if runner == "python" else "curl"]
        run(command, kind, text)
    ((path, key, body),) = arrived
    assert body == offer.request.body
    assert hashlib.sha256(body).hexdigest() == offer.request.sha256
    assert path == (offer.request.path or "/")
    assert key == f"{KINDS[kind].scheme} {KEY}".strip()
    assert AWKWARD in str(strings(json.loads(body)))


def strings(value: object) -> str:
    """All texts of a body, one after another."""
    if isinstance(value, dict):
        return "".join(map(strings, value.values()))
    if isinstance(value, list):
        return "".join(map(strings, value))
    return value if isinstance(value, str) else ""
