"""Who does something else meanwhile is told: the title of the page counts takes under way and marks what has come, and
the browser notifies of one's own takes if that was asked for."""

import re

from playwright.sync_api import Page, expect

from tests.browser.board import animatic_button, expect_live, expect_take, make_board
from tests.browser.conftest import Open, Studio

# The page of somebody who looks at another window or tab; every notification it shows is written down.
ELSEWHERE = """
window.told = [];
window.Notification = class extends Notification {
  constructor(title, options) { super(title, options); window.told.push(`${title}: ${options.body}`); }
};
window.lookAway = (away) => {
  Object.defineProperty(document, "hidden", { get: () => away, configurable: true });
  document.hasFocus = () => !away;
  document.dispatchEvent(new Event("visibilitychange"));
};
"""
# An engine without windows grants the permission, and says all the same that it did not.
GRANTED = 'Object.defineProperty(Notification, "permission", { get: () => "granted", configurable: true });'


def board(opened: Open, studio: Studio, person: str, title: str, permissions: tuple[str, ...] = ()) -> Page:
    page = opened(studio, person, "", permissions=list(permissions))
    page.add_init_script(ELSEWHERE)
    if permissions:
        page.add_init_script(GRANTED)
    make_board(page, title, seconds=3, shots=1)
    return page


def told(page: Page) -> list[str]:
    found: list[str] = page.evaluate("window.told")
    return found


def test_the_title_counts_and_marks_what_came_while_nobody_looked(opened: Open, studio: Studio) -> None:
    page = board(opened, studio, "owner", "Counted")
    expect(page).to_have_title("Counted · Storyboard")
    page.evaluate("lookAway(true)")
    animatic_button(page).click()
    expect(page).to_have_title("(1) Counted · Storyboard")
    expect_take(page, "ready")
    expect(page).to_have_title("✓ Counted · Storyboard")
    page.evaluate("lookAway(false)")
    expect(page).to_have_title("Counted · Storyboard")


def test_whoever_asked_is_notified_of_own_takes_alone_and_still_after_a_reload(opened: Open, studio: Studio) -> None:
    page = board(opened, studio, "owner", "Told", ("notifications",))
    project = page.get_by_test_id("board").get_attribute("data-project")
    button = page.get_by_test_id("notify")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert len(told(page)) == 1
    page.reload()
    expect_live(page)
    expect(button).to_have_attribute("aria-pressed", "true")
    page.evaluate("lookAway(true)")
    animatic_button(page).click()
    expect_take(page, "ready")
    assert told(page) == ["Told: Animatic is ready."]
    other = opened(studio, "bela", f"/projects/{project}/")
    expect_live(other)
    animatic_button(other).click()
    expect(page.locator('.take[data-render="2"]')).to_have_attribute("data-state", "ready", timeout=60_000)
    assert len(told(page)) == 1


def test_whoever_did_not_ask_is_not_notified(opened: Open, studio: Studio) -> None:
    page = board(opened, studio, "owner", "Untold", ("notifications",))
    page.evaluate("lookAway(true)")
    animatic_button(page).click()
    expect_take(page, "ready")
    assert told(page) == []


def test_a_browser_that_denies_it_is_named(opened: Open, studio: Studio) -> None:
    page = board(opened, studio, "owner", "Denied")
    page.get_by_test_id("notify").click()
    expect(page.locator("#notify-said")).to_have_text(re.compile("does not let Storyboard notify you"))
    expect(page.get_by_test_id("notify")).to_have_attribute("aria-pressed", "false")
