"""The number on a shot turns into a field: Enter and leaving apply, Escape gives up, and a wrong one says why."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.board import expect_seconds, make_board, opener_of, select_shot, shot
from tests.browser.conftest import Open, Studio
from tests.browser.elements import post
from tests.browser.fingers import phone


def number_of(page: Page, position: int) -> Locator:
    return shot(page, position).locator(".shot__len")


def field_of(page: Page, position: int) -> Locator:
    return shot(page, position).locator(".shot__seconds")


def test_by_mouse_and_by_key(page: Page, studio: Studio) -> None:
    project = make_board(page, "Typed here")
    number_of(page, 2).click()
    expect(field_of(page, 2)).to_be_focused()
    page.keyboard.type("5")
    page.keyboard.press("Enter")
    expect_seconds(page, [3, 5, 1])
    expect(number_of(page, 2)).to_be_focused()
    expect(page.locator("#spoken")).to_have_text("Shot 2, 5 seconds")
    page.keyboard.press("Enter")
    page.keyboard.type("4 s")
    page.keyboard.press("Enter")
    expect_seconds(page, [3, 4, 2])
    expect(number_of(page, 2)).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("1")
    page.keyboard.press("Escape")
    expect(field_of(page, 2)).to_have_count(0)
    expect(number_of(page, 2)).to_be_focused()
    expect_seconds(page, [3, 4, 2])
    page.locator("#act-ripple").click()
    number_of(page, 1).click()
    page.keyboard.type("6")
    opener_of(page, 3).click()
    expect_seconds(page, [6, 4, 2])
    expect(page.locator("#spoken")).to_have_text("Shot 1, 6 seconds; the board lasts 12")
    expect(opener_of(page, 3)).to_be_focused()
    page.locator("#act-ripple").click()
    assert studio.installation.seconds(project) == [6, 4, 2]


def test_what_cannot_be_is_told_and_stays_to_be_mended(page: Page, studio: Studio) -> None:
    project = make_board(page, "Mistyped here")
    number_of(page, 1).click()
    for typed, why in (("2.5", "whole numbers"), ("0", "at least 1 whole second"), ("40", "can last at most 7")):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text(why)
        expect(field_of(page, 1)).to_have_attribute("aria-invalid", "true")
        expect(field_of(page, 1)).to_be_focused()
    page.keyboard.type("40")
    select_shot(page, 2)
    expect(page.get_by_role("alert")).to_contain_text("can last at most 7")
    expect(field_of(page, 1)).to_have_count(0)
    page.get_by_role("button", name="Make it 7 s").click()
    expect_seconds(page, [7, 1, 1])
    assert studio.installation.seconds(project) == [7, 1, 1]


def test_what_is_being_typed_outlives_edits_of_others(page: Page) -> None:
    project = make_board(page, "Typed meanwhile")
    page.locator("#shot-prompt").fill("A kite.")
    number_of(page, 2).click()  # leaves the prompt, which saves itself and draws the strip anew
    expect(shot(page, 1)).to_have_attribute("data-prompt", "A kite.")
    expect(field_of(page, 2)).to_be_focused()
    page.keyboard.type("4")
    third = shot(page, 3).get_attribute("data-shot") or ""
    post(page, f"/projects/{project}/edit/", operation="write", shot=third, field="name", value="Tram", version="99")
    expect(field_of(page, 2)).to_have_value("4")
    page.keyboard.press("Enter")
    expect_seconds(page, [3, 4, 2])
    expect(shot(page, 3)).to_have_attribute("data-name", "Tram")


def test_with_a_finger(opened: Open, studio: Studio) -> None:
    page, project = phone(opened, studio, "Typed by finger")
    number_of(page, 1).tap()
    expect(field_of(page, 1)).to_be_focused()
    field_of(page, 1).fill("2")
    page.locator("#ruler").tap(position={"x": 20, "y": 12})
    expect_seconds(page, [2, 4, 3])
    assert studio.installation.seconds(project) == [2, 4, 3]
