"""Every page loads without a complaint of the browser, reads well for assistive technology, and fits a phone."""

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.board import animatic_button, expect_live, expect_take, make_board, write_prompt
from tests.browser.conftest import Open, Studio

PHONE: ViewportSize = {"width": 390, "height": 844}
THEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")
WIDTHS = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
DESK: ViewportSize = {"width": 1440, "height": 900}
COLOURS_AT_REST = """() => Promise.allSettled(
  document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished)
)"""
RUN_AXE = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  const told = (node) => `${node.html.slice(0, 160)} ${node.failureSummary}`;
  return found.violations.map((one) => [one.id, one.help, one.nodes.map(told)]);
}"""


@pytest.fixture(scope="module")
def addresses(chromium: Browser, studio: Studio) -> dict[str, str]:
    """Every kind of page, by name: a board with a ready animatic among them."""
    context = chromium.new_context(storage_state=studio.signed_in["owner"], base_url=studio.address)
    page = context.new_page()
    project = make_board(page, "A board with a rather long title that has to fit on a narrow screen", 15, 6)
    write_prompt(page, 1, "A red kite over the dunes. " * 30)
    animatic_button(page).click()
    expect_take(page, "ready")
    ordered = make_board(page, f"Ordered, with a word that has no end: {'ah' * 40}", 3, 1)
    write_prompt(page, 1, "A red kite over the dunes.")
    studio.installation.lines("generate", ordered, "--model", "rehearsal:runware/kling-3.0-4k", "--wait", "0")
    (order,) = studio.installation.rows("SELECT id FROM storyboard_generation WHERE project_id = ?", ordered)
    page.goto("/settings/accounts/new/")
    page.get_by_label("Key").fill("a-key-that-opens-nothing")
    page.get_by_role("button", name="Add account").click()
    account = urlsplit(page.url).path
    context.close()
    board = f"/projects/{project}/"
    link = studio.installation.command("signin_link", "owner", "--base", studio.address).stdout.strip()
    return {
        "projects": "/",
        "nothing found": "/?q=no-such-project",
        "import": "/projects/import/",
        "board": board,
        "take": f"{board}takes/0/",
        "orders": "/orders/",
        "no orders": "/orders/?state=held",
        "order": f"/orders/{order['id']}/",
        "spending": "/spend/",
        "budget": "/settings/budget/",
        "media": "/library/",
        "help": "/help/",
        "accounts": "/settings/accounts/",
        "new account": "/settings/accounts/new/",
        "account": account,
        "password": "/settings/password/",
        "sign-in": "/signin/",
        "sign-in link": link,
        "used link": "/signin/not-a-link/",
        "not found": "/projects/none/",
    }


PAGES = (
    "projects",
    "nothing found",
    "import",
    "board",
    "take",
    "orders",
    "no orders",
    "order",
    "spending",
    "budget",
    "media",
    "help",
    "accounts",
    "new account",
    "account",
    "password",
    "sign-in",
    "sign-in link",
    "used link",
    "not found",
)
WITHOUT_PERSON = ("sign-in", "sign-in link", "used link")
Shown = Callable[..., Page]


@pytest.fixture
def shown(opened: Open, studio: Studio, addresses: dict[str, str]) -> Shown:
    """Opens one of the pages by name, and waits until it has come to rest."""

    def show(name: str, **options: object) -> Page:
        person = None if name in WITHOUT_PERSON else "owner"
        page = opened(studio, person, addresses[name], trouble=r"status of (404|410)", **options)
        if name == "board":
            expect_live(page)
        page.wait_for_load_state("networkidle")
        return page

    return show


@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_a_barrier_that_axe_finds(shown: Shown, name: str) -> None:
    page = shown(name, viewport=DESK, bypass_csp=True, reduced_motion="reduce")
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        page.evaluate(COLOURS_AT_REST)
        violations = page.evaluate(RUN_AXE)
        assert not violations, f"{theme}: {json.dumps(violations, indent=1)}"


@pytest.mark.parametrize("name", PAGES)
def test_every_page_fits_a_phone_and_makes_the_browser_complain_of_nothing(shown: Shown, name: str) -> None:
    page = shown(name, viewport=PHONE)
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            width, room = page.evaluate(WIDTHS)
            assert width <= room, (theme, size)


def test_the_theme_that_was_chosen_stays(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/")
    page.get_by_role("button", name="Switch between dark and light").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/help/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Switch between dark and light").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
