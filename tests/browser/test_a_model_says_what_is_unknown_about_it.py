"""Where a model is chosen stands what nobody documents about it; and the choices of delivery are those of its sheet."""

from playwright.sync_api import Page, expect

from storyboard.providers.sheets import provider_sheet
from tests.browser.board import make_board

HIGHWAY, RUNWARE, CRUN = "highway/kling-3.0-4k", "runware/kling-3.0-4k", "crun/kling-3.0-pro"


def test_they_follow_the_chosen_model(page: Page) -> None:
    make_board(page, "Doubts", seconds=3, shots=1)
    page.get_by_role("tab", name="Board").click()
    doubts, model = page.locator("#model-doubts"), page.get_by_label("Provider and model")
    expect(doubts).to_be_hidden()
    model.select_option(HIGHWAY)
    doubts.locator("summary").click()
    expect(doubts.locator("li")).to_have_text(list(provider_sheet(HIGHWAY).doubts))
    model.select_option(RUNWARE)
    expect(doubts.locator("li")).to_have_text(list(provider_sheet(RUNWARE).doubts))
    expect(doubts).to_have_attribute("open", "")
    page.locator("#delivery summary").click()
    expect(page.get_by_label("Quality, 20 to 99")).to_be_visible()
    page.get_by_label("Check of content").select_option("fast")
    expect(page.locator("#strip")).to_have_attribute("data-delivery", '{"safety": "fast"}')
    model.select_option(CRUN)
    checks = page.get_by_label("Check of content")
    expect(checks.locator("option")).to_have_text(["Usual", "None", "All frames", "Key frames"])
    expect(checks).to_have_value("fast")
    expect(page.get_by_label("Quality, 20 to 99")).to_be_hidden()


def test_they_are_folded_into_the_comparison(page: Page) -> None:
    make_board(page, "Compared", seconds=3, shots=1)
    page.get_by_role("tab", name="Board").click()
    page.get_by_role("button", name="Compare all models").click()
    row = page.locator(f'#models [data-model="{HIGHWAY}"]')
    expect(row.get_by_text("A sister service has no shots")).to_be_hidden()
    row.get_by_text("Unknown about it: 7").click()
    expect(row.get_by_text("A sister service has no shots")).to_be_visible()
