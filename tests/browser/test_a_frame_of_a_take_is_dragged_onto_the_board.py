"""The frame on show goes onto the first frame by dragging, is cropped there, and the animatic shows it."""

import re
from io import BytesIO
from typing import Any

import av
import numpy as np
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.board import animatic_button, expect_take, make_board, prompt_of, select_shot, shot, take


def board_with_animatic(page: Page, title: str) -> None:
    """A board whose shots differ, its animatic on show."""
    make_board(page, title, seconds=3, shots=3)
    for position, prompt in enumerate(("A kite.", "A tram in the rain, seen from a window.", "Dusk."), 1):
        select_shot(page, position)
        prompt_of(page).fill(prompt)
    expect(shot(page, 3)).to_have_attribute("data-prompt", "Dusk.")
    animatic_button(page).click()
    expect_take(page, "ready")
    expect(page.get_by_test_id("player")).to_be_visible()
    expect(page.locator("#frame-number")).to_have_text("Frame 48")  # where the third shot begins


def seek(page: Page, frame: int) -> None:
    page.get_by_test_id("player").evaluate("(video, time) => { video.currentTime = time; }", (frame + 0.5) / 24)
    expect(page.locator("#frame-number")).to_have_text(f"Frame {frame}")


def frame_of(content: bytes, number: int) -> Any:
    with av.open(BytesIO(content), "r") as video:
        for at, frame in enumerate(video.decode(video=0)):
            if at == number:
                return frame.to_ndarray(format="rgb24").astype(np.int16)
    raise AssertionError(number)


def still_of(page: Page, hook: str) -> Image.Image:
    """The picture pinned to an end, as it lies in the library."""
    pinned = page.get_by_test_id(hook)
    expect(pinned).to_have_attribute("data-asset", re.compile(r"\w{12}"))
    content = page.request.get(pinned.get_attribute("data-original") or "").body()
    return Image.open(BytesIO(content)).convert("RGB")


def difference(one: Any, other: Any) -> float:
    return float(np.abs(np.asarray(one, np.int16) - np.asarray(other, np.int16)).mean())


def video_of(page: Page) -> bytes:
    return page.request.get(take(page).get_attribute("data-video") or "").body()


def test_a_dragged_frame_becomes_the_first_frame_is_cropped_and_drawn(page: Page) -> None:
    board_with_animatic(page, "Dragged")
    seek(page, 36)
    page.locator("#frame-handle").drag_to(page.get_by_test_id("first-frame").locator(".frame-slot__pic"))
    grabbed = still_of(page, "first-frame")
    assert difference(grabbed, frame_of(video_of(page), 36)) < 2
    assert difference(grabbed, frame_of(video_of(page), 12)) > 2
    crop_to_half(page)
    animatic_button(page).click()
    expect(take(page)).to_have_attribute("data-render", "2")
    expect_take(page, "ready")
    drawn = frame_of(video_of(page), 0)
    height, width = drawn.shape[:2]
    corner = grabbed.crop((0, 0, grabbed.width // 2, grabbed.height // 2)).resize((width, height))
    assert difference(drawn, corner) < difference(drawn, grabbed.resize((width, height))) / 2


def crop_to_half(page: Page) -> None:
    """Opens the first frame and keeps its upper left quarter, with the keyboard."""
    page.locator("#pick-first").click()
    page.locator("#crop-zoom").fill("200")
    page.locator("#crop-box").focus()
    for key in ["ArrowLeft", "ArrowUp"] * 60:
        page.keyboard.press(key)
    page.locator("#picker-use").click()
    expect(page.get_by_test_id("first-frame")).to_have_attribute(
        "data-crop", re.compile(r"^0(\.0)?,0(\.0)?,0\.5,0\.5$")
    )


def test_the_menu_of_the_frame_does_the_same_with_keys(page: Page) -> None:
    board_with_animatic(page, "By keys")
    seek(page, 40)
    page.locator("#frame-handle").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="First frame")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert difference(still_of(page, "last-frame"), frame_of(video_of(page), 40)) < 2
    seek(page, 60)  # of the third shot
    page.locator("#frame-handle").click()
    page.get_by_role("menuitem", name="Picture of shot 2").click()
    expect(shot(page, 2)).to_have_attribute("data-asset", re.compile(r"\w{12}"))
