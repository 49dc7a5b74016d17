"""Links for guests, made in the dialog of the page that is open."""

from playwright.sync_api import Page, expect


def share(page: Page, **fields: str) -> str:
    """The address of a new link. The dialog is closed again."""
    page.get_by_test_id("share").click()
    expect(page.locator("#link-form")).to_be_attached()
    if not page.locator("#link-form").is_visible():
        page.get_by_text("New link", exact=True).click()
    for name, value in fields.items():
        page.locator(f"#link-{name}").fill(value)
    page.get_by_test_id("make-link").click()
    new = page.locator("[data-new]")
    expect(new.get_by_role("button", name="Copy")).to_be_focused()
    address = new.get_by_label("Address").input_value()
    page.keyboard.press("Escape")
    expect(page.locator("#share-dialog")).not_to_be_visible()
    return address
