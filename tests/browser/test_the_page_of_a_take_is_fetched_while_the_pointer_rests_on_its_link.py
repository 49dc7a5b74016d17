"""Where a pointer rests on the link to a take, its page is there before the button is pressed; other pages are not."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Studio
from tests.browser.proving import stocked

HOW = "performance.getEntriesByType('navigation')[0].deliveryType"
RESTED = 1000  # milliseconds; browsers wait a fifth of that


@pytest.fixture(scope="module")
def address(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> str:
    return next(iter(stocked(studio, tmp_path_factory.mktemp("reels"), ["25.mp4"]).values()))


@pytest.fixture
def board(opened: Open, studio: Studio, address: str) -> Page:
    return opened(studio, "rita", address.partition("takes/")[0])


def test_a_take_is_there_at_once(board: Page, address: str) -> None:
    card = board.locator(f'.take a[href^="{address}"]').first
    card.scroll_into_view_if_needed()
    card.hover()
    board.wait_for_timeout(RESTED)
    card.click()
    expect(board.get_by_test_id("player")).to_be_visible()
    assert board.evaluate(HOW) == "navigational-prefetch"


def test_a_page_that_nobody_said_it_of_comes_as_ever(board: Page) -> None:
    link = board.locator("a.brand")
    link.hover()
    board.wait_for_timeout(RESTED)
    link.click()
    expect(board.get_by_role("heading", name="Projects", exact=True)).to_be_visible()
    assert board.evaluate(HOW) == ""


def test_guests_are_told_of_no_such_rules(opened: Open, studio: Studio, board: Page) -> None:
    told = board.request.get(board.url).headers
    assert "speculation-rules" in told
    stranger = opened(studio, None, "/help/")
    assert "speculation-rules" not in stranger.request.get(stranger.url).headers
