"""Seconds by buttons, by typing, by keys on the cut and for the whole board; the sum holds, and focus is not lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import drag_cut, expect_focus, expect_seconds, make_board, select_shot, take_hold_of_cut
from tests.browser.conftest import Studio


def test_buttons_give_a_shot_seconds_of_its_neighbours(page: Page, studio: Studio) -> None:
    project = make_board(page, "Buttons")
    select_shot(page, 2)
    longer, shorter = page.locator("#seconds-more"), page.locator("#seconds-less")
    longer.click()
    expect(page.locator("#shot-seconds")).to_have_value("4 s")
    expect(page.get_by_test_id("total")).to_have_text("9 s")
    expect_focus(page, "seconds-more")
    shorter.click()
    shorter.click()
    expect(page.locator("#shot-seconds")).to_have_value("2 s")
    expect_focus(page, "seconds-less")
    assert sum(studio.installation.seconds(project)) == 9


def test_a_typed_number_of_seconds_is_taken(page: Page, studio: Studio) -> None:
    project = make_board(page, "Typed seconds")
    select_shot(page, 1)
    page.locator("#shot-seconds").fill("5")
    page.locator("#shot-seconds").press("Enter")
    expect(page.locator("#shot-seconds")).to_have_value("5 s")
    expect_focus(page, "shot-seconds")
    assert studio.installation.seconds(project)[0] == 5
    assert sum(studio.installation.seconds(project)) == 9


@pytest.mark.parametrize("typed", ["2.5", "abc", "0", "-1", "99"])
def test_seconds_that_cannot_be_are_refused_with_a_sentence_at_once(page: Page, studio: Studio, typed: str) -> None:
    project = make_board(page, f"Refused {typed}")
    select_shot(page, 1)
    page.locator("#shot-seconds").fill(typed)
    page.locator("#shot-seconds").press("Enter")
    expect(page.get_by_role("alert")).to_be_visible(timeout=3000)
    expect(page.get_by_role("alert")).not_to_be_empty()
    expect(page.locator("#shot-seconds")).to_have_value(typed)
    expect_focus(page, "shot-seconds")
    expect_seconds(page, [3, 3, 3])
    assert studio.installation.seconds(project) == [3, 3, 3]
    page.locator("#shot-seconds").fill("4")
    page.locator("#shot-seconds").press("Enter")
    expect(page.locator("#shot-seconds")).to_have_value("4 s")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_cut_is_a_slider_for_the_keyboard(page: Page, studio: Studio) -> None:
    project = make_board(page, "Slider")
    cut = page.get_by_role("slider", name="Cut between shot 1 and shot 2")
    cut.focus()
    focused = cut.get_attribute("id") or ""
    for key, seconds in (
        ("ArrowRight", [4, 2, 3]),
        ("ArrowLeft", [3, 3, 3]),
        ("ArrowUp", [4, 2, 3]),
        ("ArrowDown", [3, 3, 3]),
        ("End", [5, 1, 3]),
        ("Home", [1, 5, 3]),
    ):
        page.keyboard.press(key)
        expect_seconds(page, seconds)
        expect_focus(page, focused)
        expect(cut).to_have_attribute("aria-valuenow", str(seconds[0]))
        assert studio.installation.seconds(project) == seconds
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#spoken")).to_contain_text("at least one second")
    assert studio.installation.seconds(project) == [1, 5, 3]


def test_a_key_held_down_on_the_cut_ends_where_it_should(page: Page, studio: Studio) -> None:
    project = make_board(page, "Key held down", seconds=15, shots=2)
    page.get_by_test_id("trim").focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    expect_seconds(page, [14, 1])
    assert studio.installation.seconds(project) == [14, 1]
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_dragged_cut_stops_a_second_before_the_end_of_a_shot(page: Page, studio: Studio) -> None:
    project = make_board(page, "Far")
    drag_cut(page, 1, 8)
    expect_seconds(page, [5, 1, 3])
    drag_cut(page, 2, -8)
    expect_seconds(page, [5, 1, 3])
    drag_cut(page, 1, -8)
    expect_seconds(page, [1, 5, 3])
    assert studio.installation.seconds(project) == [1, 5, 3]


def test_a_dragged_cut_keeps_the_focus(page: Page) -> None:
    make_board(page, "Focus")
    focused = page.get_by_test_id("trim").nth(1).get_attribute("id") or ""
    drag_cut(page, 2, 1)
    expect_seconds(page, [3, 4, 2])
    expect_focus(page, focused)


def test_a_drag_let_go_where_it_began_changes_nothing(page: Page, studio: Studio) -> None:
    project = make_board(page, "Back again")
    x, y = take_hold_of_cut(page, 1)
    page.mouse.move(x + 200, y, steps=5)
    page.mouse.move(x, y, steps=5)
    page.mouse.up()
    expect_seconds(page, [3, 3, 3])
    assert studio.installation.rows("SELECT version FROM storyboard_project WHERE id = ?", project) == [{"version": 1}]


def test_the_whole_board_is_made_longer_and_shorter(page: Page, studio: Studio) -> None:
    project = make_board(page, "Total", seconds=14, shots=3)
    more, less = page.locator("#total-more"), page.locator("#total-less")
    more.click()
    expect(page.get_by_test_id("total")).to_have_text("15 s")
    expect_focus(page, "total-more")
    expect(more).to_have_attribute("aria-disabled", "true")
    expect(more).to_have_attribute("title", "A board lasts at most 15 seconds.")
    more.click(force=True)
    expect(page.locator("#spoken")).to_have_text("A board lasts at most 15 seconds.")
    less.click()
    expect(page.get_by_test_id("total")).to_have_text("14 s")
    expect_focus(page, "total-less")
    assert sum(studio.installation.seconds(project)) == 14


def test_a_board_is_never_shorter_than_its_shots_need(page: Page, studio: Studio) -> None:
    project = make_board(page, "Shortest", seconds=4, shots=4)
    expect(page.locator("#total-less")).to_have_attribute("aria-disabled", "true")
    why = "A board lasts at least 3 seconds, and every shot at least one."
    expect(page.locator("#total-less")).to_have_attribute("title", why)
    assert studio.installation.seconds(project) == [1, 1, 1, 1]


def test_lengths_are_evened_out(page: Page, studio: Studio) -> None:
    project = make_board(page, "Even")
    drag_cut(page, 1, 2)
    expect_seconds(page, [5, 1, 3])
    page.get_by_role("button", name="Even lengths").click()
    expect_seconds(page, [3, 3, 3])
    expect_focus(page, "act-even")
    assert studio.installation.seconds(project) == [3, 3, 3]
