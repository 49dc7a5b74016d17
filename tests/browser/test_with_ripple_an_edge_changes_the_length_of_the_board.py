"""With ripple on, whatever changes the seconds of a shot changes the board's length, and the others keep theirs."""

from playwright.sync_api import Page, expect

from tests.browser.board import (
    drag_cut,
    expect_live,
    expect_seconds,
    make_board,
    middle_of,
    opener_of,
    second_in_pixels,
    select_shot,
)
from tests.browser.conftest import Open, Studio
from tests.browser.fingers import phone, swipe


def test_by_drag_key_button_and_typing(page: Page, studio: Studio) -> None:
    project = make_board(page, "Rippled")
    select_shot(page, 1)
    opener_of(page, 1).focus()
    page.keyboard.press("r")
    expect(page.locator("#act-ripple")).to_have_attribute("aria-pressed", "true")
    cut = page.get_by_test_id("trim").first
    expect(cut).to_have_attribute("aria-valuemax", "9")  # 3 of 9 seconds, and a board of 15
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
    expect(cut).to_have_attribute("aria-valuemax", "9")
    expect(cut).to_have_attribute("aria-valuetext", "Shot 1, 2 seconds; the board lasts 8")
    page.locator("#act-ripple").click()
    expect(cut).to_have_attribute("aria-valuemax", "4")
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


def test_the_end_of_the_board_is_an_edge_too(page: Page, studio: Studio) -> None:
    project = make_board(page, "Ended")
    end = page.get_by_test_id("trim-end")
    expect(end).to_be_hidden()
    select_shot(page, 3)
    page.keyboard.press("]")
    expect(page.locator("#spoken")).to_have_text("The end of the board moves with Ripple on. Press R.")
    page.keyboard.press("r")
    page.keyboard.press("]")
    expect_seconds(page, [3, 3, 4])
    assert (end.get_attribute("aria-valuemin"), end.get_attribute("aria-valuemax")) == ("1", "9")
    second, (x, y) = second_in_pixels(page), middle_of(end)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 2 * second, y, steps=6)
    expect(end).to_have_attribute("data-readout", "6 s, board 12 s")
    expect(page.get_by_test_id("total")).to_have_text("12 s")
    page.mouse.move(x - second, y, steps=6)
    page.mouse.up()
    expect_seconds(page, [3, 3, 3])
    expect(end).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect_seconds(page, [3, 3, 4])
    page.keyboard.press("End")
    expect_seconds(page, [3, 3, 9])
    page.keyboard.press("ArrowRight")
    expect(page.locator("#spoken")).to_contain_text("a board 3 to 15")
    page.keyboard.press("r")
    expect(end).to_be_hidden()
    expect(opener_of(page, 3)).to_be_focused()
    assert studio.installation.seconds(project) == [3, 3, 9]


def test_the_end_is_dragged_with_a_finger(opened: Open, studio: Studio) -> None:
    page, project = phone(opened, studio, "Ended by finger")
    page.locator("#act-ripple").tap()
    second = second_in_pixels(page)
    swipe(page, middle_of(page.get_by_test_id("trim-end")), -second)
    expect_seconds(page, [3, 3, 2])
    assert studio.installation.seconds(project) == [3, 3, 2]
