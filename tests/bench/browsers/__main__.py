"""A thousand open pages of one project: from the commit of an event to the last of them, beside a bare Channels send.

Run: `python -m tests.bench.browsers [--browsers 1000] [--events 30]`. The real server and a bare one, set up alike,
have as many pages each, which offer compression as browsers do. An event of the real one is a take's card, drawn for
it; the bare one then sends the very same text to a group whose consumers only pass it on. They take turns, so that a
busy machine slows both; what the pages cost is in both figures.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import httpx
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.bench.edit import _set_up
from tests.bench.processes import Usage, started

TARGET = 1.5
PROCESSES = 2
# Between one event and the next, longer than either takes.
PAUSE_SECONDS = 1.0


@dataclass(frozen=True)
class Event:
    """What all pages are told, and when its way to them began: at the real server and at the bare one."""

    text: str
    at: tuple[float, float]


def main() -> None:
    """Prints the figures."""
    wanted = _arguments()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="storyboard-bench-")))
        os.environ.update(STORYBOARD_DATA=str(folder), DJANGO_SETTINGS_MODULE="storyboard.settings")
        _set_up()
        project, take, cookie = _ordered()
        real, port = stack.enter_context(started("tests.bench.browsers.server", project, take))
        bare, bare_port = stack.enter_context(started("tests.bench.browsers.bare"))
        addresses = (f"127.0.0.1:{port}/ws/projects/{project}/", f"127.0.0.1:{bare_port}/")
        pages = [_pages(stack, address, cookie, wanted.browsers) for address in addresses]
        events = _events(addresses, cookie, wanted.events)
        delays = [_delays(events, number, _heard(those), wanted.browsers) for number, those in enumerate(pages)]
        _print(events, delays, (Usage.of(real.pid), Usage.of(bare.pid)), wanted.browsers)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.browsers")
    parser.add_argument("--browsers", type=int, default=1000, help="open pages (default: 1000)")
    parser.add_argument("--events", type=int, default=30, help="events (default: 30)")
    return parser.parse_args()


def _ordered() -> tuple[str, str, str]:
    """A project with a take that waits, and the cookie of its owner."""
    from django.test import Client  # noqa: PLC0415

    from storyboard.projects.demo import make_demo  # noqa: PLC0415
    from storyboard.studio.people import first_workspace, owner_of  # noqa: PLC0415
    from storyboard.takes.models import Take  # noqa: PLC0415
    from storyboard.takes.ordering import Wish, place_order  # noqa: PLC0415

    workspace = first_workspace()
    owner = owner_of(workspace)
    project = make_demo(workspace, owner)
    place_order(project, owner, Wish("rehearsal:runware/kling-3.0-4k", "token", 1))
    take = Take.objects.get()
    # Nobody works on it: a card alone is told of.
    type(take.generation).objects.update(state="cancelled", due_at=None)
    Take.objects.update(state="cancelled")
    client = Client(headers={"host": "localhost"})
    client.force_login(owner)
    return project.pk, take.pk, f"sessionid={client.cookies['sessionid'].value}"


def _pages(stack: ExitStack, address: str, cookie: str, browsers: int) -> list[subprocess.Popen[str]]:
    """Processes that hold the open pages of one server."""
    origin = f"http://{address.partition('/')[0]}"
    command = ("tests.bench.browsers.clients", str(browsers // PROCESSES), f"ws://{address}", origin, cookie)
    found = [stack.enter_context(started(*command)) for _one in range(PROCESSES)]
    assert [said for _process, said in found] == ["ready"] * PROCESSES
    return [process for process, _said in found]


def _events(addresses: tuple[str, str], cookie: str, count: int) -> list[Event]:
    """Events of the real server and the bare one in turn; a page more hears what to send there."""
    real, bare = (address.partition("/")[0] for address in addresses)
    found = []
    headers = {"Cookie": cookie}
    with connect(f"ws://{addresses[0]}", origin=Origin(f"http://{real}"), additional_headers=headers) as page:
        page.recv()  # the greeting
        for _number in range(count):
            committed = float(httpx.get(f"http://{real}/bench/event/", timeout=60).text)
            text = next(text for text in map(str, page) if "number" in json.loads(text))  # not who is here
            time.sleep(PAUSE_SECONDS)
            sent = float(httpx.post(f"http://{bare}/", content=text.encode(), timeout=60).text)
            time.sleep(PAUSE_SECONDS)
            found.append(Event(text, (committed, sent)))
    return found


def _heard(pages: list[subprocess.Popen[str]]) -> dict[str, list[float]]:
    """When each message came, at all pages of one server."""
    moments: dict[str, list[float]] = defaultdict(list)
    for process in pages:
        print("over", file=process.stdin, flush=True)
        assert process.stdout
        for text, came in json.loads(process.stdout.readline()).items():
            moments[text] += came
    return moments


def _delays(events: list[Event], server: int, heard: dict[str, list[float]], browsers: int) -> list[float]:
    """Of each event, until the last page of a server heard of it."""
    assert all(len(heard[event.text]) == browsers for event in events)
    return [max(heard[event.text]) - event.at[server] for event in events]


def _print(events: list[Event], delays: list[list[float]], usages: tuple[Usage, Usage], browsers: int) -> None:
    size = median(len(event.text) for event in events)
    print(f"{len(events)} events of {size:.0f} bytes to {browsers} open pages; until the last of them")
    for name, found, usage in zip(("real server", "bare send"), delays, usages, strict=True):
        p95 = quantiles(found, n=20, method="inclusive")[-1]
        print(f"  {name:11}: median {median(found) * 1000:6.0f} ms, p95 {p95 * 1000:6.0f} ms", end="; ")
        print(f"{usage.seconds:.1f} s of CPU since its start, peak {usage.peak:.0f} MB")
    print(f"real / bare: {median(delays[0]) / median(delays[1]):.2f} (target: at most {TARGET})")


if __name__ == "__main__":
    main()
