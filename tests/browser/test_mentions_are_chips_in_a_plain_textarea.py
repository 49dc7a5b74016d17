"""A mention is picked by `@`, shows as a chip, goes as a unit, comes back by undo, and is stored by id."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.board import make_board, prompt_of, select_shot, shot

MENU = "#mention-menu"
STORED = re.compile(r"\{\{element:[a-z2-7]{12}\}\}")


@pytest.fixture
def board(page: Page) -> Callable[[str], Page]:
    """A board, with elements of names nobody else uses in the library."""

    def make(title: str) -> Page:
        make_board(page, title)
        for name in (f"Guide {title}", f"Globe {title}"):
            make_element(page, name)
        return page

    return make


def make_element(page: Page, name: str) -> None:
    token = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "csrftoken")
    workspace = re.search(r'name="workspace" value="(\w+)"', page.request.get("/").text())
    assert workspace
    form = {"csrfmiddlewaretoken": token, "workspace": workspace[1], "name": name, "kind": "character"}
    assert page.request.post("/elements/new/", form=form).ok


def pick(page: Page, begin: str, name: str) -> None:
    """Types `@` and the begin of a name, and takes the first line with Enter."""
    prompt_of(page).press_sequentially(begin)
    expect(page.locator(f"{MENU} [aria-selected=true]")).to_contain_text(name)
    page.keyboard.press("Enter")


def chips(page: Page, field: str = "shot-prompt") -> Locator:
    return page.locator(f".prompt__body:has(#{field}) .prompt__chip")


def stored(page: Page) -> str:
    return shot(page, 1).get_attribute("data-prompt") or ""


def test_a_mention_is_stored_by_id_and_brings_its_element_onto_the_board(board: Callable[[str], Page]) -> None:
    page = board("Kept")
    prompt_of(page).click()
    pick(page, "Wide. @guide k", "Guide Kept")
    expect(chips(page)).to_have_text(["@Guide Kept"])
    page.wait_for_timeout(500)
    expect(page.locator(MENU)).to_be_hidden()
    prompt_of(page).press_sequentially("walks.")
    expect(prompt_of(page)).to_have_value("Wide. @Guide Kept walks.")
    expect(chips(page)).to_have_text(["@Guide Kept"])
    expect(shot(page, 1)).to_have_attribute("data-prompt", re.compile(r"^Wide\. \{\{element:\w{12}\}\} walks\.$"))
    expect(page.get_by_test_id("board").get_by_text("Guide Kept", exact=True).first).to_be_visible()
    expect(shot(page, 1).locator(".shot__text")).to_have_text("Wide. @Guide Kept walks.")
    page.reload()
    expect(chips(page)).to_have_text(["@Guide Kept"])


def test_a_chip_goes_with_one_key_and_comes_back_with_one_undo(board: Callable[[str], Page]) -> None:
    page = board("Undone")
    prompt_of(page).click()
    pick(page, "@guide u", "Guide Undone")
    page.keyboard.press("Backspace")
    expect(prompt_of(page)).to_have_value("@Guide Undone")
    page.keyboard.press("Backspace")
    expect(prompt_of(page)).to_have_value("")
    expect(chips(page)).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(prompt_of(page)).to_have_value(re.compile("^@Guide Undone"))
    expect(chips(page)).to_have_text(["@Guide Undone"])
    expect(shot(page, 1)).to_have_attribute("data-prompt", STORED)


def test_the_caret_steps_over_a_chip_and_a_cut_takes_it_whole(board: Callable[[str], Page]) -> None:
    page = board("Stepped")
    prompt_of(page).click()
    pick(page, "a @guide s", "Guide Stepped")
    page.keyboard.press("Home")
    for _step in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.type("!")
    expect(prompt_of(page)).to_have_value("a @Guide Stepped! ")
    expect(chips(page)).to_have_text(["@Guide Stepped"])
    prompt_of(page).evaluate("(field) => field.setSelectionRange(5, 9)")
    page.keyboard.press("Delete")
    expect(prompt_of(page)).to_have_value("a ! ")
    expect(chips(page)).to_have_count(0)


def test_a_mention_is_copied_to_another_shot_as_a_mention(board: Callable[[str], Page]) -> None:
    page = board("Copied")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    prompt_of(page).click()
    pick(page, "With @globe c", "Globe Copied")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    select_shot(page, 2)
    prompt_of(page).click()
    page.keyboard.press("Control+v")
    expect(prompt_of(page)).to_have_value("With @Globe Copied ")
    expect(chips(page)).to_have_text(["@Globe Copied"])
    expect(shot(page, 2)).to_have_attribute("data-prompt", re.compile(r"^With \{\{element:\w{12}\}\} $"))


def test_letters_put_together_by_an_input_method_leave_chips_alone(board: Callable[[str], Page]) -> None:
    page = board("Composed")
    prompt_of(page).click()
    pick(page, "@guide c", "Guide Composed")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Input.imeSetComposition", {"text": "に", "selectionStart": 1, "selectionEnd": 1})
    devtools.send("Input.imeSetComposition", {"text": "にほん", "selectionStart": 3, "selectionEnd": 3})
    devtools.send("Input.insertText", {"text": "日本"})
    expect(prompt_of(page)).to_have_value("@Guide Composed 日本")
    expect(chips(page)).to_have_text(["@Guide Composed"])
    expect(shot(page, 1)).to_have_attribute("data-prompt", re.compile(r"^\{\{element:\w{12}\}\} 日本$"))


def test_escape_leaves_an_at_sign_a_plain_letter(board: Callable[[str], Page]) -> None:
    page = board("Escaped")
    prompt_of(page).click()
    prompt_of(page).press_sequentially("me@guide and @guide e")
    expect(page.locator(f"{MENU} [role=option]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(MENU)).to_be_hidden()
    page.keyboard.press("Enter")
    expect(prompt_of(page)).to_have_value("me@guide and @guide e\n")
    expect(chips(page)).to_have_count(0)


def test_camera_words_go_where_the_caret_is(page: Page) -> None:
    make_board(page, "Words")
    prompt_of(page).fill("A tram in the rain")
    page.get_by_role("button", name="Camera words").first.click()
    page.get_by_role("button", name="low angle").click()
    expect(prompt_of(page)).to_have_value("A tram in the rain, low angle")
    page.keyboard.press("Control+z")
    expect(prompt_of(page)).to_have_value("A tram in the rain")


def test_switching_the_mode_there_and_back_loses_nothing(page: Page) -> None:
    make_board(page, "Modes")
    prompt_of(page).fill("A kite.")
    select_shot(page, 2)
    prompt_of(page).fill("A tram.")
    page.get_by_role("tab", name="Board").click()
    page.get_by_text("Single", exact=True).click()
    page.get_by_role("button", name="Add the shots’ prompts to it").click()
    whole = page.get_by_test_id("board-prompt")
    expect(whole).to_have_value("A kite.\nA tram.")
    page.get_by_text("Intelligent", exact=True).click()
    expect(whole).to_have_value("A kite.\nA tram.")
    page.get_by_text("Custom shots", exact=True).click()
    expect(whole).to_be_hidden()
    expect(page.get_by_test_id("board")).to_have_attribute("data-mode", "custom")
    page.reload()
    expect(shot(page, 1)).to_have_attribute("data-prompt", "A kite.")
    expect(shot(page, 2)).to_have_attribute("data-prompt", "A tram.")
    page.get_by_role("tab", name="Board").click()
    page.get_by_text("Single", exact=True).click()
    expect(whole).to_have_value("A kite.\nA tram.")
