"""Shots are added, deleted and put in order by mouse, button and key; the board adds up and focus stays sensible."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import (
    expect_focus,
    expect_order,
    expect_seconds,
    grip_of,
    make_board,
    middle_of,
    opener_of,
    order_of,
    select_shot,
    shot,
)
from tests.browser.conftest import Studio


def test_an_added_shot_is_selected_and_focused_and_the_board_adds_up(page: Page, studio: Studio) -> None:
    project = make_board(page, "Added")
    page.get_by_test_id("add-shot").click()
    expect(page.get_by_test_id("shot")).to_have_count(4)
    expect(shot(page, 4)).to_have_attribute("aria-current", "true")
    expect(opener_of(page, 4)).to_be_focused()
    assert sum(studio.installation.seconds(project)) == 9
    page.keyboard.press("n")
    expect(page.get_by_test_id("shot")).to_have_count(5)
    expect(opener_of(page, 5)).to_be_focused()
    assert sum(studio.installation.seconds(project)) == 9


def test_a_seventh_shot_cannot_be_added_and_the_control_says_why(page: Page, studio: Studio) -> None:
    project = make_board(page, "Full", seconds=9, shots=6)
    adding = page.get_by_test_id("add-shot")
    expect(adding).to_have_attribute("aria-disabled", "true")
    expect(adding).to_have_attribute("title", "A board has at most 6 shots. Delete one first.")
    adding.click(force=True)
    expect(page.locator("#spoken")).to_have_text("A board has at most 6 shots. Delete one first.")
    select_shot(page, 2)
    page.keyboard.press("n")
    expect(page.get_by_role("alert")).to_contain_text("at most 6 shots")
    expect(page.get_by_test_id("shot")).to_have_count(6)
    assert len(studio.installation.seconds(project)) == 6


def test_a_deleted_shot_leaves_its_seconds_and_the_focus_to_a_neighbour(page: Page, studio: Studio) -> None:
    project = make_board(page, "Deleted", seconds=9, shots=3)
    first, middle, last = order_of(page)
    select_shot(page, 2)
    page.keyboard.press("Delete")
    expect_order(page, [first, last])
    assert sum(studio.installation.seconds(project)) == 9
    expect(page.locator(".shot__open:focus")).to_have_count(1)
    select_shot(page, 1)
    deleting = page.get_by_role("button", name="Delete shot")
    deleting.click()
    expect_seconds(page, [9])
    expect(deleting).to_be_focused()
    deleting.click()
    expect(page.get_by_role("alert")).to_contain_text("at least one shot")
    assert studio.installation.seconds(project) == [9]
    assert [one["id"] for one in studio.installation.shots(project)] == [last]
    assert middle not in order_of(page)


def test_a_shot_is_moved_by_dragging_its_grip(page: Page, studio: Studio) -> None:
    project = make_board(page, "Dragged", seconds=9, shots=3)
    first, second, third = order_of(page)
    x, y = middle_of(grip_of(page, 1))
    page.mouse.move(x, y)
    page.mouse.down()
    target = middle_of(shot(page, 3))
    page.mouse.move(target[0] + 20, y, steps=10)
    page.mouse.up()
    expect_order(page, [second, third, first])
    expect_focus(page, f"grip-{first}")
    assert studio.installation.seconds(project) == [3, 3, 3]
    assert [one["id"] for one in studio.installation.shots(project)] == [second, third, first]


def test_a_drag_let_go_where_it_began_changes_nothing(page: Page, studio: Studio) -> None:
    project = make_board(page, "Not dragged")
    before = order_of(page)
    x, y = middle_of(grip_of(page, 2))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 12, y, steps=4)
    page.mouse.move(x, y, steps=4)
    page.mouse.up()
    page.get_by_role("button", name="One second longer").first.click()
    expect(page.get_by_test_id("total")).to_have_text("10 s")
    expect_order(page, before)
    assert [one["id"] for one in studio.installation.shots(project)] == before


@pytest.mark.parametrize("way", ["Alt+arrow", "arrow on the grip", "button"])
def test_a_shot_is_moved_without_a_mouse_and_keeps_the_focus(page: Page, studio: Studio, way: str) -> None:
    project = make_board(page, f"Moved by {way}")
    first, second, third = order_of(page)
    select_shot(page, 1)
    control = {
        "Alt+arrow": opener_of(page, 1),
        "arrow on the grip": grip_of(page, 1),
        "button": page.get_by_role("button", name="Move the selected shot right"),
    }[way]
    control.focus()
    focused = control.get_attribute("id") or ""
    key = {"Alt+arrow": "Alt+ArrowRight", "arrow on the grip": "ArrowRight", "button": "Enter"}[way]
    page.keyboard.press(key)
    expect_order(page, [second, first, third])
    expect_focus(page, focused)
    expect(page.locator("#spoken")).to_have_text("Shot moved to place 2 of 3")
    page.keyboard.press(key)
    expect_order(page, [second, third, first])
    expect_focus(page, focused)
    page.keyboard.press(key)
    expect(page.locator("#spoken")).to_have_text("The shot is at the end already.")
    assert [one["id"] for one in studio.installation.shots(project)] == [second, third, first]
    assert studio.installation.seconds(project) == [3, 3, 3]


def test_arrow_keys_go_from_shot_to_shot(page: Page) -> None:
    make_board(page, "Walked")
    select_shot(page, 1)
    page.keyboard.press("ArrowRight")
    expect(opener_of(page, 2)).to_be_focused()
    expect(shot(page, 2)).to_have_attribute("aria-current", "true")
    page.keyboard.press("ArrowLeft")
    expect(opener_of(page, 1)).to_be_focused()
