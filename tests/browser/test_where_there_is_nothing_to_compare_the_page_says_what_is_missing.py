"""A comparison without a second take asks for no choice that there is not, and keeps no key for what it cannot do."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Studio
from tests.browser.proving import stocked

TAKEN = (
    """(key) => !document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))"""
)


def keys_of(page: Page) -> str:
    """What the list of keys says."""
    page.locator("body").press("?")
    expect(page.locator("#keys-dialog")).to_be_visible()
    said = page.locator(".keys__list").inner_text()
    page.keyboard.press("Escape")
    return said


def test_one_take_alone(opened: Open, studio: Studio, tmp_path: Path) -> None:
    address = stocked(studio, tmp_path, ["25.mp4"], 1)["25.mp4"]
    board = address.partition("takes/")[0]
    page = opened(studio, "rita", f"{board}compare/")
    expect(page.get_by_role("heading", name="This project has no second take that is ready.")).to_be_visible()
    expect(page.locator("#take-main")).to_contain_text("Once the board has two takes that are ready")
    expect(page.locator("#take-main")).not_to_contain_text("Choose another take")
    expect(page.get_by_role("link", name="Back to the board")).to_have_count(1)

    page.goto(f"{board}compare/?a=1&b=1")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(TAKEN, "m")
    assert not page.evaluate(TAKEN, "c")
    assert "Comment on this frame" not in keys_of(page)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert "Comment on this frame" in keys_of(page)
    assert page.evaluate(TAKEN, "c")
    expect(page.locator("#composer-text")).to_be_focused()
