"""The shots as equal cards: the same keys, the same selection, dragged by mouse and finger, and kept over reloads."""

import re

from playwright.sync_api import Page, expect

from tests.browser.board import (
    box_of,
    expect_live,
    expect_order,
    expect_seconds,
    grip_of,
    make_board,
    middle_of,
    opener_of,
    order_of,
    prompt_of,
    select_shot,
    shot,
)
from tests.browser.conftest import Open, Studio

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def widths(page: Page) -> set[int]:
    return {round(box_of(one)["width"]) for one in page.get_by_test_id("shot").all()}


def in_grid(page: Page, title: str) -> str:
    """A board of six shots whose grid has several rows; its id."""
    page.set_viewport_size({"width": 900, "height": 1000})
    project = make_board(page, title, seconds=15, shots=6)
    select_shot(page, 1)
    page.keyboard.press("]")
    expect_seconds(page, [4, 2, 3, 2, 2, 2])
    assert len(widths(page)) > 1
    page.keyboard.press("g")
    expect(page.locator("#spoken")).to_have_text("The shots are a grid of equal cards")
    assert len(widths(page)) == 1
    return project


def row_of(page: Page, position: int) -> float:
    return box_of(shot(page, position))["y"]


def test_the_keys_are_those_of_the_strip(page: Page, studio: Studio) -> None:
    project = in_grid(page, "Contact sheet")
    expect(opener_of(page, 1)).to_be_focused()
    expect(page.get_by_test_id("trim").first).to_be_hidden()
    below = next(position for position in range(2, 7) if row_of(page, position) > row_of(page, 1))
    page.keyboard.press("ArrowDown")
    focused = page.locator(".shot:has(.shot__open:focus)")
    assert box_of(focused)["y"] == row_of(page, below)
    page.keyboard.press("ArrowUp")
    assert box_of(focused)["y"] == row_of(page, 1)
    page.keyboard.press("Home")
    order = order_of(page)
    page.keyboard.press("Alt+ArrowRight")
    expect_order(page, [order[1], order[0], *order[2:]])
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#spoken")).to_have_text(re.compile("^Shot moved to place [3-6] of 6$"))
    position = order_of(page).index(order[0]) + 1
    page.keyboard.press("[")
    expect(shot(page, position)).to_have_attribute("data-seconds", "3")
    page.keyboard.press("Shift+Home")
    expect(page.locator('[data-testid="shot"][data-chosen]')).to_have_count(position)
    page.keyboard.press("Escape")
    page.keyboard.press("Delete")
    expect(page.get_by_test_id("shot")).to_have_count(5)
    page.keyboard.press("n")
    expect(page.get_by_test_id("shot")).to_have_count(6)
    assert sum(studio.installation.seconds(project)) == 15


def test_a_card_is_dragged_to_another_row_and_the_grid_stays(page: Page, studio: Studio) -> None:
    project = in_grid(page, "Dragged over rows")
    before = order_of(page)
    x, y = middle_of(grip_of(page, 1))
    page.mouse.move(x, y)
    page.mouse.down()
    target = box_of(shot(page, 6))
    page.mouse.move(target["x"] + target["width"] - 4, target["y"] + 20, steps=10)
    page.mouse.up()
    expect_order(page, [*before[1:], before[0]])
    page.reload()
    expect_live(page)
    assert len(widths(page)) == 1
    expect(page.get_by_role("button", name="Grid", exact=True)).to_have_attribute("aria-pressed", "true")
    select_shot(page, 2)
    prompt_of(page).press_sequentially("A gate.")
    expect(prompt_of(page)).to_have_value("A gate.")
    page.get_by_role("button", name="Strip", exact=True).click()
    expect(page.get_by_test_id("trim").first).to_be_visible()
    assert [one["id"] for one in studio.installation.shots(project)] == [*before[1:], before[0]]


def test_a_card_is_dragged_with_a_finger(opened: Open, studio: Studio) -> None:
    project = make_board(opened(studio, "owner", ""), "Finger in the grid")
    page = opened(studio, "owner", f"/projects/{project}/", **PHONE)
    expect_live(page)
    page.get_by_role("button", name="Grid", exact=True).tap()
    first, second, third = order_of(page)
    box_of(shot(page, 3))  # into view with the first, before either is measured
    start, target = grip_of(page, 1).bounding_box(), shot(page, 3).bounding_box()
    assert start
    assert target
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    by, down = target["x"] + target["width"] - 4 - x, target["y"] + target["height"] / 2 - y
    browser = page.context.new_cdp_session(page)
    touches = [("touchStart", 0), *(("touchMove", step) for step in range(1, 9))]
    for kind, step in touches:
        point = {"x": x + by * step / 8, "y": y + down * step / 8}
        browser.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    browser.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect_order(page, [second, third, first])
    assert [one["id"] for one in studio.installation.shots(project)] == [second, third, first]
    opener_of(page, 2).tap()
    expect(shot(page, 2)).to_have_attribute("aria-current", "true")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
