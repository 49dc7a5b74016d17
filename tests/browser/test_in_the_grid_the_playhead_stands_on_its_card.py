"""The grid has no ruler: the card of the shot that the playhead is in shows where it is, and S cuts there."""

from playwright.sync_api import Page, expect

from tests.browser.board import expect_seconds, make_board, shot


def expect_head(page: Page, position: int, into: str, text: str) -> None:
    """It stands on that card alone, that far in."""
    expect(page.locator(".card-head:visible")).to_have_count(1)
    head = shot(page, position).locator(".card-head")
    expect(head).to_have_text(text)
    share = head.evaluate("(one) => one.style.getPropertyValue('--into')")
    assert f"{float(share):.2f}" == into


def test_it_moves_from_card_to_card_and_over_what_is_drawn_anew(page: Page) -> None:
    make_board(page, "Head in the grid")
    expect(page.locator(".card-head:visible")).to_have_count(0)
    page.locator("#stage-view").press("Shift+ArrowRight")
    page.locator("#view-grid").click()
    expect_head(page, 1, "0.33", "1.0")
    for _second in range(3):
        page.locator("#stage-view").press("Shift+ArrowRight")
    expect_head(page, 2, "0.33", "4.0")
    page.keyboard.press("s")
    expect_seconds(page, [3, 1, 2, 3])
    expect_head(page, 3, "0.00", "4.0")
    page.locator("#view-strip").click()
    expect(page.locator(".card-head:visible")).to_have_count(0)
