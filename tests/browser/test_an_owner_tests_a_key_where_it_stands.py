"""The answer to “Test the key” comes into the card it was pressed in, and nothing of the key comes back."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Studio

KEY = "crun_4Kd8Wm2Zx6Lp9Qv1"


def add(page: Page, provider: str, name: str) -> None:
    page.goto("/settings/accounts/")
    page.get_by_role("link", name="Add an account").first.click()
    page.get_by_role("radio", name=provider).check(force=True)
    page.get_by_label("Key").fill(KEY)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Address").fill("https://localhost")
    page.get_by_role("button", name="Add account").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def test_it_does(page: Page) -> None:
    add(page, "Crun", "Night shift")
    page.get_by_role("link", name="All provider accounts").click()
    card = page.get_by_test_id("account").filter(has_text="Night shift")
    expect(card).to_have_attribute("data-state", "usable")
    card.get_by_role("button", name="Test the key").click()
    expect(card.get_by_text("leads to a place that is not public")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/settings/accounts/\?w="))
    assert KEY not in page.content()


def test_what_cannot_be_tested_says_why(page: Page) -> None:
    add(page, "Highway", "Day shift")
    button = page.get_by_role("button", name="Test the key")
    expect(button).to_be_disabled()
    expect(button).to_have_accessible_description(re.compile("no call that only tests a key"))


def test_only_owners_find_the_way(opened: Open, studio: Studio) -> None:
    for person, ways in (("owner", 1), ("bela", 0)):
        page = opened(studio, person)
        expect(page.locator(".account__menu a[href='/settings/accounts/']")).to_have_count(ways)
