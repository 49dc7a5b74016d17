"""The player of a take: a key does what its button does, the scrubber knows the shots, a text keeps its letters."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.board import box_of
from tests.browser.conftest import Open, Studio
from tests.browser.proving import choose, stocked

HEAR = (
    """(name) => { window.heard = []; document.addEventListener(name, ({ detail }) => window.heard.push(detail)); }"""
)
UNTIL_HEARD = """(count) => new Promise((done) => {
  const look = () => window.heard.length > count ? done() : requestAnimationFrame(look);
  look();
})"""
UNTIL_LOOPED = """() => new Promise((done) => {
  const isBack = ({ frame }, at, all) => at > 0 && frame < all[at - 1].frame;
  const look = () => window.heard.filter(isBack).length > 1 ? done() : requestAnimationFrame(look);
  look();
})"""
# A browser that tells of every painting but the next `window.untold`.
SOMETIMES_SILENT = """(() => {
  const { requestVideoFrameCallback: ask } = HTMLVideoElement.prototype;
  window.untold = 0;
  HTMLVideoElement.prototype.requestVideoFrameCallback = function asked(tell) {
    return ask.call(this, (...told) => {
      if (window.untold === 0) { tell(...told); return; }
      window.untold -= 1;
      this.requestVideoFrameCallback(tell);
    });
  };
})()"""
REEL = "24.mp4"  # shots of 3, 5 and 7 seconds: cuts at 72 and 192 of 360 frames


@pytest.fixture(scope="module")
def address(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("watched")
    return stocked(studio, folder, [REEL])[REEL]


@pytest.fixture
def watched(opened: Open, studio: Studio, address: str) -> Page:
    """The page of the take, its proxy on screen."""
    page = opened(studio, "owner", address, viewport={"width": 1440, "height": 900})
    choose(page, "proxy")
    page.keyboard.press("Home")
    return page


def at(page: Page, frame: int) -> None:
    """The player shows that frame."""
    expect(page.get_by_test_id("player")).to_have_attribute("data-frame", str(frame))


def seek(page: Page) -> Locator:
    return page.get_by_role("slider", name="Frame", exact=True)


def test_keys_and_buttons_go_to_frames_seconds_cuts_and_ends(watched: Page) -> None:
    steps: tuple[tuple[str, str, int], ...] = (
        ("ArrowRight", "Forward one frame", 1),
        ("Shift+ArrowRight", "Forward one second", 25),
        ("ArrowDown", "Cut after", 72),
        ("ArrowDown", "Cut after", 192),
        ("ArrowLeft", "Back one frame", 191),
        ("ArrowUp", "Cut before", 72),
        ("Shift+ArrowLeft", "Back one second", 48),
        ("End", "Last frame of the video", 359),
        ("Home", "First frame of the video", 0),
    )
    for key, _name, frame in steps:
        watched.keyboard.press(key)
        at(watched, frame)
    for _key, name, frame in steps:
        watched.get_by_role("button", name=name, exact=True).click()
        at(watched, frame)
    watched.keyboard.press("ArrowDown")
    expect(seek(watched)).to_have_attribute("aria-valuetext", "Shot 2, frame 72, 00:00:03:00")
    expect(watched.locator("#player-frame")).to_have_text("Frame 72")
    seek(watched).press("ArrowRight")
    expect(seek(watched)).to_have_attribute("aria-valuetext", "Shot 2, frame 73, 00:00:03:01")


def test_a_frame_whose_painting_was_not_told_is_named_all_the_same(opened: Open, studio: Studio, address: str) -> None:
    page = opened(studio, "owner", "")
    page.add_init_script(SOMETIMES_SILENT)
    page.goto(address)
    choose(page, "proxy")
    page.keyboard.press("End")
    at(page, 359)
    page.evaluate("() => { window.untold = 1; }")
    page.keyboard.press("Home")
    at(page, 0)
    assert page.evaluate("() => window.untold") == 0


def test_playing_has_speeds_both_ways_a_range_and_a_loop(watched: Page) -> None:
    player, play = watched.get_by_test_id("player"), watched.locator('[data-player="play"]')
    watched.evaluate(HEAR, "range-changed")
    for frame, key in ((100, "i"), (110, "o")):
        watched.evaluate("async (frame) => (await import(moduleAt('player.js'))).player.go(frame)", frame)
        at(watched, frame)
        watched.keyboard.press(key)
    heard: list[Any] = watched.evaluate("() => window.heard")
    assert heard == [{"range": {"in": 100, "out": 359}}, {"range": {"in": 100, "out": 110}}]
    watched.keyboard.press("p")
    expect(watched.get_by_role("button", name="Loop")).to_have_attribute("aria-pressed", "true")
    watched.evaluate(HEAR, "frame-shown")
    watched.keyboard.press("Space")
    expect(play).to_have_attribute("aria-label", "Pause")
    watched.evaluate(UNTIL_LOOPED)
    watched.keyboard.press("l")
    assert player.evaluate("(video) => video.playbackRate") == 2
    expect(watched.locator("#player-speed")).to_have_text("2×")
    watched.keyboard.press("k")
    expect(play).to_have_attribute("aria-label", "Play")
    watched.keyboard.press("x")
    expect(watched.get_by_role("button", name="Clear the range")).to_be_hidden()
    watched.keyboard.press("p")
    watched.keyboard.press("End")
    at(watched, 359)
    watched.evaluate(HEAR, "frame-shown")
    watched.keyboard.press("j")
    watched.keyboard.press("j")
    expect(watched.locator("#player-speed")).to_have_text("−2×")
    watched.evaluate(UNTIL_HEARD, 3)
    watched.keyboard.press("k")
    frames: list[int] = watched.evaluate("() => window.heard.map(({ frame }) => frame)")
    assert frames == sorted(frames, reverse=True)
    watched.locator("#player-rate").select_option("0.5")
    watched.keyboard.press("m")
    assert player.evaluate("(video) => video.muted") is True


def test_a_press_and_a_drag_on_the_scrubber(watched: Page) -> None:
    box = box_of(watched.locator("#scrub-track"))
    y = box["y"] + box["height"] / 2

    def x(frame: float) -> float:
        return box["x"] + box["width"] * (frame + 0.5) / 360

    watched.mouse.move(x(90), y)
    expect(watched.locator("#scrub-peek")).to_contain_text("00:00:03:18")
    watched.mouse.down()
    at(watched, 90)
    watched.mouse.move(x(200), y, steps=4)
    watched.mouse.move(x(300), y, steps=4)
    at(watched, 300)
    watched.mouse.up()
    expect(watched.locator(".scrub__shot[data-on]")).to_contain_text("Shot of 7")
    expect(seek(watched)).to_be_focused()


def test_a_closer_look_is_moved_by_hand_by_key_and_by_button(watched: Page) -> None:
    picture = watched.locator("#player-picture")
    before = box_of(picture)
    for _press in range(3):
        watched.keyboard.press("+")
    assert box_of(picture)["width"] > before["width"] * 1.5
    left = box_of(picture)["x"]
    watched.keyboard.press("Alt+ArrowLeft")
    assert box_of(picture)["x"] > left
    watched.get_by_role("button", name="Show more of the right").click()
    assert abs(box_of(picture)["x"] - left) < 1
    centre = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2
    watched.mouse.move(*centre)
    watched.mouse.down()
    watched.mouse.move(centre[0] - 40, centre[1], steps=3)
    watched.mouse.up()
    assert abs(box_of(picture)["x"] - left + 40) < 2
    watched.keyboard.press("1")
    assert abs(box_of(picture)["width"] - 320) < 1
    watched.keyboard.press("0")
    assert abs(box_of(picture)["width"] - before["width"]) < 1
    watched.keyboard.press("s")
    expect(watched.locator("#player-safe")).to_be_visible()
    watched.keyboard.press("f")
    expect(watched.get_by_role("button", name="Leave full screen")).to_have_attribute("aria-pressed", "true")
    watched.keyboard.press("f")
    expect(watched.get_by_role("button", name="Full screen", exact=True)).to_be_visible()


def test_a_text_keeps_its_letters_and_letters_can_be_turned_off(watched: Page) -> None:
    watched.evaluate(HEAR, "comment-wanted")
    watched.keyboard.press("c")
    expect(watched.locator("#composer-text")).to_be_focused()
    assert watched.evaluate("() => window.heard") == [{"frame": 0}]
    watched.get_by_text("About this take").click()
    note = watched.get_by_label("Note on this take")
    note.click()
    note.press_sequentially("jkl mc? ")
    expect(note).to_have_value("jkl mc? ")
    at(watched, 0)
    watched.locator("#scrub-track").click()
    watched.keyboard.press("?")
    keys = watched.get_by_role("dialog", name="Keys of the player")
    keys.get_by_role("switch", name="Keys of a single letter").uncheck()
    watched.keyboard.press("Escape")
    watched.keyboard.press("Home")
    at(watched, 0)
    watched.keyboard.press("c")
    watched.keyboard.press("m")
    assert watched.evaluate("() => window.heard") == [{"frame": 0}]
    assert watched.get_by_test_id("player").evaluate("(video) => video.muted") is False


def test_on_a_phone_a_finger_does_it(opened: Open, studio: Studio, address: str) -> None:
    size: ViewportSize = {"width": 390, "height": 844}
    page = opened(studio, "owner", address, viewport=size, has_touch=True, is_mobile=True)
    page.get_by_role("button", name="More controls").tap()
    choose(page, "proxy")
    page.get_by_role("button", name="Cut after").tap()
    at(page, 72)
    box = box_of(page.locator("#scrub-track"))
    page.touchscreen.tap(box["x"] + box["width"] * 180.5 / 360, box["y"] + box["height"] / 2)
    at(page, 180)
    width, room = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width <= room
