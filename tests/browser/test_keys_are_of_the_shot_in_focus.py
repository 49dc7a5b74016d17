"""Keys act on the shot that has the focus, every press counts, and neither focus nor words are lost on the way."""

from playwright.sync_api import Page, expect

from tests.browser.board import (
    expect_live,
    expect_order,
    expect_seconds,
    make_board,
    opener_of,
    order_of,
    select_shot,
    shot,
)


def test_not_of_the_one_that_was_at_hand_before(page: Page) -> None:
    make_board(page, "In focus")
    first, second, _third = order_of(page)
    select_shot(page, 1)
    opener_of(page, 3).focus()
    page.keyboard.press("Delete")
    expect_order(page, [first, second])
    expect(opener_of(page, 2)).to_be_focused()
    opener_of(page, 1).focus()
    page.keyboard.press("n")
    expect(page.get_by_test_id("shot")).to_have_count(3)
    expect(shot(page, 2)).to_have_attribute("aria-current", "true")
    expect(shot(page, 3)).to_have_attribute("data-shot", second)


def test_every_quick_press_counts(page: Page) -> None:
    make_board(page, "Quick")
    page.locator("#act-ripple").click()
    opener_of(page, 2).focus()
    for _press in range(3):
        page.keyboard.press("]")
    expect_seconds(page, [3, 6, 3])
    expect(page.locator("#spoken")).to_have_text("Shot 2, 6 seconds; the board lasts 12")
    for _press in range(4):
        page.keyboard.press("[")
    expect_seconds(page, [3, 2, 3])
    page.locator("#total-more").click()
    expect(page.locator("#spoken")).to_have_text("The board lasts 9 seconds")
    page.locator("#act-ripple").click()


def test_a_step_taken_back_leaves_the_focus_on_a_shot(page: Page) -> None:
    make_board(page, "Full", seconds=12, shots=6)
    opener_of(page, 6).focus()
    page.keyboard.press("n")
    expect(page.get_by_role("alert")).to_contain_text("at most 6")
    expect(page.locator("#save-state")).to_have_attribute("data-state", "saved")
    page.keyboard.press("Delete")
    expect(page.get_by_test_id("shot")).to_have_count(5)
    page.keyboard.press("d")
    expect(page.get_by_test_id("shot")).to_have_count(6)
    page.keyboard.press("ControlOrMeta+z")
    expect(page.get_by_test_id("shot")).to_have_count(5)
    expect(page.locator(".shot__open:focus")).to_have_count(1)


def test_a_version_that_is_restored_is_told_on_the_board(page: Page) -> None:
    make_board(page, "Restored")
    opener_of(page, 1).focus()
    page.keyboard.press("Delete")
    expect_seconds(page, [6, 3])
    page.locator("#act-history").click()
    page.get_by_role("button", name="Restore version 1").click()
    expect_live(page)
    expect(page.locator("#board-notice")).to_contain_text("Undo takes that back")
    page.locator("#board-notice").get_by_role("button", name="Close").click()
    expect(page.locator("#board-notice")).to_be_empty()
