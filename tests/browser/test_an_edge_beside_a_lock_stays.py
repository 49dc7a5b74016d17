"""An edge that a lock holds says so before it is dragged, and its read-out never shows seconds that it cannot have."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import expect_seconds, make_board, second_in_pixels, select_shot, shot, take_hold_of_cut
from tests.browser.conftest import Open, Studio


@pytest.fixture
def page(opened: Open, studio: Studio) -> Page:
    """A board of three shots, the second of them locked; any edit of seconds would be seen as an error of the page."""
    page = opened(studio, "owner", "")
    make_board(page, "Held")
    select_shot(page, 2)
    page.locator("label", has=page.locator("#shot-locked")).click()
    expect(shot(page, 2)).to_have_attribute("data-locked", "true")
    return page


def test_it_is_told_on_the_edge_and_while_it_is_pressed(page: Page) -> None:
    why = "Shot 2 is locked. Unlock it to move this edge."
    for trim in page.locator(".trim[data-right]").all():
        expect(trim).to_have_attribute("aria-disabled", "true")
        expect(trim).to_have_attribute("title", why)
    second = second_in_pixels(page)
    x, y = take_hold_of_cut(page, 1)
    trim = page.get_by_test_id("trim").nth(0)
    expect(trim).to_have_attribute("data-readout", why)
    expect(page.locator("#spoken")).to_have_text(why)
    for by in (1, -1, 2):
        page.mouse.move(x + by * second, y, steps=4)
        expect(trim).to_have_attribute("data-readout", why)
        expect_seconds(page, [3, 3, 3])
    page.mouse.up()
    expect(trim).not_to_have_attribute("data-readout", why)
    expect(page.get_by_role("alert")).to_have_count(0)
    trim.press("ArrowRight")
    expect(page.locator("#spoken")).to_have_text(why)
    select_shot(page, 1)
    page.keyboard.press("]")
    expect(page.locator("#spoken")).to_have_text(why)
    expect(page.get_by_role("alert")).to_have_count(0)
    expect_seconds(page, [3, 3, 3])


def test_with_ripple_only_the_lock_of_its_own_shot_holds_it(page: Page) -> None:
    page.locator("#act-ripple").click()
    first, second, end = page.locator(".trim").all()
    for free in (first, end):
        expect(free).not_to_have_attribute("aria-disabled", "true")
    expect(second).to_have_attribute("aria-disabled", "true")
    first.press("ArrowRight")
    expect_seconds(page, [4, 3, 3])
    second.press("ArrowRight")
    expect(page.locator("#spoken")).to_have_text("Shot 2 is locked. Unlock it to move this edge.")
    expect_seconds(page, [4, 3, 3])
    select_shot(page, 2)
    page.locator("label", has=page.locator("#shot-locked")).click()
    expect(second).not_to_have_attribute("aria-disabled", "true")
    second.press("ArrowRight")
    expect_seconds(page, [4, 4, 3])
    page.locator("#act-ripple").click()


def test_a_locked_shot_is_opened_by_the_button_of_the_refusal(page: Page) -> None:
    select_shot(page, 2)
    page.locator("#longer, [data-act=longer]").first.click()
    page.get_by_role("alert").get_by_role("button", name="Unlock and do it").click()
    expect_seconds(page, [3, 4, 2])
    expect(shot(page, 2)).to_have_attribute("data-locked", "false")
