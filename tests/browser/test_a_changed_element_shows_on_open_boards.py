"""A new name or face of an element shows on open boards without a reload; a new face tells its effect first."""

import re

from playwright.sync_api import Page, expect

from tests.browser.board import make_board, shot
from tests.browser.conftest import Open, Studio
from tests.browser.elements import choose_file, make_element, post


def board_with(page: Page, element: str, title: str) -> str:
    """Opens a new board that holds the element and mentions it; its id."""
    project = make_board(page, title)
    address, first = f"/projects/{project}/edit/", shot(page, 1).get_attribute("data-shot") or ""
    text = f"{{{{element:{element}}}}} walks."
    post(page, address, operation="add_element", element=element)
    post(page, address, operation="write", shot=first, field="prompt", value=text, version="99")
    expect(shot(page, 1)).to_have_attribute("data-prompt", text)
    return project


def test_a_new_name_follows_on_another_open_board(opened: Open, studio: Studio) -> None:
    library, board = opened(studio, "owner", "/elements/"), opened(studio, "bela", "/")
    element = make_element(library, "Wanderer")
    board_with(board, element, "Named anew")
    row = board.locator(f'[data-testid="board-element"][data-element="{element}"]')
    expect(row).to_have_attribute("data-name", "Wanderer")
    expect(shot(board, 1).locator(".shot__text")).to_have_text("@Wanderer walks.")
    library.locator("#element-name").fill("Pilgrim")
    expect(row).to_have_attribute("data-name", "Pilgrim")
    expect(shot(board, 1).locator(".shot__text")).to_have_text("@Pilgrim walks.")
    expect(board.get_by_test_id("shot-prompt")).to_have_value("@Pilgrim walks.")
    expect(board.locator(".prompt__body:has(#shot-prompt) .prompt__chip")).to_have_text(["@Pilgrim"])


def test_a_new_face_tells_its_effect_before_it_shows(opened: Open, studio: Studio) -> None:
    library, board = opened(studio, "owner", "/elements/"), opened(studio, "bela", "/")
    element = make_element(library, "Mask")
    choose_file(library, "frontal", 0)
    expect(library.locator("#media .slot-filled[data-role=frontal]")).to_be_visible()
    board_with(board, element, "Faced anew")
    picture = board.locator(f'[data-testid="board-element"][data-element="{element}"] img')
    expect(picture).to_have_attribute("src", re.compile("/media/"))
    before = picture.get_attribute("src") or ""

    choose_file(library, "frontal", 1)
    expect(library.get_by_test_id("effect")).to_have_text(
        "1 board, 0 queued orders; takes made before stay on revision 1."
    )
    library.get_by_role("button", name="Keep it as it is").click()
    expect(library.locator("#picker-dialog")).to_be_hidden()
    expect(picture).to_have_attribute("src", before)

    choose_file(library, "frontal", 1)
    library.get_by_role("button", name="Change the media").click()
    expect(library.locator("#picker-dialog")).to_be_hidden()
    expect(picture).not_to_have_attribute("src", before)


def test_a_page_that_was_away_sees_the_new_name_when_it_is_back(opened: Open, studio: Studio) -> None:
    library = opened(studio, "owner", "/elements/")
    board = opened(studio, "bela", "/", trouble="ERR_INTERNET_DISCONNECTED|WebSocket|htmx:(sendError|afterRequest)")
    element = make_element(library, "Drifter")
    board_with(board, element, "Away")
    board.context.set_offline(True)
    library.locator("#element-name").fill("Settler")
    expect(library.locator("#said-name")).to_have_text("Saved")
    board.context.set_offline(False)
    expect(shot(board, 1).locator(".shot__text")).to_have_text("@Settler walks.")
