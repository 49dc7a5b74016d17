"""Shots are copied, cut and pasted between boards, as text, from a spreadsheet, and by hand in a dialog."""

from playwright.sync_api import Page, expect

from tests.browser.board import (
    expect_live,
    expect_seconds,
    make_board,
    opener_of,
    prompt_of,
    select_shot,
    shot,
    write_prompt,
)
from tests.browser.conftest import Open, Studio
from tests.browser.test_several_shots_are_selected_and_handled_at_once import expect_selected, press

# What a spreadsheet puts into the clipboard: its own markup beside the cells.
PASTE = """([text, html]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  clipboardData.setData("text/html", html);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def test_with_keys_between_two_boards_and_into_a_text(page: Page, studio: Studio) -> None:
    other = make_board(page, "To", seconds=4, shots=1)
    project = make_board(page, "From", seconds=9, shots=3)
    write_prompt(page, 1, "A kite.")
    write_prompt(page, 2, 'A "tram"\nin the rain.')
    page.locator("#shot-note").fill("Low sun")
    expect(shot(page, 2)).to_have_attribute("data-note", "Low sun")
    select_shot(page, 1)
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Control+c")
    expect(page.locator("#spoken")).to_have_text("2 shots copied")
    page.locator("#board-style").evaluate("(field) => { document.getElementById('tab-board').click(); field.focus(); }")
    page.keyboard.press("Control+v")
    expect(page.locator("#board-style")).to_have_value('A kite.\t3\n"A ""tram""\nin the rain."\t3')
    expect_seconds(page, [3, 3, 3])
    opener_of(page, 2).focus()
    page.keyboard.press("Control+x")
    expect_seconds(page, [9])
    assert studio.installation.seconds(project) == [9]
    page.goto(f"/projects/{other}/")
    expect_live(page)
    opener_of(page, 1).focus()
    page.keyboard.press("Control+v")
    expect_seconds(page, [4, 3, 3])
    expect(page.locator("#spoken")).to_have_text("2 shots pasted")
    expect_selected(page, [2, 3])
    expect(opener_of(page, 2)).to_be_focused()
    expect(shot(page, 3)).to_have_attribute("data-prompt", 'A "tram"\nin the rain.')
    expect(shot(page, 3)).to_have_attribute("data-note", "Low sun")
    page.get_by_test_id("undo").click()
    expect_seconds(page, [4])
    assert studio.installation.seconds(other) == [4]


def test_from_a_spreadsheet_with_more_rows_than_there_is_room(page: Page, studio: Studio) -> None:
    project = make_board(page, "Sheet", seconds=3, shots=1)
    rows = ["Prompt\tSeconds", *(f"Boat {number}.\t2" for number in range(1, 8)), '"Two\nlines"\t1', ""]
    select_shot(page, 1)
    page.evaluate(PASTE, ["\r\n".join(rows), "<table><tr><td>Boat 1.</td></tr></table>"])
    expect_seconds(page, [3, 2, 2, 2, 2, 2])
    told = page.get_by_test_id("left-out")
    expect(told).to_contain_text("3 shots were left out: “Boat 6.”, “Boat 7.”, “Two lines”.")
    page.get_by_role("button", name="One second longer").first.click()
    expect(page.get_by_test_id("total")).to_have_text("14 s")
    expect(told).to_be_visible()
    told.get_by_role("button", name="Copy what was left out").click()
    expect(page.locator("#spoken")).to_have_text("What was left out is in the clipboard")
    page.locator("#shot-note").focus()
    page.keyboard.press("Control+v")
    expect(page.locator("#shot-note")).to_have_value('Boat 6.\t2\nBoat 7.\t2\n"Two\nlines"\t1')
    told.get_by_role("button", name="Close").click()
    expect(told).to_have_count(0)
    opener_of(page, 6).focus()
    page.keyboard.press("Control+v")
    expect(page.get_by_role("alert")).to_contain_text("at most 6 shots")
    assert sum(studio.installation.seconds(project)) == 14


def test_on_a_phone_by_buttons_and_by_hand(opened: Open, studio: Studio) -> None:
    project = make_board(opened(studio, "owner", ""), "By hand")
    options = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = opened(studio, "owner", f"/projects/{project}/", **options)
    expect_live(page)
    press(page, "Copy")
    expect(page.locator("#spoken")).to_have_text("1 shot copied")
    press(page, "Paste")
    dialog = page.get_by_role("dialog", name="Paste shots")
    text = dialog.get_by_label("One shot on each line")
    expect(text).to_be_focused()
    page.keyboard.press("Control+v")
    expect(dialog).to_be_hidden()
    expect_seconds(page, [3, 3, 3, 3])
    press(page, "Paste from a text")
    text.fill('{"a": 1}')
    dialog.get_by_role("button", name="Put onto the board").tap()
    expect(dialog.get_by_role("alert")).to_contain_text("This is JSON")
    text.fill("A boat.\t2\nA pier.")
    dialog.get_by_role("button", name="Put onto the board").tap()
    expect(dialog).to_be_hidden()
    expect(page.get_by_test_id("shot")).to_have_count(6)
    expect(prompt_of(page)).to_have_value("A boat.")
    assert sum(studio.installation.seconds(project)) == 14


def test_who_only_looks_copies_and_pastes_nothing(opened: Open, studio: Studio) -> None:
    project = make_board(opened(studio, "owner", ""), "Looked at", seconds=3, shots=1)
    page = opened(studio, "rita", f"/projects/{project}/")
    expect_live(page)
    select_shot(page, 1)
    page.keyboard.press("Control+c")
    expect(page.locator("#spoken")).to_have_text("1 shot copied")
    page.keyboard.press("Control+v")
    page.get_by_role("button", name="More for the selected shots").click()
    expect(page.get_by_role("menuitem")).to_contain_text(["Select all", "Copy"])
    assert studio.installation.seconds(project) == [3]
