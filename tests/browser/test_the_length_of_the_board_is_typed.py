"""The seconds of the whole board are typed where they stand, in one step and one revision, as those of a shot are."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import expect_focus, expect_seconds, make_board
from tests.browser.conftest import Open, Studio
from tests.browser.fingers import phone


def version(page: Page) -> int:
    return int(page.get_by_test_id("board").get_attribute("data-version") or 0)


def test_from_three_to_fifteen_is_one_revision_by_keys_alone(page: Page, studio: Studio) -> None:
    project = make_board(page, "Typed", seconds=3, shots=3)
    before = version(page)
    page.get_by_test_id("total").press("Enter")
    page.keyboard.type("14")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Length of the board in whole seconds")).to_have_value("15")
    page.keyboard.press("Enter")
    expect_seconds(page, [5, 5, 5])
    expect(page.locator("#spoken")).to_have_text("The board lasts 15 seconds")
    expect_focus(page, "total-seconds")
    assert version(page) == before + 1
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect_focus(page, "total-seconds")
    page.locator("#total-less").click()
    expect_seconds(page, [5, 5, 4])
    assert studio.installation.seconds(project) == [5, 5, 4]


@pytest.mark.parametrize("text", ["40", "many"])
def test_what_cannot_be_is_refused_in_words(page: Page, text: str) -> None:
    make_board(page, "Refused")
    page.get_by_test_id("total").click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Length of the board in whole seconds")).to_be_focused()
    expect_seconds(page, [3, 3, 3])
    if text == "40":
        offer = page.get_by_role("button", name="Make the board 15 s long")
        offer.hover()
        page.mouse.down()  # the field is left, and the offer stays under the hand
        expect(page.get_by_label("Length of the board in whole seconds")).to_have_count(0)
        page.wait_for_timeout(300)
        page.mouse.up()
        expect_seconds(page, [5, 5, 5])


def test_with_a_finger(opened: Open, studio: Studio) -> None:
    page, project = phone(opened, studio, "Typed on a phone")
    page.get_by_test_id("total").tap()
    page.keyboard.type("12")
    page.locator("#takes").tap()  # keypads of phones have no Enter
    expect_seconds(page, [4, 4, 4])
    assert studio.installation.seconds(project) == [4, 4, 4]
