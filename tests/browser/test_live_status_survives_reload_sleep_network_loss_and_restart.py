"""The four guarantees of live status, with an order under way at a provider: a page that is reloaded, sleeps, loses
the network or whose server is killed shows the truth again by itself, and nothing is ordered or drawn twice.

The provider is the sandbox, a process of its own. It is halted in the middle of a render and goes on when told, so that
no test depends on how fast the machine is.
"""

import json
import os
import signal
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.board import asleep, expect_live, take
from tests.browser.conftest import Open, Studio, settled
from tests.browser.test_orders_reach_the_provider_and_come_back import KEYS, pasted
from tests.browser.test_the_connection_is_on_screen_and_mends_itself import GONE, live_state
from tests.faults.installation import installation, wait_until
from tests.sandbox.outside import Outside, outside
from tests.systems.rows import ROWS

ROW = ROWS["highway: one prompt"]
# At this speed a render lasts about ten seconds: long enough to be halted in its middle on a busy machine.
SPEED = "5"
PATIENCE = 90_000  # milliseconds; a claim that died with its server is free again after thirty seconds


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    with outside(tmp_path_factory.mktemp("provider"), "--speed", SPEED) as running:
        yield running


@pytest.fixture(scope="module")
def watched(chromium: Browser, provider: Outside, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio whose accounts point at the sandbox."""
    urls = {f"STORYBOARD_{kind}_URL": url for kind, url in provider.urls.items()}
    with installation(tmp_path_factory.mktemp("watched")) as installed:
        installed.settings.update({**urls, **KEYS})
        yield settled(chromium, installed, everybody=False)


@pytest.fixture(autouse=True)
def never_left_halted(provider: Outside) -> Iterator[None]:
    yield
    go_on(provider)


def halt(provider: Outside) -> None:
    """From now on the provider answers nothing, while its clock runs."""
    os.kill(provider.process.pid, signal.SIGSTOP)


def go_on(provider: Outside) -> None:
    os.kill(provider.process.pid, signal.SIGCONT)


def ledger(provider: Outside) -> list[dict[str, Any]]:
    with urlopen(f"{provider.base}/ledger", timeout=30) as answer:
        found: list[dict[str, Any]] = json.load(answer)["lines"]
    return found


def order(page: Page) -> str:
    """Orders one take of a board of its own and waits until the provider tells how far it is; the project's id."""
    pasted(page, ROW)
    page.get_by_test_id("generate").click()
    page.locator("[name=price_unknown]").check()
    page.locator("#order-form [type=submit]").click()
    expect(take(page, 1)).to_have_attribute("data-told", "", timeout=PATIENCE)
    return page.get_by_test_id("board").get_attribute("data-project") or ""


def seconds_on(page: Page) -> int:
    """What the clock of the take shows."""
    minutes, seconds = take(page, 1).locator("time").inner_text().split(":")
    return int(minutes) * 60 + int(seconds)


def expect_ready_once(page: Page) -> None:
    """The one take is there, once, and nothing of its way is left on screen."""
    expect(take(page, 1)).to_have_attribute("data-state", "ready", timeout=PATIENCE)
    expect(page.get_by_test_id("take")).to_have_count(1)
    expect(page.locator(".takes progress")).to_have_count(0)
    live_state(page, "connected")


def expect_ready_at_home(studio: Studio, project: str) -> None:
    """The server has the video, whatever pages know."""
    query = "SELECT state FROM storyboard_take WHERE project_id = ?"
    rows = studio.installation.rows
    wait_until(lambda: rows(query, project) == [{"state": "ready"}], PATIENCE / 1000, "the take on the server")


def count_snapshots(page: Page) -> list[str]:
    """The snapshots that a page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/live/") else None)
    return asked


def test_a_page_reloaded_in_the_middle_shows_the_same_and_goes_on(
    watched: Studio, provider: Outside, opened: Open
) -> None:
    page = opened(watched, "owner", "/")
    order(page)
    halt(provider)
    before, clock = int(take(page, 1).get_attribute("data-progress") or 0), seconds_on(page)
    page.reload()
    expect(take(page, 1)).to_have_attribute("data-stage", "rendering")
    assert int(take(page, 1).get_attribute("data-progress") or 0) >= before > 0
    assert seconds_on(page) >= clock
    expect_live(page)
    go_on(provider)
    expect_ready_once(page)


def test_a_page_that_slept_is_right_when_it_wakes_after_one_snapshot_at_most(
    watched: Studio, provider: Outside, opened: Open
) -> None:
    page = opened(watched, "owner", "/")
    project = order(page)
    asked = count_snapshots(page)
    with asleep(page):
        expect_ready_at_home(watched, project)
    expect_ready_once(page)
    assert len(asked) <= 1


def test_a_page_whose_connection_died_in_its_sleep_asks_for_one_snapshot_when_it_is_looked_at(
    watched: Studio, provider: Outside, opened: Open
) -> None:
    page = opened(watched, "owner", "")
    deaf: list[bool] = []

    def lead(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda message: None if deaf else socket.send(message))

    page.route_web_socket("**/ws/**", lead)
    project = order(page)
    asked = count_snapshots(page)
    deaf.append(True)
    expect_ready_at_home(watched, project)
    expect(take(page, 1)).to_have_attribute("data-state", "running")
    assert asked == []
    with page.expect_request("**/live/", timeout=5000):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect_ready_once(page)
    assert len(asked) == 1


def test_a_page_without_a_network_says_so_and_is_right_when_it_is_back(
    watched: Studio, provider: Outside, opened: Open
) -> None:
    page = opened(watched, "owner", "/", trouble=GONE)
    before = len(ledger(provider))
    project = order(page)
    page.context.set_offline(True)
    live_state(page, "offline")
    expect(page.get_by_test_id("live")).to_contain_text("Offline")
    expect_ready_at_home(watched, project)
    page.context.set_offline(False)
    expect_ready_once(page)
    assert len(ledger(provider)) == before + 1


def test_a_server_killed_in_the_middle_of_an_order_comes_back_and_brings_the_take_once(
    watched: Studio, provider: Outside, opened: Open
) -> None:
    page = opened(watched, "owner", "/", trouble=GONE)
    before = len(ledger(provider))
    order(page)
    port = watched.installation.servers[-1].port
    watched.installation.servers[-1].kill()
    halt(provider)
    live_state(page, "reconnecting")
    expect(take(page, 1)).to_have_attribute("data-stage", "rendering")
    watched.installation.up(port=port)
    live_state(page, "connected")
    expect(take(page, 1)).to_have_attribute("data-stage", "rendering")
    go_on(provider)
    expect_ready_once(page)
    (line,) = ledger(provider)[before:]
    assert line["state"] == "charged"
