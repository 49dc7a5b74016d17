"""The note of a verdict outlives a reload; what was filed is spoken; a key that cannot judge says why."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Studio
from tests.browser.proving import stocked

OWN = '#player-drawings [data-layer="own"] > .drawn'
PRESSED_TWICE = """(note) => {
  const press = () => new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true });
  note.dispatchEvent(press());
  note.dispatchEvent(press());
}"""


@pytest.fixture(scope="module")
def addresses(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder: Path = tmp_path_factory.mktemp("reels")
    return stocked(studio, folder, ["25.mp4", "30.mp4"], 1)


def open_note(page: Page, key: str) -> None:
    page.locator("#main").focus()
    page.keyboard.press(key)
    expect(page.locator("#verdict-note")).to_be_focused()


def test_a_note_is_kept_for_its_take_and_person_until_it_is_filed(
    opened: Open, studio: Studio, addresses: dict[str, str]
) -> None:
    page = opened(studio, "rita", addresses["25.mp4"])
    shot = page.locator("#verdict-shot option").nth(2).get_attribute("value")
    open_note(page, "Shift+C")
    page.keyboard.type("Slower, please.")
    page.locator("#verdict-shot").select_option(shot)
    page.reload()
    open_note(page, "Shift+C")
    expect(page.locator("#verdict-note")).to_have_value("Slower, please.")
    expect(page.locator("#verdict-shot")).to_have_value(str(shot))
    page.goto(addresses["30.mp4"])
    open_note(page, "Shift+C")
    expect(page.locator("#verdict-note")).to_have_value("")
    other = opened(studio, "owner", addresses["25.mp4"])
    open_note(other, "Shift+C")
    expect(other.locator("#verdict-note")).to_have_value("")

    page.goto(addresses["25.mp4"])
    open_note(page, "Shift+C")
    page.locator("#verdict-note").evaluate(PRESSED_TWICE)
    expect(page.get_by_test_id("shot-verdict")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_test_id("verdict")).to_have_attribute("data-state", "none")
    for _look in range(2):
        open_note(page, "Shift+R")
        expect(page.locator("#verdict-note")).to_have_value("")
        page.reload()


def test_what_was_filed_is_spoken_and_a_locked_take_says_so(
    opened: Open, studio: Studio, addresses: dict[str, str]
) -> None:
    rita, bela = (opened(studio, name, addresses["30.mp4"]) for name in ("rita", "bela"))
    spoken, told, notice = rita.locator("#spoken"), rita.locator("#decision-told"), rita.locator("#board-notice")
    open_note(rita, "Shift+C")
    rita.keyboard.type("Slower.")
    rita.keyboard.press("Control+Enter")
    expect(spoken).to_have_text("Changes asked Take 1 · Reel 30.mp4. Ctrl+Z takes it back.")
    expect(told).to_be_focused()
    rita.keyboard.press("Shift+A")
    rita.keyboard.press("Control+Enter")
    expect(rita.get_by_test_id("verdict")).to_have_attribute("data-state", "approved")
    expect(spoken).to_contain_text("Approved Take 1")
    expect(told).to_be_focused()

    rita.keyboard.press("Shift+R")
    expect(notice).to_contain_text("This take is approved and locked. Reopen it to give another verdict.")
    expect(rita.locator("#verdict-dialog")).not_to_be_visible()
    expect(rita.get_by_test_id("reopen")).to_be_focused()
    bela.locator("#main").press("Shift+A")
    expect(bela.locator("#board-notice")).to_contain_text("Reviewers and owners give verdicts.")

    rita.keyboard.press("Enter")
    expect(rita.get_by_test_id("approve")).to_be_visible()
    expect(spoken).to_have_text("This take is open again.")
    expect(notice).to_be_empty()
    expect(told).to_be_focused()


def test_undoing_a_line_takes_no_verdict_back(opened: Open, studio: Studio, addresses: dict[str, str]) -> None:
    page = opened(studio, "rita", addresses["25.mp4"])
    open_note(page, "Shift+C")
    page.keyboard.type("Brighter.")
    page.get_by_test_id("give-verdict").click()
    expect(page.get_by_test_id("undo-offer")).to_be_visible()
    page.get_by_role("button", name="Draw on this frame").first.click()
    page.get_by_role("radio", name="Box").check()
    page.get_by_role("application", name="Frame to draw on").focus()
    page.keyboard.press("Enter")
    expect(page.locator(OWN)).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(page.locator(OWN)).to_have_count(0)
    expect(page.get_by_test_id("verdict")).to_have_attribute("data-state", "changes")


def test_a_refusal_in_a_queue_leads_nowhere(opened: Open, studio: Studio, addresses: dict[str, str]) -> None:
    page, other = (opened(studio, name, f"{addresses['25.mp4']}?queue=inbox") for name in ("rita", "owner"))
    open_note(page, "Shift+C")
    page.keyboard.type("Slower.")
    open_note(other, "Shift+A")
    other.get_by_test_id("give-verdict").click()
    expect(page.get_by_test_id("verdict")).to_have_attribute("data-state", "approved")
    page.get_by_test_id("give-verdict").click()
    expect(page.locator("#verdict-said")).to_contain_text("This take is approved and locked")
    assert addresses["25.mp4"] in page.url
