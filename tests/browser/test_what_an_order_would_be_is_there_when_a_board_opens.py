"""Price, request and order button come with the page, before anything is edited."""

from playwright.sync_api import Page, expect

from tests.browser.board import expect_live, make_board
from tests.browser.elements import post


def test_without_an_edit(page: Page) -> None:
    project = make_board(page, "Opened again", 3, 1)
    post(page, f"/projects/{project}/edit/", operation="choose", field="model", value="runware/kling-3.0-4k")
    page.goto(f"/projects/{project}/")
    expect_live(page)
    expect(page.get_by_test_id("generate").first).to_contain_text("$1.26")
    page.get_by_role("tab", name="Request").click()
    expect(page.get_by_test_id("request-json")).to_contain_text("multiPrompt")
