"""At 29.97 frames a second whoever watches counts timecodes with numbers dropped or not; frames keep their numbers."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Studio
from tests.browser.proving import stocked


@pytest.fixture(scope="module")
def addresses(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder: Path = tmp_path_factory.mktemp("reels")
    return stocked(studio, folder, ["29.97.mp4", "30.mp4"], 1)


def expect_counted(page: Page, mark: str) -> None:
    """Everything on the page has that mark before the frame."""
    expect(page.locator("#player-timecode")).to_have_text(f"00:00:01{mark}01")
    expect(page.locator("#player-length")).to_have_text(f"00:00:03{mark}29")
    expect(page.locator("#player-frame")).to_have_text("Frame 31")
    expect(page.get_by_test_id("player")).to_have_attribute("data-frame", "31")
    expect(page.locator("#composer-place option[value=frame]")).to_have_text(f"00:00:01{mark}01, frame 31")
    expect(page.locator("#scrub")).to_have_attribute("aria-valuetext", f"Shot 1, frame 31, 00:00:01{mark}01")
    expect(page.locator("#player-clear")).to_have_attribute(
        "title", f"Clear the range from 00:00:00{mark}29 to 00:00:01{mark}01 (X)"
    )
    where = page.get_by_test_id("comment").locator(".tc")
    expect(where).to_have_text(f"00:00:00{mark}29–00:00:01{mark}01")
    expect(where).to_have_attribute("aria-label", f"Go to 00:00:00{mark}29–00:00:01{mark}01")
    expect(page.locator(".comment__link")).to_have_text([f"@00:00:01{mark}15", f"@00:00:01{mark}16", "@20"])
    expect(page.locator(".marker")).to_have_attribute("title", f"rita at 00:00:00{mark}29")


def test_a_switch_at_the_timecode_changes_all_of_them_and_is_remembered(
    opened: Open, studio: Studio, addresses: dict[str, str]
) -> None:
    page = opened(studio, "rita", addresses["29.97.mp4"])
    switch = page.locator("#player-drop")
    expect(switch).to_have_text("DF")
    page.locator("body").press("Shift+ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("i")
    for _press in range(2):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("o")
    page.locator("#composer-text").fill("Too dark, see @00:00:01;15, @00:00:01:16 and @20.")
    page.locator("#composer-text").press("Control+Enter")
    expect_counted(page, ";")
    switch.click()
    expect(switch).to_have_text("NDF")
    expect_counted(page, ":")
    page.locator(".comment__link").first.click()
    expect(page.get_by_test_id("player")).to_have_attribute("data-frame", "45")
    expect(page.locator("#player-timecode")).to_have_text("00:00:01:15")
    page.locator("#composer-text").fill("And @00:00:01;20.")
    page.locator("#composer-text").press("Control+Enter")
    expect(page.locator(".comment__link").nth(3)).to_have_text("@00:00:01:20")
    page.reload()
    expect(page.locator("#player-length")).to_have_text("00:00:03:29")
    expect(page.get_by_test_id("comment").locator(".tc").first).to_have_text("00:00:00:29–00:00:01:01")
    switch.click()
    expect(page.locator("#player-length")).to_have_text("00:00:03;29")
    expect(page.get_by_test_id("comment").locator(".tc").first).to_have_text("00:00:00;29–00:00:01;01")


def test_where_nothing_is_dropped_there_is_no_switch(opened: Open, studio: Studio, addresses: dict[str, str]) -> None:
    page = opened(studio, "rita", addresses["30.mp4"])
    expect(page.locator("#player-length")).to_have_text("00:00:02:29")
    expect(page.locator("#player-drop")).not_to_be_visible()
