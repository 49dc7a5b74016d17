"""The page of a take begins with its video, which shows where its player will be; nothing else of it is waited for."""

from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, Studio
from tests.browser.placing import expect_place_kept
from tests.browser.proving import choose, stocked
from tests.browser.sharing import share

SCREENS: list[dict[str, Any]] = [
    {"viewport": {"width": 1440, "height": 900}},
    {"viewport": {"width": 1024, "height": 768}},
    {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
]
COUNT_LOADS = "addEventListener('loadstart', () => { window.loads = (window.loads ?? 0) + 1; }, true);"

SHIFTED = """() => new Promise((done) => {
  const of = ({ value, sources }) => [value, ...sources.map(({ node }) => node?.outerHTML?.slice(0, 80))];
  const told = (list) => done(list.getEntries().map(of));
  new PerformanceObserver(told).observe({ type: "layout-shift", buffered: true });
  setTimeout(done, 1000, []);
})"""


@pytest.fixture(scope="module")
def address(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> str:
    return stocked(studio, tmp_path_factory.mktemp("reels"), ["25.mp4"])["25.mp4"]


def test_it_is_sent_while_the_rest_is_not_there(studio: Studio, address: str) -> None:
    kept = studio.signed_in["rita"]["cookies"]
    cookies = {cookie["name"]: cookie["value"] for cookie in kept}
    came = ""
    with httpx.stream("GET", studio.address + address, cookies=cookies) as answer:
        for piece in answer.iter_text():
            came += piece
            if 'data-testid="player"' in came:
                break
    assert "</video>" in came
    assert 'id="comments"' not in came


def test_it_goes_to_its_place_and_is_loaded_once(opened: Open, studio: Studio, address: str) -> None:
    page = opened(studio, "rita", address)
    choose(page, "proxy")  # else it takes over later, and is a second load
    page.add_init_script(COUNT_LOADS)
    page.reload()
    expect(page.locator("#player-picture > [data-testid=player]")).to_be_visible()
    expect(page.locator("#ahead")).to_have_count(0)
    expect(page.locator("#comments")).to_be_visible()
    assert page.evaluate("window.loads") == 1


@pytest.mark.parametrize("queue", ["", "?queue=inbox"])
@pytest.mark.parametrize("screen", SCREENS)
def test_it_stands_where_its_player_will_be(
    opened: Open, studio: Studio, address: str, screen: dict[str, Any], queue: str
) -> None:
    expect_place_kept(opened(studio, "rita", address + queue, **screen))


@pytest.mark.parametrize("screen", SCREENS)
def test_it_stands_where_the_player_of_a_guest_will_be(
    opened: Open, studio: Studio, address: str, screen: dict[str, Any]
) -> None:
    link = share(opened(studio, "bela", address))
    expect_place_kept(opened(studio, None, link, **screen))


@pytest.mark.parametrize("width", [1440, 1024])
def test_what_comes_after_it_moves_nothing(opened: Open, studio: Studio, address: str, width: int) -> None:
    page = opened(studio, "rita", address, viewport={"width": width, "height": 900})
    choose(page, "proxy")
    page.reload()
    expect(page.locator("#decision")).to_be_visible()
    page.wait_for_load_state("networkidle")
    moved = page.evaluate(SHIFTED)
    assert sum(value for value, *_nodes in moved) < 0.01, moved
