"""A shot is chosen though the timeline was drawn anew between press and release, as by a text that saved itself."""

from playwright.sync_api import Page, expect

from tests.browser.board import make_board, middle_of, opener_of, shot
from tests.browser.elements import post


def test_a_press_on_a_shot_is_never_lost(page: Page) -> None:
    project = make_board(page, "Pressed")
    page.mouse.move(*middle_of(opener_of(page, 3)))
    page.mouse.down()
    first = shot(page, 1).get_attribute("data-shot") or ""
    post(page, f"/projects/{project}/edit/", operation="write", shot=first, field="name", value="Kite", version="99")
    expect(shot(page, 1)).to_have_attribute("data-name", "Kite")
    page.mouse.up()
    expect(shot(page, 3)).to_have_attribute("aria-current", "true")
