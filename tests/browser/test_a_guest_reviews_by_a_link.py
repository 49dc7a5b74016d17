"""A guest with a link gives its password, watches, comments to and fro with the studio, and is shut out."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.board import animatic_button, expect_take, make_board
from tests.browser.conftest import Open, Studio
from tests.browser.sharing import share

GONE = r"status of 404|Error Code 404"
END_THE_LAST = """
from django.utils import timezone
from storyboard.review.models import GuestLink
GuestLink.objects.filter(pk=GuestLink.objects.latest("created_at").pk).update(expires_at=timezone.now())
"""


@pytest.fixture(scope="module")
def take(chromium: Browser, studio: Studio) -> str:
    """The page of a ready animatic."""
    context = chromium.new_context(storage_state=studio.signed_in["bela"], base_url=studio.address)
    page = context.new_page()
    project = make_board(page, "Shared", 3, 3)
    animatic_button(page).click()
    expect_take(page, "ready")
    context.close()
    return f"/projects/{project}/takes/0/"


def named(page: Page, name: str) -> None:
    """Gives a name, and is at the text."""
    page.get_by_label("Your name, to write comments").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator("#composer-text")).to_be_focused()


def test_they_comment_to_and_fro_until_it_is_revoked(opened: Open, studio: Studio, take: str) -> None:
    bela = opened(studio, "bela", take)
    bela.on("dialog", lambda dialog: dialog.accept())
    address = share(bela, label="For Mira", password="salt and basalt")
    guest = opened(studio, None, address, trouble=rf"{GONE}|status of 422")
    guest.keyboard.type("basalt and salt")
    guest.keyboard.press("Enter")
    expect(guest.get_by_role("alert")).to_have_text("That is not the password. Ask whoever sent you the link.")
    guest.keyboard.type("salt and basalt")
    guest.keyboard.press("Enter")
    player = guest.get_by_test_id("player")
    expect(player).to_have_attribute("data-frames", "72")
    expect(guest.locator("#player-length")).to_have_text("00:00:02:23")  # it has been prepared for them, and started
    expect(guest.get_by_role("link", name="Download")).to_have_count(0)
    expect(guest.get_by_test_id("approve")).to_have_count(0)
    guest.locator("body").press("Home")
    guest.keyboard.press("Shift+ArrowRight")
    expect(player).to_have_attribute("data-frame", "24")
    named(guest, "Ann")
    guest.keyboard.type("Warmer, please.")
    guest.keyboard.press("Control+Enter")

    comment = bela.locator('[data-testid="comment"][data-frame="24"]')
    expect(comment).to_contain_text("Ann (guest)")
    comment.get_by_role("button", name="Reply").click()
    bela.keyboard.type("Lifted.")
    bela.keyboard.press("Control+Enter")
    expect(guest.locator(".replies")).to_contain_text("Lifted.")
    comment.get_by_role("button", name="Resolve").click()
    expect(guest.get_by_test_id("comment")).to_have_attribute("data-resolved", "true")
    guest.get_by_role("button", name="Edit this comment").click()
    guest.keyboard.press("End")
    guest.keyboard.type(" By far.")
    guest.keyboard.press("Control+Enter")
    expect(comment).to_contain_text("Warmer, please. By far.")
    guest.keyboard.press("Escape")
    guest.keyboard.press("d")
    guest.get_by_role("radio", name="Box").check(force=True)
    guest.locator("#drawing-surface").press("Enter")
    guest.keyboard.press("Escape")
    guest.locator("#composer [type=submit]").click()
    expect(bela.locator('[data-testid="comment"][data-drawing]')).to_contain_text("Ann (guest)")

    bela.get_by_test_id("share").click()
    link = bela.get_by_test_id("guest-link").filter(has_text="For Mira")
    link.get_by_text("1 view").click()
    expect(link).to_contain_text("Ann (guest)")
    link.get_by_role("button", name="Revoke").click()
    expect(link).to_contain_text("Revoked by bela")
    expect(guest.get_by_role("heading", name="There is nothing at this address")).to_be_visible()


def test_a_link_whose_time_is_over_says_so_at_the_next_comment(opened: Open, studio: Studio, take: str) -> None:
    guest = opened(studio, None, share(opened(studio, "rita", take)), trouble=GONE)
    named(guest, "Ann")
    studio.installation.command("shell", "-v", "0", "-c", END_THE_LAST)
    guest.keyboard.type("Too late.")
    guest.keyboard.press("Control+Enter")
    expect(guest.get_by_role("heading", name="There is nothing at this address")).to_be_visible()


def test_on_a_phone_a_guest_watches_and_comments_with_a_finger(opened: Open, studio: Studio, take: str) -> None:
    address = share(opened(studio, "bela", take))
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    guest = opened(studio, None, address, **phone)
    guest.get_by_role("button", name="Forward one frame").tap()
    expect(guest.get_by_test_id("player")).to_have_attribute("data-frame", "1")
    guest.get_by_label("Your name, to write comments").fill("Ann")
    guest.get_by_role("button", name="Go on").tap()
    guest.locator("#composer-text").fill("Good.")
    guest.get_by_role("button", name="Comment", exact=True).tap()
    expect(guest.locator('[data-testid="comment"]', has_text=re.compile("Good."))).to_have_attribute("data-frame", "1")


def test_a_wrong_field_of_the_dialog_is_told_there_and_nothing_typed_is_lost(
    opened: Open, studio: Studio, take: str
) -> None:
    page = opened(studio, "bela", take, trouble=r"status of 422")
    page.get_by_test_id("share").click()
    expect(page.locator("#link-form")).to_be_attached()
    if not page.locator("#link-form").is_visible():
        page.get_by_text("New link", exact=True).click()
    page.locator("#link-label").fill("For Mira")
    page.locator("#link-password").evaluate("(field) => field.removeAttribute('minlength')")
    page.locator("#link-password").fill("salt")
    page.get_by_test_id("make-link").click()
    expect(page.locator("#link-said")).to_contain_text("at least 6 characters")
    expect(page.locator("#link-label")).to_have_value("For Mira")
