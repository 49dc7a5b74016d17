"""What is drawn on a frame: kept until it is sent, seen by others on that frame alone, by mouse, finger and keys."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.board import box_of
from tests.browser.conftest import Open, Studio
from tests.browser.proving import choose, stocked

REEL = "25.mp4"  # 75 frames
Point = tuple[float, float]


@pytest.fixture(scope="module")
def address(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("drawn")
    return stocked(studio, folder, [REEL])[REEL]


def at(page: Page, frame: int) -> None:
    """Goes to that frame."""
    page.evaluate("async (frame) => (await import(moduleAt('player.js'))).player.go(frame)", frame)
    expect(page.get_by_test_id("player")).to_have_attribute("data-frame", str(frame))


def draw(page: Page, *points: Point) -> None:
    """The mouse pressed at the first point, in shares of the picture, moved over the others and let go."""
    box = box_of(page.locator("#player-picture"))
    first, *others = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in points]
    page.mouse.move(*first)
    page.mouse.down()
    for x, y in others:
        page.mouse.move(x, y, steps=4)
    page.mouse.up()


def tool(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).check()


def own(page: Page) -> Locator:
    """What is drawn and not sent yet."""
    return page.locator('#player-drawings [data-layer="own"] > .drawn')


def said(page: Page) -> Locator:
    """What the comments at the frame on screen have drawn."""
    return page.locator('#player-drawings [data-layer="said"] > .drawn')


def comment(page: Page, frame: int) -> Locator:
    return page.locator(f'[data-testid="comment"][data-frame="{frame}"]')


def drawing(row: Locator) -> list[Any]:
    shapes: list[Any] = json.loads(row.get_attribute("data-drawing") or "[]")
    return shapes


def near(points: list[list[float]], *wanted: Point) -> bool:
    pairs = zip(points, wanted, strict=True)
    return all(abs(x - want_x) < 0.01 and abs(y - want_y) < 0.01 for (x, y), (want_x, want_y) in pairs)


def test_a_drawing_that_was_begun_is_seen_after_a_reload(opened: Open, studio: Studio, address: str) -> None:
    page = opened(studio, "rita", address)
    choose(page, "proxy")
    page.get_by_role("button", name="Draw on this frame").first.click()
    draw(page, (0.2, 0.2), (0.3, 0.4))
    page.reload()
    expect(own(page)).to_have_count(1)
    page.locator("[data-undraw]").first.click()


def test_a_drawing_alone_is_sent_and_seen_on_its_frame(opened: Open, studio: Studio, address: str) -> None:
    rita, bela = (opened(studio, name, address) for name in ("rita", "bela"))
    choose(rita, "proxy")
    at(rita, 10)
    rita.get_by_role("button", name="Draw on this frame").first.click()
    draw(rita, (0.2, 0.2), (0.3, 0.4), (0.4, 0.2))
    tool(rita, "Arrow")
    rita.get_by_role("radio", name="Red").check()
    rita.get_by_role("radio", name="Thick").check()
    draw(rita, (0.8, 0.8), (0.5, 0.5))
    tool(rita, "Ellipse")
    draw(rita, (0.1, 0.6), (0.3, 0.9))
    expect(own(rita)).to_have_count(3)
    rita.keyboard.press("Control+z")
    rita.get_by_role("button", name="Undo").click()
    expect(own(rita)).to_have_count(1)
    rita.get_by_role("button", name="Redo").click()
    expect(own(rita)).to_have_count(2)
    rita.keyboard.press("Escape")
    expect(rita.locator("#drawing-tools")).to_be_hidden()

    rita.reload()
    choose(rita, "proxy")
    expect(own(rita)).to_have_count(0)
    at(rita, 10)
    expect(own(rita)).to_have_count(2)
    rita.get_by_role("button", name="Comment", exact=True).click()
    expect(comment(bela, 10)).to_contain_text("Drawn: 1 line, 1 arrow")
    pen, arrow = drawing(comment(bela, 10))
    assert (pen["kind"], pen["colour"], len(pen["points"]) > 4) == ("pen", "yellow", True)
    assert (arrow["kind"], arrow["colour"], arrow["width"]) == ("arrow", "red", "thick")
    assert near(arrow["points"], (0.8, 0.8), (0.5, 0.5))

    expect(said(bela)).to_have_count(0)
    comment(bela, 10).get_by_role("button", name="Go to").click()
    expect(said(bela)).to_have_count(2)
    bela.keyboard.press("h")
    expect(said(bela).first).to_be_hidden()
    bela.get_by_role("button", name="Hide drawings").click()
    expect(said(bela).first).to_be_visible()
    bela.locator("#main").press("ArrowRight")
    expect(said(bela)).to_have_count(0)


def test_a_drawing_of_a_range_is_edited_and_deleted(opened: Open, studio: Studio, address: str) -> None:
    rita = opened(studio, "rita", address)
    choose(rita, "proxy")
    rita.on("dialog", lambda dialog: dialog.accept())
    at(rita, 20)
    rita.keyboard.press("i")
    at(rita, 24)
    rita.keyboard.press("o")
    rita.keyboard.press("d")
    tool(rita, "Box")
    draw(rita, (0.2, 0.2), (0.6, 0.6))
    rita.locator("#composer-text").fill("Here.")
    rita.locator("#composer-text").press("Control+Enter")
    row = comment(rita, 20)
    expect(row).to_have_attribute("data-frames", "5")
    expect(rita.locator("#drawing-tools")).to_be_hidden()
    for frame, count in ((20, 1), (24, 1), (25, 0)):
        at(rita, frame)
        expect(said(rita)).to_have_count(count)

    row.get_by_role("button", name="Edit this comment").click()
    expect(rita.get_by_test_id("player")).to_have_attribute("data-frame", "20")
    expect(own(rita)).to_have_count(1)
    expect(said(rita)).to_have_count(0)
    rita.locator("#composer [data-draw]").click()
    tool(rita, "Select and move")
    draw(rita, (0.2, 0.4), (0.3, 0.5))
    rita.keyboard.press("Control+Enter")
    expect(row).to_contain_text("edited")
    assert near(drawing(row)[0]["points"], (0.3, 0.3), (0.7, 0.7))
    row.get_by_role("button", name="Delete this comment").click()
    expect(row).to_contain_text("Deleted by")
    expect(said(rita)).to_have_count(0)


def test_what_was_begun_elsewhere_is_drawn_on_there(opened: Open, studio: Studio, address: str) -> None:
    rita = opened(studio, "rita", address)
    choose(rita, "proxy")
    at(rita, 30)
    rita.keyboard.press("d")
    draw(rita, (0.2, 0.2), (0.4, 0.4))
    at(rita, 33)
    expect(own(rita)).to_have_count(0)
    draw(rita, (0.6, 0.2), (0.4, 0.4))
    expect(rita.locator("#board-notice")).to_contain_text("is at 00:00:01:05")
    expect(rita.get_by_test_id("player")).to_have_attribute("data-frame", "30")
    expect(own(rita)).to_have_count(1)
    expect(rita.locator("#composer-place [value=whole]")).to_be_disabled()
    rita.get_by_role("button", name="Take the drawing away").click()
    expect(rita.locator("#composer-drawing")).to_be_hidden()
    rita.locator("#composer-place").select_option("whole")
    rita.locator("#composer-text").fill("All of it.")
    at(rita, 35)
    draw(rita, (0.6, 0.2), (0.4, 0.4))
    expect(own(rita)).to_have_count(1)
    expect(rita.locator("#composer-place")).to_have_value("frame")
    expect(rita.locator("#composer-place [value=frame]")).to_contain_text("frame 35")


def test_a_reply_leaves_the_drawing_to_the_comment(opened: Open, studio: Studio, address: str) -> None:
    rita = opened(studio, "rita", address)
    choose(rita, "proxy")
    at(rita, 40)
    rita.locator("#composer-text").fill("First.")
    rita.locator("#composer-text").press("Control+Enter")
    row = comment(rita, 40)
    expect(row).to_be_visible()
    expect(rita.locator("#composer-text")).to_have_value("")
    rita.locator("#composer [data-draw]").click()
    draw(rita, (0.2, 0.2), (0.4, 0.4))
    row.get_by_role("button", name="Reply").click()
    expect(own(rita)).to_have_count(0)
    rita.locator("#composer [data-draw]").click()
    expect(rita.locator("#board-notice")).to_contain_text("A reply has no frame of its own")
    rita.locator("#composer-text").fill("An answer.")
    rita.locator("#composer-text").press("Control+Enter")
    expect(row.locator(".replies")).to_contain_text("An answer.")
    expect(own(rita)).to_have_count(1)
    rita.get_by_role("button", name="Take the drawing away").click()


def test_shapes_are_placed_moved_and_typed_by_keys_alone(opened: Open, studio: Studio, address: str) -> None:
    rita = opened(studio, "rita", address)
    choose(rita, "proxy")
    at(rita, 50)
    rita.keyboard.press("d")
    surface = rita.get_by_role("application", name="Frame to draw on")
    expect(surface).to_be_focused()
    rita.keyboard.press("Enter")
    expect(rita.locator("#board-notice")).to_contain_text("A pen needs a pointer.")
    rita.get_by_role("radio", name="Pen", exact=True).focus()
    rita.keyboard.press("ArrowRight")
    rita.keyboard.press("ArrowRight")
    expect(rita.get_by_role("radio", name="Box")).to_be_checked()
    surface.focus()
    rita.keyboard.press("Enter")
    rita.keyboard.press("Shift+ArrowLeft")
    rita.keyboard.press("ArrowUp")
    rita.keyboard.press("Alt+Shift+ArrowDown")
    rita.get_by_role("radio", name="Text").check()
    surface.focus()
    rita.keyboard.press("Enter")
    rita.keyboard.type("j k <i>")
    rita.keyboard.press("Escape")
    expect(surface).to_be_focused()
    expect(own(rita).last).to_have_text("j k <i>")
    rita.keyboard.press("Enter")
    rita.keyboard.press("End")
    rita.keyboard.type("l")
    rita.keyboard.press("Enter")
    expect(rita.get_by_test_id("player")).to_have_attribute("data-frame", "50")
    rita.keyboard.press("PageUp")
    rita.get_by_role("button", name="Move the shape right").click()
    rita.keyboard.press("Control+Enter")
    box, text = drawing(comment(rita, 50))
    assert text["text"] == "j k <i>l"
    across, down = 100 / (1000 * (16 / 9) ** 0.5), 100 / (1000 / (16 / 9) ** 0.5)
    assert near(box["points"], (0.46 - across, 0.49 - down), (0.46 + across, 0.49 + down + 0.05))


def test_a_finger_draws_on_a_closer_look(opened: Open, studio: Studio, address: str) -> None:
    size: ViewportSize = {"width": 390, "height": 844}
    page = opened(studio, "bela", address, viewport=size, has_touch=True, is_mobile=True)
    page.get_by_role("button", name="More controls").tap()
    choose(page, "proxy")
    at(page, 60)
    for _press in range(2):
        page.get_by_role("button", name="Larger").tap()
    page.get_by_role("button", name="More controls").tap()
    page.get_by_role("button", name="Draw on this frame").last.tap()
    expect(page.get_by_role("button", name="Done")).to_be_in_viewport()
    expect(page.locator("#player-screen")).to_be_in_viewport(ratio=0.99)
    tool(page, "Arrow")
    picture, screen = box_of(page.locator("#player-picture")), box_of(page.locator("#player-screen"))
    assert picture["width"] > screen["width"] * 1.4
    start, end = (150.0, screen["y"] + 60), (250.0, screen["y"] + 140)
    scrolled = page.evaluate("() => window.scrollY")
    browser = page.context.new_cdp_session(page)
    for kind, (x, y) in (("touchStart", start), ("touchMove", (200.0, screen["y"] + 100)), ("touchMove", end)):
        browser.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    page.wait_for_timeout(200)  # a finger lifted in motion throws the page, and the next tap only catches it
    browser.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(own(page)).to_have_count(1)
    assert page.evaluate("() => window.scrollY") == scrolled
    page.get_by_role("button", name="Done").tap()
    expect(page.locator("#composer-text")).to_be_focused()
    page.get_by_role("button", name="Comment", exact=True).tap()
    expect(comment(page, 60)).to_be_visible()
    wanted = [((x - picture["x"]) / picture["width"], (y - picture["y"]) / picture["height"]) for x, y in (start, end)]
    assert near(drawing(comment(page, 60))[0]["points"], *wanted)
