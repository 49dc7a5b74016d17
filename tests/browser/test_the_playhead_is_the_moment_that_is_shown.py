"""The playhead goes where the ruler is pressed or dragged and where keys lead; preview and selection go along."""

from playwright.sync_api import Page, expect

from tests.browser.board import (
    box_of,
    drag_cut,
    expect_seconds,
    grip_of,
    make_board,
    prompt_of,
    select_shot,
    shot,
)
from tests.browser.conftest import Open, Studio
from tests.browser.elements import post
from tests.browser.fingers import phone, swipe


def point_at(page: Page, second: float, total: int = 9) -> tuple[float, float]:
    """Where a second of the board is on the ruler."""
    box = box_of(page.locator("#ruler"))
    return box["x"] + box["width"] * second / total, box["y"] + box["height"] / 2


def expect_head(page: Page, seconds: str, frame: int, position: int) -> None:
    """The playhead is there, and the preview shows and the strip marks the shot under it."""
    told = f"{seconds} seconds, frame {frame}, shot {position}"
    expect(page.get_by_role("slider", name="Playhead")).to_have_attribute("aria-valuetext", told)
    expect(page.locator("#stage-now")).to_have_text(f"0:0{seconds}")
    expect(page.locator("#stage-shot")).to_have_text(f"Shot {position}")
    expect(shot(page, position)).to_have_attribute("aria-current", "true")


def expect_line(page: Page, second: float, total: int = 9) -> None:
    """The line across the shots is drawn at that second."""
    line = page.locator("#playhead").evaluate("(head) => head.getBoundingClientRect().x")
    assert abs(line - point_at(page, second, total)[0]) < 1.5


def test_by_mouse_on_the_ruler(page: Page) -> None:
    make_board(page, "Head by mouse")
    page.mouse.click(*point_at(page, 4.25))
    expect_head(page, "4.2", 102, 2)
    expect_line(page, 4.25)
    x, y = point_at(page, 1)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(*point_at(page, 7.5), steps=5)
    expect_head(page, "7.5", 180, 3)
    page.mouse.move(x + 4000, y)
    page.mouse.up()
    expect_head(page, "8.9", 215, 3)
    page.get_by_role("button", name="Back one frame").click()
    expect_head(page, "8.9", 214, 3)
    select_shot(page, 2)
    expect_head(page, "3.0", 72, 2)
    expect_line(page, 3)


def test_by_keys_in_the_preview_and_on_the_ruler(page: Page) -> None:
    make_board(page, "Head by keys")
    for place in ("#stage-view", "#ruler"):
        page.locator(place).focus()
        page.keyboard.press("Home")
        expect_head(page, "0.0", 0, 1)
        page.keyboard.press("ArrowRight")
        expect_head(page, "0.0", 1, 1)
        for _ in range(3):
            page.keyboard.press("Shift+ArrowRight")
        expect_head(page, "3.0", 73, 2)
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        expect_head(page, "2.9", 71, 1)
        page.keyboard.press("End")
        expect_head(page, "8.9", 215, 3)
        expect(page.locator(place)).to_be_focused()


def test_with_a_finger(opened: Open, studio: Studio) -> None:
    page, _project = phone(opened, studio, "Head by finger")
    page.touchscreen.tap(*point_at(page, 1.5))
    expect_head(page, "1.5", 36, 1)
    start, beyond = point_at(page, 1), point_at(page, 3.5)
    scrolled = page.locator(".timeline__scroll").evaluate("(view) => view.scrollLeft")
    swipe(page, start, beyond[0] - start[0])
    expect_head(page, "3.5", 84, 2)
    assert page.locator(".timeline__scroll").evaluate("(view) => view.scrollLeft") == scrolled


def test_it_stays_in_its_shot_when_the_board_changes(page: Page, studio: Studio) -> None:
    project = make_board(page, "Head kept")
    page.mouse.click(*point_at(page, 4.5))
    first = shot(page, 1).get_attribute("data-shot") or ""
    post(page, f"/projects/{project}/edit/", operation="ripple", shot=first, seconds="5", version="99")
    expect_seconds(page, [5, 3, 3])
    expect_head(page, "6.5", 156, 2)
    expect_line(page, 6.5, 11)
    drag_cut(page, 2, -2)
    expect_seconds(page, [5, 1, 5])
    expect_head(page, "5.9", 143, 2)
    grip_of(page, 2).press("ArrowLeft")
    expect_head(page, "0.9", 23, 1)


def test_whoever_works_in_the_inspector_keeps_the_shot(page: Page) -> None:
    make_board(page, "Head without the shot")
    prompt_of(page).click()
    page.evaluate("document.querySelector('[data-frames=\"1\"]').click()")
    expect(page.get_by_role("slider", name="Playhead")).to_have_attribute("aria-valuenow", "1")
    expect(prompt_of(page)).to_be_focused()
