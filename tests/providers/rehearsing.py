"""Our clients on one side, the sandbox on the other: another reading of the same pages."""

import json
from typing import Any

from storyboard.providers.asking import Access
from storyboard.providers.clients import CLIENTS, Client
from storyboard.providers.http import Door
from storyboard.sandbox.transport import SandboxTransport
from tests.sandbox.stage import Stage

URL = "http://sandbox.test"
PATHS = {"runware": "/v1", "highway": "", "crun": ""}


def door_to(stage: Stage) -> Door:
    return Door(frozenset({("sandbox.test", 80)}), instead=SandboxTransport(stage.sandbox))


def access_to(provider: str, key: str = "studio") -> Access:
    return Access(provider, URL + PATHS[provider], key)


def client_of(provider: str) -> Client:
    return CLIENTS[provider]


def sent(body: Any) -> bytes:
    return json.dumps(body).encode()
