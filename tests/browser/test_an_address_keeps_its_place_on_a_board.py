"""A picture that cannot be fetched now keeps its place as a frame, marked so, and is replaced for good later."""

from playwright.sync_api import expect

from tests.browser.board import expect_live, make_board, problem
from tests.browser.conftest import Open, Studio

ADDRESS = "https://pictures.invalid/night/kite.png"


def test_keep_use_and_replace(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "")
    make_board(page, "Night quay", 3, 1)
    page.locator("#pick-first").click()
    page.locator("#picker-address").fill(ADDRESS)
    page.get_by_role("button", name="Fetch", exact=True).click()
    page.get_by_role("button", name="Keep its place").click()
    expect(page.locator("#remote-address")).to_have_text(ADDRESS)
    page.get_by_role("button", name="Use this picture").click()
    expect(page.get_by_test_id("first-frame")).to_contain_text("Not fetched: kite.png")
    expect(problem(page, "first_frame_not_fetched")).to_be_visible()
    page.locator("#pick-first").click()
    page.get_by_role("button", name="Retry").click()
    expect(page.locator("#remote-error")).to_contain_text("was not fetched")
    other = opened(studio, "owner", page.locator("#remote-page").get_attribute("href") or "")
    other.get_by_role("link", name="dawn-pan.jpg").click()
    expect(other.get_by_test_id("replace")).to_contain_text("It takes the place in 1 use.")
    other.get_by_test_id("replace").get_by_role("button", name="Replace").click()
    expect(other.get_by_role("status").first).to_contain_text("It is in 1 place now.")
    expect_live(page)
    expect(page.get_by_test_id("first-frame")).to_contain_text("dawn-pan.jpg")
