"""With ripple on, whatever changes the seconds of a shot changes the board's length, and the others keep theirs."""

from playwright.sync_api import Page, expect

from tests.browser.board import drag_cut, expect_live, expect_seconds, make_board, opener_of, select_shot
from tests.browser.conftest import Studio


def test_by_drag_key_button_and_typing(page: Page, studio: Studio) -> None:
    project = make_board(page, "Rippled")
    select_shot(page, 1)
    opener_of(page, 1).focus()
    page.keyboard.press("r")
    expect(page.locator("#act-ripple")).to_have_attribute("aria-pressed", "true")
    drag_cut(page, 1, 2)
    expect_seconds(page, [5, 3, 3])
    opener_of(page, 1).focus()
    page.keyboard.press("[")
    expect_seconds(page, [4, 3, 3])
    expect(page.locator("#spoken")).to_have_text("Shot 1, 4 seconds; the board lasts 10")
    page.locator("#seconds-more").click()
    expect_seconds(page, [5, 3, 3])
    page.locator("#shot-seconds").fill("2")
    page.locator("#shot-seconds").press("Enter")
    expect_seconds(page, [2, 3, 3])
    page.reload()
    expect_live(page)
    expect(page.locator("#act-ripple")).to_have_attribute("aria-pressed", "true")
    page.locator("#act-ripple").click()
    drag_cut(page, 1, 1)
    expect_seconds(page, [3, 2, 3])
    assert studio.installation.seconds(project) == [3, 2, 3]


def test_a_drag_stops_where_the_board_would_be_too_long(page: Page, studio: Studio) -> None:
    make_board(page, "Longest", seconds=13)
    page.locator("#act-ripple").click()
    before = [int(shot.get_attribute("data-seconds") or 0) for shot in page.get_by_test_id("shot").all()]
    drag_cut(page, 1, 5)
    expect_seconds(page, [before[0] + 2, *before[1:]])
    page.locator("#act-ripple").click()
