"""From the sign-in link to a playing animatic with nothing but keys."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.board import (
    REACHED,
    animatic_button,
    expect_live,
    expect_seconds,
    expect_take,
    prompt_of,
    shot,
    take,
)
from tests.browser.conftest import Open, Studio

MOST_TABS = 80


def tab_to(page: Page, wanted: Locator, back: bool = False) -> None:
    """Presses Tab until the element has the focus, as a person would."""
    for _ in range(MOST_TABS):
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"Tab does not lead to {wanted}")


def test_the_road_can_be_gone_with_the_keyboard_alone(opened: Open, studio: Studio) -> None:
    link = studio.installation.command("signin_link", "owner", "--base", studio.address).stdout.strip()
    page = opened(studio, None, link)
    tab_to(page, page.get_by_role("button", name="Sign in"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Projects", exact=True)).to_be_visible()
    tab_to(page, page.get_by_role("button", name="New project").first)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    page.keyboard.type("By keys")
    page.keyboard.press("Tab")
    page.keyboard.type("5")
    page.keyboard.press("Tab")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect_live(page)
    expect_seconds(page, [3, 2])
    tab_to(page, page.get_by_test_id("trim"))
    page.keyboard.press("ArrowLeft")
    expect_seconds(page, [2, 3])
    tab_to(page, prompt_of(page))
    page.keyboard.type("A kite over the dunes.")
    expect(shot(page, 1)).to_have_attribute("data-prompt", "A kite over the dunes.")
    tab_to(page, animatic_button(page), back=True)
    page.keyboard.press("Enter")
    expect_take(page, "ready")
    tab_to(page, page.get_by_role("button", name="Play the animatic"))
    page.keyboard.press("Enter")
    player = page.get_by_test_id("player")
    expect(player).to_be_visible()
    assert player.evaluate(REACHED, 0.2) > 0.2
    tab_to(page, take(page).get_by_role("link").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Animatic")
