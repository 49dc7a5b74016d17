"""Fetching by address reaches the public Internet over https and nothing else, however the address is written."""

import asyncio
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from storyboard.providers.downloading import download
from storyboard.providers.http import (
    AddressRefused,
    Answered,
    Door,
    Interrupted,
    NotReached,
    OutgoingError,
    Resolver,
    TooLarge,
    is_public,
)

PRIVATE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "198.18.0.1", "192.0.2.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::",
]  # fmt: skip


def always(*addresses: str) -> Resolver:
    async def resolve(host: str, port: int) -> list[str]:
        return list(addresses)

    return resolve


def asked(door: Door, url: str, tmp_path: Path, most_bytes: int = 1_000_000, seconds: float = 5) -> bytes:
    target = tmp_path / "fetched"
    asyncio.run(download(door, url, target, most_bytes, seconds=seconds))
    return target.read_bytes()


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_to_a_private_address_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(AddressRefused):
        asked(Door(resolve=always(address)), "https://pictures.example/a.png", tmp_path)


def test_one_private_address_among_public_ones_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AddressRefused):
        asked(Door(resolve=always("93.184.216.34", "10.0.0.1")), "https://pictures.example/a.png", tmp_path)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_pass(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://pictures.example/a.png",
        "ftp://pictures.example/a.png",
        "file:///etc/passwd",
        "//pictures.example/a.png",
        "https:///a.png",
        "https://pictures.example:22/a.png",
        "https://pictures.example:8443/a.png",
        "https://pictures.example:99999/a.png",
        "https://user:password@pictures.example/a.png",
        "https://127.0.0.1/a.png",
        "https://2130706433/a.png",
        "https://0x7f.1/a.png",
        "https://[::1]/a.png",
        "https://[::ffff:127.0.0.1]/a.png",
        "https://localhost/a.png",
        "https://[fe80::1%25lo]/a.png",
        "not an address",
        "",
    ],
)
def test_other_schemes_ports_and_forms_are_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(OutgoingError) as refusal:
        asked(Door(), url, tmp_path)
    assert isinstance(refusal.value, AddressRefused | NotReached)
    assert not (tmp_path / "fetched").exists()


class _Pages(http.server.BaseHTTPRequestHandler):
    """A stand-in of a configured provider on this machine."""

    def do_GET(self) -> None:
        if self.path == "/picture":
            self.answer(200, b"picture")
        elif self.path == "/large":
            self.answer(200, b"x" * 200_000)
        elif self.path == "/slow":
            threading.Event().wait(3)
            self.answer(200, b"late")
        elif self.path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"half")
        elif self.path.startswith("/to?") or self.path == "/circle":
            self.send_response(302)
            self.send_header("Location", self.path.partition("?")[2] or "/circle")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self.answer(404, b"")

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Silence."""


@pytest.fixture(scope="module")
def stand_in() -> Iterator[int]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Pages) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def door_to(port: int) -> Door:
    return Door(configured=frozenset({("127.0.0.1", port)}))


def test_the_configured_host_and_port_is_reached(stand_in: int, tmp_path: Path) -> None:
    assert asked(door_to(stand_in), f"http://127.0.0.1:{stand_in}/picture", tmp_path) == b"picture"


def test_another_port_of_the_configured_host_is_refused(stand_in: int, tmp_path: Path) -> None:
    with pytest.raises(AddressRefused):
        asked(door_to(stand_in + 1), f"http://127.0.0.1:{stand_in}/picture", tmp_path)


def test_a_redirect_is_followed_where_it_may_go(stand_in: int, tmp_path: Path) -> None:
    assert asked(door_to(stand_in), f"http://127.0.0.1:{stand_in}/to?/picture", tmp_path) == b"picture"


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:1/", "https://127.0.0.1/", "https://[::1]/", "file:///etc/passwd"]
)
def test_a_redirect_to_a_private_address_is_refused(stand_in: int, tmp_path: Path, target: str) -> None:
    with pytest.raises(AddressRefused):
        asked(door_to(stand_in), f"http://127.0.0.1:{stand_in}/to?{target}", tmp_path)


def test_redirects_in_a_circle_end(stand_in: int, tmp_path: Path) -> None:
    with pytest.raises(AddressRefused):
        asked(door_to(stand_in), f"http://127.0.0.1:{stand_in}/circle", tmp_path)


def test_a_name_that_changes_its_mind_is_dialled_where_it_was_checked(stand_in: int, tmp_path: Path) -> None:
    """DNS rebinding: the first answer is public, the second private. Only one answer is ever asked for."""
    answers = iter([["192.0.2.7"], ["127.0.0.1"]])

    async def rebinding(host: str, port: int) -> list[str]:
        return next(answers)

    with pytest.raises(AddressRefused):
        asked(Door(resolve=rebinding), "https://rebinding.example/a.png", tmp_path)


def test_a_longer_answer_than_allowed_is_cut_off(stand_in: int, tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        asked(door_to(stand_in), f"http://127.0.0.1:{stand_in}/large", tmp_path, most_bytes=100_000)


def test_a_slow_answer_is_given_up(stand_in: int, tmp_path: Path) -> None:
    with pytest.raises(Interrupted):
        asked(door_to(stand_in), f"http://127.0.0.1:{stand_in}/slow", tmp_path, seconds=0.3)


def test_an_answer_that_breaks_off_is_told(stand_in: int, tmp_path: Path) -> None:
    with pytest.raises(Interrupted):
        asked(door_to(stand_in), f"http://127.0.0.1:{stand_in}/short", tmp_path)


def test_a_refusal_of_the_other_side_carries_its_status(stand_in: int, tmp_path: Path) -> None:
    with pytest.raises(Answered) as answered:
        asked(door_to(stand_in), f"http://127.0.0.1:{stand_in}/nothing", tmp_path)
    assert answered.value.status == 404


def test_nobody_there_is_told(tmp_path: Path) -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Pages) as gone:
        port = gone.server_address[1]
    with pytest.raises(NotReached):
        asked(door_to(port), f"http://127.0.0.1:{port}/picture", tmp_path)
