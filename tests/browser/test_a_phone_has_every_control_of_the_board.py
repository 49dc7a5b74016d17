"""What the narrow bar has no room for stands elsewhere on a phone, and works there."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Studio
from tests.browser.fingers import phone


def in_menu(page: Page, name: str) -> None:
    page.locator("#act-more").tap()
    page.locator("#shots-menu").get_by_role("menuitem", name=name).tap()


def test_frames_are_stepped_frames_swapped_and_keys_listed(opened: Open, studio: Studio) -> None:
    page, _project = phone(opened, studio, "On a phone")
    page.get_by_role("button", name="Forward one frame").tap()
    page.get_by_role("button", name="Forward one frame").tap()
    page.get_by_role("button", name="Back one frame").tap()
    expect(page.locator("#ruler")).to_have_attribute("aria-valuenow", "1")
    in_menu(page, "Swap first and last frame")
    expect(page.locator("#spoken")).to_have_text("There is no first and no last frame to swap.")
    in_menu(page, "Keys")
    switch = page.get_by_role("switch", name="Keys of a single letter")
    switch.tap()
    expect(switch).not_to_be_checked()
    page.locator("#keys-dialog").get_by_role("button", name="Close").tap()
    expect(page.locator("#act-more")).to_be_focused()
    in_menu(page, "Merge with the next shot")
    expect(page.get_by_test_id("shot")).to_have_count(2)
