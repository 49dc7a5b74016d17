"""A board on a phone, and what fingers do there."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.board import expect_live, make_board
from tests.browser.conftest import Open, Studio

REST = 100  # milliseconds: lifted in full swing a finger throws the page, and the browser keeps the next tap to stop it


def phone(opened: Open, studio: Studio, title: str) -> tuple[Page, str]:
    """A new board of three shots of three seconds, open on a phone; the page and the project's id."""
    project = make_board(opened(studio, "owner", ""), title)
    options = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = opened(studio, "owner", f"/projects/{project}/", **options)
    expect_live(page)
    return page, project


def swipe(
    page: Page,
    start: tuple[float, float],
    by: float,
    steps: int = 8,
    *,
    down: float = 0,
    until: Callable[[], None] | None = None,
) -> None:
    """A finger put down, moved sideways or `down`, held still and lifted, on a page at rest: of one that is busy for a
    second, the browser takes the touch away. `until` returns when it may be lifted."""
    page.evaluate("new Promise((done) => requestIdleCallback(done))")
    browser = page.context.new_cdp_session(page)
    x, y = start
    browser.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, steps + 1):
        point = {"x": x + by * step / steps, "y": y + down * step / steps}
        browser.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    page.wait_for_timeout(REST)
    if until:
        until()
    browser.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x + by, "y": y + down}]})
    browser.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
