"""The filter by person offers and finds those too who only answered."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Open, Studio
from tests.browser.proving import stocked


def test_who_only_answered_is_offered_and_found(opened: Open, studio: Studio, tmp_path: Path) -> None:
    address = stocked(studio, tmp_path, ["25.mp4"], 1)["25.mp4"]
    rita, bela = (opened(studio, name, address) for name in ("rita", "bela"))
    for text in ("Too dark.", "Too slow."):
        rita.locator("#composer-text").fill(text)
        rita.locator("#composer-text").press("Control+Enter")
        expect(rita.locator("#composer-text")).to_have_value("")
    dark, slow = (bela.get_by_test_id("comment").filter(has_text=text) for text in ("Too dark.", "Too slow."))
    dark.get_by_role("button", name="Reply").click()
    bela.keyboard.type("Lifted.")
    bela.keyboard.press("Control+Enter")
    expect(dark.locator(".replies")).to_contain_text("Lifted.")
    people = bela.locator("#filter-person")
    expect(people.locator("[data-author]")).to_have_text(["rita", "bela"])
    people.select_option(label="bela")
    expect(slow).not_to_be_visible()
    expect(dark).to_be_visible()
    people.select_option(label="rita")
    expect(slow).to_be_visible()
