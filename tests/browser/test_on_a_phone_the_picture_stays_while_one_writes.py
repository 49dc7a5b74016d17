"""On a phone the picture, its timecode and the field for comments are on screen together, above a keyboard as well."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Studio
from tests.browser.proving import stocked
from tests.browser.sharing import share

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WITH_KEYBOARD = 500
# What a finger would meet in the middle of each, in order; null where that is something else or outside the screen.
MET = """(names) => names.map((name) => {
  const part = document.querySelector(name), { left, top, right, bottom } = part.getBoundingClientRect();
  const met = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return top >= 0 && bottom <= innerHeight && (part.contains(met) || met?.contains(part)) ? [top, bottom] : null;
})"""
PARTS = [".viewer__video", "#scrub-track", "#player-timecode", "#composer-text", "#composer [type=submit]"]


@pytest.fixture(scope="module")
def address(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("reels")
    return str(stocked(studio, folder, ["29.97.mp4"], 1)["29.97.mp4"])


def expect_together(page: Page, *more: str) -> None:
    """All of them are on screen, none over another, whatever of the page is read."""
    for share_of_page in (0, 0.5, 1):
        page.evaluate("(share) => scrollTo(0, share * document.documentElement.scrollHeight)", share_of_page)
        if page.locator("#composer-text").evaluate("(field) => field !== document.activeElement"):
            page.locator("#composer-text").tap()
        found = page.evaluate(MET, [*PARTS, *more])
        assert None not in found, (share_of_page, dict(zip([*PARTS, *more], found, strict=True)))
        video, track, _timecode, text, _send = found[:5]
        assert video[1] <= track[0] < track[1] <= text[0], found


def expect_writing_beside_the_picture(page: Page) -> None:
    for number in range(4):
        page.locator("#composer-text").fill(f"Too dark, number {number}.")
        page.get_by_role("button", name="Comment", exact=True).tap()
        expect(page.locator("#composer-text")).to_have_value("")
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        page.set_viewport_size({"width": 390, "height": 844})
        expect_together(page)
        page.set_viewport_size({"width": 390, "height": WITH_KEYBOARD})
        expect_together(page)


def test_on_the_page_of_a_take(opened: Open, studio: Studio, address: str) -> None:
    page = opened(studio, "rita", address, **PHONE)
    box = page.locator("#composer-text").bounding_box()
    assert box
    assert box["y"] + box["height"] < 844
    expect_writing_beside_the_picture(page)
    page.set_viewport_size({"width": 390, "height": 844})
    expect_together(page, '[data-testid="approve"]', '[data-testid="reject"]')


def test_in_the_inbox(opened: Open, studio: Studio, address: str) -> None:
    page = opened(studio, "rita", "/inbox/", **PHONE)
    expect(page.get_by_test_id("queue")).to_be_visible()
    expect_writing_beside_the_picture(page)


def test_for_a_guest(opened: Open, studio: Studio, address: str) -> None:
    guest = opened(studio, None, share(opened(studio, "bela", address)), **PHONE)
    guest.get_by_label("Your name, to write comments").fill("Ann")
    guest.get_by_role("button", name="Go on").tap()
    expect_writing_beside_the_picture(guest)


def test_what_is_not_always_needed_unfolds(opened: Open, studio: Studio, address: str) -> None:
    page = opened(studio, "rita", address, **PHONE)
    more, loop = page.get_by_role("button", name="More controls"), page.get_by_role("button", name="Loop")
    expect(loop).not_to_be_visible()
    page.evaluate("() => scrollTo(0, 300)")
    more.tap()
    expect(more).to_have_attribute("aria-expanded", "true")
    loop.tap()
    expect(loop).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="Fit")).to_be_in_viewport()
    more.tap()
    expect(loop).not_to_be_visible()
