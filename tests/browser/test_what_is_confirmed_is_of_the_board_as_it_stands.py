"""The dialog of an order opens only with what the board is now: never with the model, price or problems of before."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.board import make_board, write_prompt

STANDARD, FOUR_K = "runware/kling-3.0-standard", "runware/kling-3.0-4k"
Slow = Callable[[], None]


@pytest.fixture
def board(page: Page) -> Page:
    make_board(page, "Confirmed", seconds=3, shots=1)
    write_prompt(page, 1, "A kite over a tram.")
    page.get_by_role("tab", name="Board").click()
    choose(page, STANDARD)
    expect(page.get_by_test_id("generate")).to_contain_text("$0.252")
    return page


def choose(page: Page, model: str) -> None:
    page.get_by_label("Provider and model").select_option(model)


def slowed(page: Page) -> None:
    """What an order would be is told late from now on."""

    def late(route: Route) -> None:
        page.wait_for_timeout(1200)
        route.continue_()

    page.route(re.compile(r"/order/(\?|$)"), late)


def test_a_model_that_was_just_chosen_is_the_one_that_is_confirmed(board: Page) -> None:
    slowed(board)
    choose(board, FOUR_K)
    board.get_by_test_id("generate").click()
    expect(board.get_by_role("dialog", name="Confirm the order")).to_be_visible()
    expect(board.locator("#order-form [name=model]")).to_have_value(FOUR_K)
    expect(board.locator("#order-form")).to_contain_text("$1.26")


def test_what_has_come_to_stand_in_the_way_is_led_to_instead(board: Page) -> None:
    slowed(board)
    board.get_by_role("tab", name="Shot").click()
    board.get_by_test_id("shot-prompt").fill("")
    board.get_by_test_id("generate").click()
    expect(board.get_by_test_id("problem").first.locator("[data-go]")).to_be_focused()
    expect(board.get_by_role("dialog", name="Confirm the order")).to_be_hidden()


def test_the_keyboard_opens_it_and_comes_back(board: Page) -> None:
    board.get_by_test_id("generate").focus()
    board.keyboard.press("Enter")
    dialog = board.get_by_role("dialog", name="Confirm the order")
    expect(dialog.locator("[type=submit]")).to_be_focused()
    choice = dialog.get_by_role("radio", name="Rehearsal")
    choice.focus()
    # Drawn anew, as after every choice of an account.
    with board.expect_response(re.compile(r"/order/(\?|$)")):
        choice.dispatch_event("change")
    expect(dialog.locator("[type=submit]")).not_to_have_attribute("aria-busy", "true")
    expect(choice).to_be_focused()
    board.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(board.get_by_test_id("generate")).to_be_focused()


def test_a_change_of_others_while_it_is_sent_leaves_one_order(board: Page) -> None:
    posts: list[str] = []

    def late(route: Route) -> None:
        if route.request.method == "POST":
            posts.append(route.request.url)
            board.wait_for_timeout(1500)
        route.continue_()

    board.route(re.compile(r"/order/(\?|$)"), late)
    board.get_by_test_id("generate").click()
    dialog = board.get_by_role("dialog", name="Confirm the order")
    submit = dialog.locator("[type=submit]")
    submit.click()
    board.evaluate("document.body.dispatchEvent(new Event('board-changed'))")
    submit.click()
    expect(dialog).to_be_hidden()
    expect(board.get_by_test_id("take")).to_have_count(1)
    assert len(posts) == 1
