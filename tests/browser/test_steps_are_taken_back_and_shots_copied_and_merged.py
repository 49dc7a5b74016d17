"""Undo, redo, duplicate, merge and the edges of a shot, by button and by key; another person's work stays."""

from playwright.sync_api import Page, expect

from tests.browser.board import (
    expect_live,
    expect_order,
    expect_seconds,
    make_board,
    opener_of,
    order_of,
    prompt_of,
    select_shot,
    shot,
    write_prompt,
)
from tests.browser.conftest import Open, Studio


def test_by_key_a_text_and_seconds_come_back_in_turn(page: Page, studio: Studio) -> None:
    project = make_board(page, "Undone")
    write_prompt(page, 1, "A kite.")
    opener_of(page, 1).focus()
    page.keyboard.press("]")
    expect_seconds(page, [4, 2, 3])
    page.keyboard.press("Control+z")
    expect_seconds(page, [3, 3, 3])
    expect(page.locator("#spoken")).to_have_text("Your last step is taken back")
    expect(opener_of(page, 1)).to_be_focused()
    page.keyboard.press("Control+z")
    expect(shot(page, 1)).to_have_attribute("data-prompt", "")
    expect(prompt_of(page)).to_have_value("")
    page.keyboard.press("Control+Shift+z")
    expect(prompt_of(page)).to_have_value("A kite.")
    page.keyboard.press("Control+Shift+z")
    expect_seconds(page, [4, 2, 3])
    assert studio.installation.seconds(project) == [4, 2, 3]


def test_it_survives_a_reload_and_leaves_the_work_of_others(opened: Open, studio: Studio) -> None:
    mine = opened(studio, "owner", "")
    project = make_board(mine, "Both")
    theirs = opened(studio, "bela", f"/projects/{project}/")
    expect_live(theirs)
    write_prompt(mine, 1, "A kite.")
    expect(shot(theirs, 1)).to_have_attribute("data-prompt", "A kite.")
    write_prompt(theirs, 2, "A tram.")
    expect(shot(mine, 2)).to_have_attribute("data-prompt", "A tram.")
    mine.reload()
    expect_live(mine)
    mine.get_by_test_id("undo").click()
    expect(shot(mine, 1)).to_have_attribute("data-prompt", "")
    expect(shot(mine, 2)).to_have_attribute("data-prompt", "A tram.")
    expect(shot(theirs, 1)).to_have_attribute("data-prompt", "")
    mine.get_by_test_id("undo").click()
    expect(mine.get_by_role("alert")).to_contain_text("You have done nothing here")


def test_within_a_text_the_keys_are_the_fields_own(page: Page, studio: Studio) -> None:
    project = make_board(page, "Own")
    select_shot(page, 1)
    prompt_of(page).press_sequentially("A kite")
    expect(shot(page, 1)).to_have_attribute("data-prompt", "A kite")
    prompt_of(page).press("Control+z")
    expect(prompt_of(page)).not_to_have_value("A kite")
    page.get_by_test_id("shot").first.wait_for()
    rows = studio.installation.rows("SELECT operation FROM storyboard_revision WHERE project_id = ?", project)
    assert "undo" not in [row["operation"] for row in rows]


def test_a_copy_is_made_by_key_and_merged_by_button(page: Page, studio: Studio) -> None:
    project = make_board(page, "Copied")
    write_prompt(page, 2, "A tram.")
    before = order_of(page)
    opener_of(page, 2).focus()
    page.keyboard.press("d")
    expect(page.get_by_test_id("shot")).to_have_count(4)
    expect(shot(page, 3)).to_have_attribute("data-prompt", "A tram.")
    expect(opener_of(page, 3)).to_be_focused()
    select_shot(page, 2)
    page.locator("#act-merge").click()
    expect_order(page, before)
    expect(shot(page, 2)).to_have_attribute("data-prompt", "A tram.\nA tram.")
    expect(page.locator("#act-merge")).to_be_focused()
    assert sum(studio.installation.seconds(project)) == 9


def test_both_edges_of_the_selected_shot_move_by_key(page: Page, studio: Studio) -> None:
    make_board(page, "Edges")
    select_shot(page, 2)
    opener_of(page, 2).focus()
    page.keyboard.press("Shift+BracketLeft")
    expect_seconds(page, [2, 4, 3])
    page.keyboard.press("[")
    expect_seconds(page, [2, 3, 4])
    select_shot(page, 3)
    opener_of(page, 3).focus()
    page.keyboard.press("]")
    expect(page.locator("#spoken")).to_have_text("The end of the board moves with Ripple on. Press R.")
    expect_seconds(page, [2, 3, 4])


def test_a_number_that_cannot_be_is_mended_by_one_press(page: Page, studio: Studio) -> None:
    make_board(page, "Nearest")
    select_shot(page, 1)
    page.locator("#shot-seconds").fill("40")
    page.locator("#shot-seconds").press("Enter")
    page.get_by_role("button", name="Make it 7 s").click()
    expect_seconds(page, [7, 1, 1])
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_history_leads_back_to_any_version(page: Page, studio: Studio) -> None:
    project = make_board(page, "Restored")
    page.get_by_test_id("add-shot").click()
    expect(page.get_by_test_id("shot")).to_have_count(4)
    page.locator("#act-history").click()
    expect(page.get_by_test_id("revision")).to_have_count(2)
    page.get_by_role("button", name="Compare the two chosen").click()
    expect(page.get_by_role("heading", name="From version 1 to version 2")).to_be_visible()
    page.get_by_role("button", name="Restore version 1").click()
    expect_live(page)
    expect_seconds(page, [3, 3, 3])
    page.get_by_test_id("undo").click()
    expect(page.get_by_test_id("shot")).to_have_count(4)
    assert sum(studio.installation.seconds(project)) == 9
