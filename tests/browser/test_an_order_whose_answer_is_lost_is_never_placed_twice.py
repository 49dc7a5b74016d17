"""The answer to the click is lost on its way, also over a reload: the next click is told what became of the first one
before anything else can be ordered."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.board import expect_live, make_board, write_prompt
from tests.browser.conftest import Open, Studio

# What htmx and Chromium say of a request without an answer.
LOST = r"^htmx:sendError|net::ERR_FAILED"
ORDER = re.compile(r"/order/$")
ASKED = re.compile(r"/order/arrived/")


@pytest.fixture
def board(opened: Open, studio: Studio) -> Page:
    page = opened(studio, "owner", "", trouble=LOST)
    make_board(page, "Lost answer", seconds=3, shots=1)
    write_prompt(page, 1, "A kite over a tram.")
    page.get_by_role("tab", name="Board").click()
    page.get_by_label("Provider and model").select_option("runware/kling-3.0-4k")
    expect(page.get_by_test_id("generate")).to_contain_text("$1.26")
    return page


def dialog_of(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Confirm the order")


def notice(page: Page) -> Locator:
    return page.locator("#board-notice")


def generate(page: Page) -> None:
    page.get_by_test_id("generate").click()


def order(page: Page) -> None:
    generate(page)
    dialog_of(page).locator("[type=submit]").click()
    expect(dialog_of(page)).to_be_hidden()


def lost_after(route: Route) -> None:
    """The server has it, and its answer is dropped."""
    if route.request.method == "POST":
        route.fetch()
    route.abort()


def lost_before(route: Route) -> None:
    """It never reaches the server."""
    route.abort()


def in_the_dark(page: Page, lose: Callable[[Route], None]) -> None:
    """Ordered, without any answer to that and to the question what became of it."""
    page.route(ORDER, lambda route: lose(route) if route.request.method == "POST" else route.continue_())
    page.route(ASKED, lambda route: route.abort())
    order(page)
    expect(notice(page)).to_contain_text("whether the order arrived is not known")


def answers_again(page: Page) -> None:
    page.unroute(ORDER)
    page.unroute(ASKED)


def change_the_board(page: Page) -> None:
    """Its request is another one from now on."""
    page.get_by_role("tab", name="Shot").click()
    before = page.locator("#order-form [name=sha256]").input_value()
    page.get_by_test_id("shot-prompt").fill("A kite over a lighthouse.")
    expect(page.locator("#order-form [name=sha256]")).not_to_have_value(before)


def test_it_is_asked_for_at_once(board: Page) -> None:
    board.route(ORDER, lambda route: lost_after(route) if route.request.method == "POST" else route.continue_())
    order(board)
    expect(notice(board)).to_contain_text("This order has arrived: take 1")
    expect(board.get_by_test_id("take")).to_have_count(1)


@pytest.mark.parametrize("changed", [False, True], ids=["as it was", "changed"])
def test_the_second_click_finds_the_first_order(board: Page, changed: bool) -> None:
    in_the_dark(board, lost_after)
    if changed:
        change_the_board(board)
    generate(board)
    expect(notice(board)).to_contain_text(re.compile("whether your order of .* arrived is not known yet"))
    expect(dialog_of(board)).to_be_hidden()
    answers_again(board)
    generate(board)
    expect(notice(board)).to_contain_text("This order has arrived: take 1")
    expect(dialog_of(board)).to_be_hidden()
    expect(board.get_by_test_id("take")).to_have_count(1)
    # What is ordered after that is another order.
    order(board)
    expect(board.get_by_test_id("take")).to_have_count(2)


def test_a_form_that_still_stands_finds_it_as_well(board: Page) -> None:
    in_the_dark(board, lost_after)
    change_the_board(board)
    board.unroute(ORDER)
    # Somebody whose question is answered with “not yet” orders: the first one arrives in between.
    board.unroute(ASKED)
    board.route(ASKED, lambda route: route.fulfill(json={"sentence": ""}))
    generate(board)
    expect(board.locator("#order-before")).to_contain_text("did not arrive")
    dialog_of(board).locator("[type=submit]").click()
    expect(notice(board)).to_contain_text("This order has arrived: take 1")
    expect(board.get_by_test_id("take")).to_have_count(1)


def test_one_that_turns_out_to_have_arrived_closes_the_form_that_stands(board: Page) -> None:
    in_the_dark(board, lost_after)
    board.unroute(ORDER)
    board.unroute(ASKED)
    board.route(ASKED, lambda route: route.fulfill(json={"sentence": ""}))
    generate(board)
    expect(board.locator("#order-before")).to_contain_text("did not arrive")
    board.unroute(ASKED)
    board.evaluate("document.dispatchEvent(new Event('connection-back'))")
    expect(notice(board)).to_contain_text("This order has arrived: take 1")
    expect(dialog_of(board)).to_be_hidden()
    expect(board.get_by_test_id("take")).to_have_count(1)


def test_a_reload_forgets_nothing(board: Page) -> None:
    in_the_dark(board, lost_after)
    board.reload()
    expect_live(board)
    generate(board)
    expect(notice(board)).to_contain_text(re.compile("whether your order of .* arrived is not known yet"))
    expect(dialog_of(board)).to_be_hidden()
    answers_again(board)
    board.reload()
    expect_live(board)
    expect(notice(board)).to_contain_text("This order has arrived: take 1")
    expect(board.get_by_test_id("take")).to_have_count(1)


def test_one_that_did_not_arrive_is_told_before_the_next(board: Page) -> None:
    in_the_dark(board, lost_before)
    change_the_board(board)
    answers_again(board)
    generate(board)
    expect(board.locator("#order-before")).to_contain_text("did not arrive: nothing was ordered by it")
    dialog_of(board).locator("[type=submit]").click()
    expect(board.get_by_test_id("take")).to_have_count(1)
    generate(board)
    expect(dialog_of(board)).to_be_visible()
    expect(board.locator("#order-before")).to_be_hidden()


def test_a_server_that_breaks_while_it_answers_is_no_answer(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "", trouble=r"Response Status Error Code 502|status of 502")
    make_board(page, "Bad gateway", seconds=3, shots=1)
    write_prompt(page, 1, "A kite over a tram.")
    page.get_by_role("tab", name="Board").click()
    page.get_by_label("Provider and model").select_option("runware/kling-3.0-4k")
    expect(page.get_by_test_id("generate")).to_contain_text("$1.26")

    def broken(route: Route) -> None:
        route.fetch()
        route.fulfill(status=502, body="Bad gateway")

    page.route(ORDER, lambda route: broken(route) if route.request.method == "POST" else route.continue_())
    order(page)
    expect(notice(page)).to_contain_text("This order has arrived: take 1")
    expect(page.get_by_test_id("take")).to_have_count(1)
