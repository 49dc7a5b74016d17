"""From the count in the navigation to “Nothing waits for you”: take after take, judged by key, a slip undone."""

import re
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.board import box_of
from tests.browser.conftest import Open, Studio
from tests.browser.proving import stocked

REELS = ["25.mp4", "30.mp4", "29.97.mp4"]


def at(page: Page, place: int, length: int) -> None:
    """Waits until the page is at that place of the queue, and hears keys."""
    expect(page.locator(f'[data-testid="queue"][data-place="{place}"][data-length="{length}"]')).to_be_attached()


def judge(page: Page, key: str, note: str = "") -> None:
    """Opens the note of a verdict by its key, and gives it."""
    page.keyboard.press(key)
    expect(page.locator("#verdict-note")).to_be_focused()
    page.keyboard.type(note)
    page.get_by_test_id("give-verdict").click()


def test_by_keys_alone_until_nothing_waits(studio_of_its_own: Studio, opened: Open, tmp_path: Path) -> None:
    studio, reels = studio_of_its_own, tmp_path / "reels"
    reels.mkdir()
    addresses = stocked(studio, reels, REELS, 1)
    page, listed = opened(studio, "owner"), opened(studio, "owner", "/inbox/list/")
    rows = listed.get_by_test_id("take")
    expect(rows).to_have_count(3)
    expect(page.locator("#inbox-link").get_by_test_id("waiting-count")).to_contain_text("3")
    projects = opened(studio, "owner")
    page.get_by_role("link", name="Inbox").first.click()
    at(page, 1, 3)
    first = page.url
    expect(page.locator("#queue-prev")).to_have_attribute("aria-disabled", "true")

    ahead = page.locator('head link[data-ahead="video"]')
    expect(ahead).to_have_count(1, timeout=60_000)
    fetched = ahead.get_attribute("href")
    expect(page.locator('head link[data-ahead="picture"]')).to_have_attribute("href", re.compile("/poster$"))
    page.keyboard.press("n")
    at(page, 2, 3)
    expect(page.get_by_test_id("player")).to_have_attribute("src", str(fetched))
    page.keyboard.press("Shift+N")
    at(page, 1, 3)
    assert page.url == first

    judge(page, "Shift+C", "Slower.")
    at(page, 1, 2)
    assert page.url != first
    expect(page.get_by_test_id("undo-offer")).to_contain_text("Changes asked")
    expect(rows).to_have_count(2)
    expect(projects.locator("#inbox-link").get_by_test_id("waiting-count")).to_contain_text("2")
    page.keyboard.press("Control+z")
    at(page, 1, 3)
    assert page.url == first
    expect(page.get_by_test_id("verdict")).to_have_attribute("data-state", "none")
    expect(page.get_by_test_id("undo-offer")).to_have_count(0)
    expect(rows).to_have_count(3)
    page.locator("#verdicts-open").click()
    expect(page.locator("#verdicts-shown")).to_contain_text("Took the last verdict back")
    page.keyboard.press("Escape")

    for left in (2, 1):
        judge(page, "Shift+A")
        at(page, 1, left)
    judge(page, "Shift+R", "Not this one.")
    expect(page.get_by_role("heading", name="Nothing waits for you")).to_be_visible()
    expect(listed.get_by_role("heading", name="Nothing waits for you")).to_be_visible()
    page.get_by_test_id("undo-verdict").click()
    at(page, 1, 1)
    assert any(address in page.url for address in addresses.values())


def test_the_offer_to_undo_goes_after_its_time_but_not_from_under_a_hand(
    studio_of_its_own: Studio, opened: Open, tmp_path: Path
) -> None:
    reels = tmp_path / "reels"
    reels.mkdir()
    (address,) = stocked(studio_of_its_own, reels, REELS[:1], 1).values()
    page = opened(studio_of_its_own, "owner", address)
    judge(page, "Shift+R", "No.")
    offer = page.get_by_test_id("undo-offer")
    expect(offer).to_be_visible()
    page.locator("#undo-verdict").focus()
    page.wait_for_timeout(11_000)
    expect(offer).to_be_visible()
    page.locator("#main").focus()
    expect(offer).to_have_count(0)


def test_on_a_phone_every_entry_is_in_view_and_a_picture_opens_its_take(
    studio_of_its_own: Studio, opened: Open, tmp_path: Path
) -> None:
    reels = tmp_path / "reels"
    reels.mkdir()
    addresses = stocked(studio_of_its_own, reels, REELS[:2], 1)
    size: ViewportSize = {"width": 390, "height": 844}
    page = opened(studio_of_its_own, "owner", "/inbox/list/", viewport=size, has_touch=True, is_mobile=True)
    expect(page.locator("#inbox-link").get_by_test_id("waiting-count")).to_contain_text("2")
    entries = page.locator(".topnav a:visible")
    boxes = [box_of(entry) for entry in entries.all()]
    assert len(boxes) == 5
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes), boxes
    assert page.locator(".topnav").evaluate("(nav) => nav.scrollWidth <= nav.clientWidth")
    plays = page.locator(".take-row__play")
    first, start = box_of(plays.first), box_of(page.get_by_test_id("start-review"))
    assert start["y"] + start["height"] < 300
    assert first["y"] + first["height"] < 400
    plays.first.tap(force=True)
    expect(page.get_by_test_id("queue")).to_have_attribute("data-place", "1")
    assert any(address in page.url for address in addresses.values())
    play = box_of(page.get_by_role("button", name="Play", exact=True))
    assert play["y"] + play["height"] < 844 * 0.75
