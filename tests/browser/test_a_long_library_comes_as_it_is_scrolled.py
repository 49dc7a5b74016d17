"""A library longer than a page goes on by itself where its end comes into view, and by its button."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Studio
from tests.browser.elements import post


def test_scrolling_brings_the_next_page(opened: Open, studio: Studio) -> None:
    page: Page = opened(studio, "owner", "/elements/")
    workspace = re.search(r'name="workspace" value="(\w+)"', page.content())
    assert workspace
    for number in range(45):
        post(page, "/elements/new/", workspace=workspace[1], name=f"Scrolled {number}", kind="prop")
    page.goto("/elements/?q=scrolled")
    expect(page.get_by_test_id("element")).to_have_count(40)
    page.get_by_test_id("element").last.hover()
    page.mouse.wheel(0, 5000)
    expect(page.get_by_test_id("element")).to_have_count(45)
    expect(page.get_by_role("button", name="Show more")).to_have_count(0)
