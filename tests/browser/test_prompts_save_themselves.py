"""A prompt is saved a moment after the last key, without a button, and is there after a reload."""

from playwright.sync_api import Dialog, Page, expect

from tests.browser.board import expect_live, make_board, prompt_of, select_shot, shot
from tests.browser.conftest import Studio


def test_a_prompt_is_saved_a_moment_after_the_last_key(page: Page, studio: Studio) -> None:
    project = make_board(page, "Typed")
    select_shot(page, 2)
    prompt_of(page).press_sequentially("A tram in the rain.", delay=5)
    expect(page.locator("#save-state")).to_contain_text("Saved")
    expect(shot(page, 2)).to_have_attribute("data-prompt", "A tram in the rain.")
    expect(prompt_of(page)).to_be_focused()
    assert [one["prompt"] for one in studio.installation.shots(project)] == ["", "A tram in the rain.", ""]
    page.reload()
    expect(prompt_of(page)).to_have_value("A tram in the rain.")


def test_each_shot_keeps_the_text_that_was_typed_into_it(page: Page, studio: Studio) -> None:
    project = make_board(page, "Typed in a hurry")
    for position, text in enumerate(("One", "Two", "Three"), 1):
        select_shot(page, position)
        prompt_of(page).fill(text)
    for position, text in enumerate(("One", "Two", "Three"), 1):
        expect(shot(page, position)).to_have_attribute("data-prompt", text)
    assert [one["prompt"] for one in studio.installation.shots(project)] == ["One", "Two", "Three"]


def test_names_notes_style_and_title_save_themselves_too(page: Page) -> None:
    make_board(page, "Everything")
    page.get_by_label("Name", exact=True).fill("Kite")
    page.get_by_label("Notes").fill("Ask for the red one.")
    page.get_by_role("tab", name="Board").click()
    page.get_by_label("Style for every shot").fill("Film grain.")
    page.get_by_label("Title of the board").fill("Everything kept")
    page.get_by_label("Title of the board").press("Enter")
    expect(page.locator("#strip")).to_have_attribute("data-title", "Everything kept")
    expect(page.locator("#strip")).to_have_attribute("data-style", "Film grain.")
    page.reload()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Kite")
    expect(page.get_by_label("Notes")).to_have_value("Ask for the red one.")
    expect(page.get_by_label("Title of the board")).to_have_value("Everything kept")
    page.get_by_role("tab", name="Board").click()
    expect(page.get_by_label("Style for every shot")).to_have_value("Film grain.")


def test_leaving_with_a_text_not_saved_yet_asks_first_and_saves_it(page: Page) -> None:
    make_board(page, "Reloaded at once")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    prompt_of(page).press_sequentially("Half a sent")
    page.evaluate("() => window.location.reload()")
    expect(shot(page, 1)).to_have_attribute("data-prompt", "Half a sent")
    assert asked == ["beforeunload"]
    page.reload()
    expect_live(page)
    expect(prompt_of(page)).to_have_value("Half a sent")
    assert asked == ["beforeunload"]
