"""`?` lists the keys; who turns single letters off presses them without effect, and finds the list by its button."""

from playwright.sync_api import Page, expect

from tests.browser.board import expect_live, expect_seconds, make_board, opener_of, prompt_of, select_shot


def test_they_are_turned_off_and_on_again(page: Page) -> None:
    make_board(page, "Keys")
    opener_of(page, 1).focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys of the board")
    expect(dialog).to_be_visible()
    dialog.get_by_role("switch", name="Keys of a single letter").uncheck()
    dialog.get_by_role("button", name="Close").click()
    expect(opener_of(page, 1)).to_be_focused()
    page.reload()
    expect_live(page)
    opener_of(page, 1).focus()
    for key in ("n", "d", "]", "?"):
        page.keyboard.press(key)
    expect(dialog).to_be_hidden()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("#spoken")).to_have_text("Shot moved to place 2 of 3")
    expect_seconds(page, [3, 3, 3])
    page.locator("#act-keys").click()
    dialog.get_by_role("switch", name="Keys of a single letter").check()
    page.keyboard.press("Escape")
    opener_of(page, 1).focus()
    page.keyboard.press("]")
    expect_seconds(page, [4, 2, 3])


def test_a_question_mark_in_a_text_is_a_question_mark(page: Page) -> None:
    make_board(page, "Why")
    select_shot(page, 1)
    prompt_of(page).press_sequentially("A kite?")
    expect(prompt_of(page)).to_have_value("A kite?")
    expect(page.locator("#keys-dialog")).to_be_hidden()
