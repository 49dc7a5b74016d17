"""Every page loads without a complaint of the browser, reads well for assistive technology, and fits a phone."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.barriers import THEMES, expect_no_barrier
from tests.browser.board import animatic_button, expect_live, expect_take, make_board, write_prompt
from tests.browser.conftest import Open, Studio
from tests.browser.sharing import share
from tests.machine.running import CHECKOUT

PHONE: ViewportSize = {"width": 390, "height": 844}
WIDTHS = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
DESK: ViewportSize = {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def addresses(chromium: Browser, studio: Studio) -> dict[str, str]:
    """Every kind of page, by name: a board with a ready animatic among them."""
    context = chromium.new_context(storage_state=studio.signed_in["owner"], base_url=studio.address)
    page = context.new_page()
    project = make_board(page, "A board with a rather long title that has to fit on a narrow screen", 15, 6)
    write_prompt(page, 1, "A red kite over the dunes. " * 30)
    animatic_button(page).click()
    expect_take(page, "ready")
    page.get_by_role("link", name="History of the board").click()
    page.get_by_role("button", name="Compare the two chosen").click()
    expect(page.get_by_role("heading", name="From version")).to_be_visible()
    history = page.url.removeprefix(studio.address)
    ordered = make_board(page, f"Ordered, with a word that has no end: {'ah' * 40}", 3, 1)
    write_prompt(page, 1, "A red kite over the dunes.")
    studio.installation.lines("generate", ordered, "--model", "rehearsal:runware/kling-3.0-4k", "--wait", "0")
    (order,) = studio.installation.rows("SELECT id FROM storyboard_generation WHERE project_id = ?", ordered)
    page.goto("/settings/accounts/new/")
    page.get_by_label("Key").fill("a-key-that-opens-nothing")
    page.get_by_role("button", name="Add account").click()
    account = urlsplit(page.url).path
    page.goto(f"/projects/{project}/takes/0/")
    page.locator("#composer-text").fill("Too dark, see @3.")
    page.locator("#composer-file").set_input_files([CHECKOUT / "static/img/board.png", CHECKOUT / "README.md"])
    page.locator("#composer-text").press("Control+Enter")
    expect(page.get_by_test_id("comment")).to_be_visible()
    shared, locked = share(page), share(page, password="salt and basalt")
    page.get_by_role("link", name="Playlist").click()
    page.get_by_label("Its name").fill("A playlist with a rather long name that has to fit on a narrow screen")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_test_id("take")).to_be_visible()
    playlist = urlsplit(page.url).path
    listed = share(page)
    context.close()
    board = f"/projects/{project}/"
    link = studio.installation.command("signin_link", "owner", "--base", studio.address).stdout.strip()
    return {
        "projects": "/",
        "nothing found": "/?q=no-such-project",
        "import": "/projects/import/",
        "board": board,
        "board in the grid": board,
        "history": history,
        "take": f"{board}takes/0/",
        "take that is drawn on": f"{board}takes/0/",
        "compare": f"{board}compare/?a=0&b=0",
        "nothing to compare": f"{board}compare/",
        "take of a playlist": f"{board}takes/0/?queue={playlist.split('/')[2]}",
        "inbox": "/inbox/list/",
        "playlists": "/playlists/",
        "playlist": playlist,
        "choosing takes": "/playlists/choose/",
        "orders": "/orders/",
        "no orders": "/orders/?state=held",
        "order": f"/orders/{order['id']}/",
        "spending": "/spend/",
        "budget": "/settings/budget/",
        "audit log": "/settings/log/",
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
        "guest": shared,
        "guest of a playlist": listed,
        "guest's password": locked,
        "no such link": "/guest/none/",
    }


PAGES = (
    "projects",
    "nothing found",
    "import",
    "board",
    "board in the grid",
    "history",
    "take",
    "take that is drawn on",
    "compare",
    "nothing to compare",
    "take of a playlist",
    "inbox",
    "playlists",
    "playlist",
    "choosing takes",
    "orders",
    "no orders",
    "order",
    "spending",
    "budget",
    "audit log",
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
    "guest",
    "guest of a playlist",
    "guest's password",
    "no such link",
)
WITHOUT_PERSON = (
    "sign-in",
    "sign-in link",
    "used link",
    "guest",
    "guest of a playlist",
    "guest's password",
    "no such link",
)
Shown = Callable[..., Page]


@pytest.fixture
def shown(opened: Open, studio: Studio, addresses: dict[str, str]) -> Shown:
    """Opens one of the pages by name, and waits until it has come to rest."""

    def show(name: str, **options: object) -> Page:
        person = None if name in WITHOUT_PERSON else "owner"
        page = opened(studio, person, "", trouble=r"status of (404|410)", **options)
        if name == "board in the grid":
            page.context.add_cookies([{"name": "shots", "value": "grid", "url": studio.address}])
        page.goto(addresses[name])
        if name.startswith("board"):
            expect_live(page)
        if name == "board in the grid":
            page.locator(".shot__open").first.press("Shift+ArrowRight")
        page.wait_for_load_state("networkidle")
        if name == "take that is drawn on":
            page.get_by_role("button", name="Draw on this frame").first.click()
            page.get_by_role("radio", name="Text", exact=True).check()
            page.locator("#drawing-surface").press("Enter")
            page.keyboard.type("Too dark")
            page.keyboard.press("Enter")
        return page

    return show


@pytest.mark.parametrize("name", PAGES)
def test_it_fits_a_phone_has_no_barrier_that_axe_finds_and_makes_the_browser_complain_of_nothing(
    shown: Shown, name: str
) -> None:
    page = shown(name, viewport=PHONE, reduced_motion="reduce")
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        for size in (PHONE, DESK):
            page.set_viewport_size(size)
            width, room = page.evaluate(WIDTHS)
            assert width <= room, (theme, size)
    expect_no_barrier(page)


def test_the_theme_that_was_chosen_stays(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/")
    page.get_by_role("button", name="Switch between dark and light").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/help/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Switch between dark and light").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_a_page_fetched_before_the_theme_was_chosen_shows_it(page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto("/")
    before = page.request.get("/help/").text()
    page.get_by_role("button", name="Switch between dark and light").click()
    page.route("**/help/", lambda route: route.fulfill(content_type="text/html", body=before))
    page.goto("/help/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
