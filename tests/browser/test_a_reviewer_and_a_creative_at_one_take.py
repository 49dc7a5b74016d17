"""A reviewer and a creative on the page of one take: what one writes, answers, resolves and decides the other sees."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.board import animatic_button, expect_live, expect_take, make_board
from tests.browser.conftest import Open, Studio


def place_at(page: Page, frame: int) -> None:
    """Shows that frame, as the place of the next comment says."""
    page.locator("body").press("Home")
    for _second in range(frame // 24):
        page.keyboard.press("Shift+ArrowRight")
    for _frame in range(frame % 24):
        page.keyboard.press("ArrowRight")
    expect(page.locator("#composer-place option[value=frame]")).to_have_text(re.compile(f"frame {frame}$"))


@pytest.fixture(scope="module")
def project(chromium: Browser, studio: Studio) -> str:
    """A board with a ready animatic."""
    context = chromium.new_context(storage_state=studio.signed_in["bela"], base_url=studio.address)
    page = context.new_page()
    made = make_board(page, "Reviewed", 3, 3)
    animatic_button(page).click()
    expect_take(page, "ready")
    context.close()
    return made


def test_a_range_is_commented_edited_and_deleted(opened: Open, studio: Studio, project: str) -> None:
    rita, bela = (opened(studio, name, f"/projects/{project}/takes/0/") for name in ("rita", "bela"))
    rita.on("dialog", lambda dialog: dialog.accept())
    place_at(rita, 10)
    rita.keyboard.press("i")
    rita.keyboard.press("Shift+ArrowRight")
    rita.keyboard.press("o")
    expect(rita.locator("#composer-place")).to_have_value("range")
    rita.locator("#composer-text").fill("Too long.")
    rita.get_by_role("button", name="Comment", exact=True).click()
    seen = bela.locator('[data-testid="comment"][data-frame="10"]')
    expect(seen).to_have_attribute("data-frames", "25")
    expect(rita.locator("#composer-text")).to_have_value("")
    rita.locator("#composer-text").fill("Begun.")
    rita.get_by_role("button", name="Edit this comment").click()
    rita.keyboard.press("End")
    rita.keyboard.type(" By far.")
    rita.keyboard.press("Control+Enter")
    expect(seen).to_contain_text("Too long. By far.")
    expect(seen).to_contain_text("edited")
    expect(rita.locator("#composer-text")).to_have_value("Begun.")
    rita.get_by_role("button", name="Delete this comment").click()
    expect(seen).to_contain_text("Deleted by rita")


def test_comments_and_verdicts_go_to_and_fro(opened: Open, studio: Studio, project: str) -> None:
    board, address = opened(studio, "bela", f"/projects/{project}/"), f"/projects/{project}/takes/0/"
    expect_live(board)
    rita, bela = (opened(studio, name, address) for name in ("rita", "bela"))

    place_at(rita, 30)
    rita.locator("body").press("c")
    rita.keyboard.type("Too dark, see @12. @bel")
    expect(rita.get_by_role("option", name="bela")).to_have_attribute("aria-selected", "true")
    rita.keyboard.press("Enter")
    rita.reload()
    expect(rita.locator("#composer-text")).to_have_value("Too dark, see @12. @bela ")
    rita.locator("#composer-text").press("Control+Enter")
    comment = bela.locator('[data-testid="comment"][data-frame="30"]')
    expect(comment).to_have_attribute("data-resolved", "false")
    expect(comment.locator("[data-me]")).to_have_text("@bela")
    expect(rita.locator("#composer-text")).to_have_value("")

    bela.get_by_role("button", name="Go to frame 12").click()
    expect(bela.locator("#composer-place option[value=frame]")).to_have_text(re.compile("frame 12$"))
    expect(comment).not_to_have_attribute("aria-current", "true")
    bela.locator(".marker").click()
    expect(comment).to_have_attribute("aria-current", "true")
    comment.get_by_role("button", name="Reply").click()
    bela.keyboard.type("Lifted.")
    bela.keyboard.press("Control+Enter")
    expect(rita.locator(".replies")).to_contain_text("Lifted.")
    comment.get_by_role("button", name="Resolve").click()
    expect(rita.locator('[data-testid="comment"][data-frame="30"]')).to_have_attribute("data-resolved", "true")
    rita.locator("[data-show=open]").click()
    expect(rita.locator("#thread-none")).to_have_text("No comment is shown with this filter.")

    expect(bela.get_by_test_id("approve")).to_have_count(0)
    rita.locator("#main").focus()
    rita.keyboard.press("Shift+C")
    expect(rita.locator("#verdict-note")).to_be_focused()
    rita.keyboard.press("Escape")
    rita.locator("#main").focus()
    rita.keyboard.press("Shift+A")
    rita.keyboard.type("Good.")
    expect(bela.get_by_test_id("verdict")).to_have_attribute("data-state", "none")
    rita.get_by_test_id("give-verdict").click()
    expect(bela.get_by_test_id("verdict")).to_have_attribute("data-state", "approved")
    expect(board.get_by_test_id("take")).to_have_attribute("data-verdict", "approved")
    rita.get_by_test_id("reopen").click()
    expect(rita.get_by_test_id("approve")).to_be_visible()
    expect(board.get_by_test_id("take")).to_have_attribute("data-verdict", "none")


def test_a_verdict_that_is_refused_keeps_its_note(opened: Open, studio: Studio, project: str) -> None:
    rita, owner = (opened(studio, name, f"/projects/{project}/takes/0/", trouble="422") for name in ("rita", "owner"))
    rita.get_by_test_id("reject").click()
    rita.locator("#verdict-note").fill("Too dark.")
    owner.get_by_test_id("approve").click()
    owner.get_by_test_id("give-verdict").click()
    expect(owner.get_by_test_id("verdict")).to_have_attribute("data-state", "approved")
    rita.get_by_test_id("give-verdict").click()
    expect(rita.locator("#verdict-said")).to_contain_text("approved")
    expect(rita.locator("#verdict-note")).to_have_value("Too dark.")
    owner.get_by_test_id("reopen").click()
    expect(owner.get_by_test_id("verdict")).to_have_attribute("data-state", "none")
