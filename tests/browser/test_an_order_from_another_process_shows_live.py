"""`generate` in another process shows on open pages within two seconds, without Redis."""

import time

from playwright.sync_api import Page, expect

from tests.browser.board import expect_take, make_board, take
from tests.browser.conftest import Studio


def test_an_order_from_another_process_shows_live_within_two_seconds(page: Page, studio: Studio) -> None:
    project = make_board(page, "Ordered from elsewhere", seconds=3, shots=1)
    studio.installation.lines("generate", project, "--model", "animatic", "--wait", "0")
    placed = time.monotonic()
    expect(take(page)).to_be_visible(timeout=5000)
    assert time.monotonic() - placed <= 2
    expect_take(page, "ready")
