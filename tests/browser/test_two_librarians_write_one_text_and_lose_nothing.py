"""Two pages write the same text of an element: the second sees both and chooses; neither text is lost unseen."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Studio
from tests.browser.elements import make_element


def both_wrote(opened: Open, studio: Studio, name: str) -> tuple[Page, Page]:
    """A page whose description is saved, and one whose description stands against it."""
    first, second = opened(studio, "owner", ""), opened(studio, "owner", "")
    element = make_element(first, name)
    second.goto(f"/elements/{element}/")
    first.locator("#element-description").fill("Theirs")
    expect(first.locator("#said-description")).to_have_text("Saved")
    second.locator("#element-description").fill("Mine")
    expect(second.get_by_test_id("conflict")).to_contain_text("owner changed this while you wrote.")
    expect(second.get_by_test_id("conflict").locator("[data-theirs]")).to_have_text("Theirs")
    expect(second.get_by_test_id("conflict").locator("[data-mine]")).to_have_text("Mine")
    return first, second


def expect_kept(page: Page, text: str) -> None:
    expect(page.get_by_test_id("conflict")).to_have_count(0)
    expect(page.locator("#said-description")).to_have_text("Saved")
    expect(page.locator("#element-description")).to_have_value(text)
    page.reload()
    expect(page.locator("#element-description")).to_have_value(text)


def test_mine_is_saved_with_what_was_typed_since(opened: Open, studio: Studio) -> None:
    _first, second = both_wrote(opened, studio, "Conflict of mine")
    second.locator("#element-description").press_sequentially(" and more")
    expect(second.get_by_test_id("conflict").locator("[data-mine]")).to_have_text("Mine and more")
    second.get_by_role("button", name="Save mine").click(delay=400)  # as slow as a hand: nothing moves under it
    expect_kept(second, "Mine and more")


def test_theirs_is_kept_and_may_be_written_on(opened: Open, studio: Studio) -> None:
    _first, second = both_wrote(opened, studio, "Conflict of theirs")
    second.get_by_role("button", name="Keep theirs").click(delay=400)
    expect_kept(second, "Theirs")
    second.locator("#element-description").fill("Theirs, longer")
    expect_kept(second, "Theirs, longer")


def test_another_field_is_written_unasked(opened: Open, studio: Studio) -> None:
    first, second = both_wrote(opened, studio, "Conflict elsewhere")
    first.locator("#element-handle").fill("somewhere")
    expect(first.locator("#said-handle")).to_have_text("Saved")
    second.locator("#element-name").fill("Conflict over there")
    expect(second.locator("#said-name")).to_have_text("Saved")
    second.get_by_role("button", name="Keep theirs").click()
    expect_kept(second, "Theirs")
