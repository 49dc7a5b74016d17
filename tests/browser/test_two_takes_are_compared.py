"""Two takes in one player: both show the frame that is named, matched by shot or by time, looked at in four ways."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.board import box_of
from tests.browser.conftest import Open, Studio
from tests.browser.fingers import swipe
from tests.browser.pairs import stocked_pairs

# Goes to each frame of the row in turn; answers with it, and for A and B what attribute and pixels say.
PROVE = """async (wanted) => {
  const { player } = await import(moduleAt('player.js'));
  const videos = [...document.querySelectorAll('#take-main [data-testid="player"]')];
  const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const read = (video) => {
    context.drawImage(video, 0, 0, 320, 180);
    const { data } = context.getImageData(0, 8, 256, 1);
    let number = 0;
    for (let bit = 0; bit < 16; bit += 1) if (data[(bit * 16 + 8) * 4] > 128) number |= 1 << bit;
    return number;
  };
  const told = () => [player.frame(), ...videos.flatMap((video) => [Number(video.dataset.frame), read(video)])];
  const shown = (frame) => new Promise((done) => {
    const hear = ({ detail }) => {
      if (detail.frame !== frame) return;
      document.removeEventListener("frame-shown", hear);
      done(told());
    };
    document.addEventListener("frame-shown", hear);
    player.go(frame);
  });
  const proven = [];
  for (const frame of wanted) {
    await shown(frame);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    proven.push(told());
  }
  return proven;
}"""
READY = """() => {
  const videos = [...document.querySelectorAll('#take-main [data-testid="player"]')];
  return videos.length === 2 && videos.every((one) => one.readyState >= 2 && !one.seeking);
}"""
HEAR = """() => {
  window.seen = [];
  const [a, b] = document.querySelectorAll('#take-main [data-testid="player"]');
  document.addEventListener("frame-shown", ({ detail: { frame } }) => {
    window.seen.push([frame, Number(a.dataset.frame), Number(b.dataset.frame)]);
  });
}"""
SEEN = "(row) => window.seen.at(-1)?.[0] >= row && window.seen"

DISTURB = """(video) => new Promise((done) => {
  video.addEventListener("seeked", () => { window.seen = []; done(); }, { once: true });
  video.currentTime += 0.5;
})"""
TOGETHER = """() => {
  const [row, a, b] = window.seen.at(-1) ?? [];
  return window.seen.length > 8 && row < 110 && Math.abs(a - b) <= 3;
}"""
LOOPED = """() => window.seen.filter(([row], at, all) => at > 0 && row < all[at - 1][0]).length > 1"""


@pytest.fixture(scope="module")
def board(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> str:
    return stocked_pairs(studio, tmp_path_factory.mktemp("pairs"))


def compared(opened: Open, studio: Studio, board: str, query: str, **options: Any) -> Page:
    """The page of a comparison, both videos on screen."""
    options = {"viewport": {"width": 1440, "height": 900}, **options}
    page = opened(studio, "owner", f"{board}compare/?{query}", **options)
    page.wait_for_function(READY)
    return page


def at(page: Page, row: int, a: int, b: int) -> None:
    """The row is at that frame, and each of the two shows one of its own."""
    expect(page.get_by_test_id("compare")).to_have_attribute("data-frame", str(row))
    for side, frame in zip("ab", (a, b), strict=True):
        expect(page.locator(f'[data-testid="player"][data-side="{side}"]')).to_have_attribute("data-frame", str(frame))


def proven(page: Page, wanted: list[int]) -> list[tuple[int, int, int]]:
    """Of each of these frames what A and B show; attribute and pixels say the same."""
    told: list[list[int]] = page.evaluate(PROVE, wanted)
    assert [row[0] for row in told] == wanted
    off = [row for row in told if (row[1], row[3]) != (row[2], row[4])]
    assert not off, f"row, attribute and pixels of A, of B: {off}"
    return [(row, a, b) for row, a, _a, b, _b in told]


def test_both_show_the_frame_that_is_named(opened: Open, studio: Studio, board: str) -> None:
    page = compared(opened, studio, board, "a=1&b=2")
    expect(page.get_by_test_id("compare")).to_have_attribute("data-frames", "120")
    wanted = [0, 1, 2, 47, 48, 49, 48, 47, 119, 118, 3, 90, 60, 61, 0]
    assert proven(page, wanted) == [(frame, frame, frame) for frame in wanted]


def test_other_lengths_and_rates_are_matched_by_shot_or_by_time(opened: Open, studio: Studio, board: str) -> None:
    page = compared(opened, studio, board, "a=1&b=3")
    # At 30 a second: Kite is 60 frames in A and 30 in B, Tram 30 and 60, Rain 30 in B alone, House 60 in A alone.
    expect(page.get_by_test_id("compare")).to_have_attribute("data-frames", "210")
    expected = [(0, 0, 0), (5, 4, 5), (29, 23, 29), (40, 32, 29), (60, 48, 30), (89, 71, 59), (100, 71, 70)]
    expected += [(120, 71, 90), (149, 71, 119), (150, 72, 119), (209, 119, 119), (59, 47, 29), (0, 0, 0)]
    assert proven(page, [row for row, _a, _b in expected]) == expected
    page.evaluate("async () => (await import(moduleAt('player.js'))).player.go(40)")
    expect(page.get_by_text("This shot is over in Take 3.")).to_be_visible()
    page.evaluate("async () => (await import(moduleAt('player.js'))).player.go(125)")
    expect(page.get_by_text("Take 1 has no such shot.")).to_be_visible()
    page.get_by_role("button", name="By time").press("Enter")
    expect(page.get_by_test_id("compare")).to_have_attribute("data-frames", "150")
    at(page, 95, 76, 95)  # B is where it was
    expect(page.get_by_role("button", name="By time")).to_be_focused()
    assert proven(page, [0, 30, 119, 120, 149]) == [
        (0, 0, 0), (30, 24, 30), (119, 95, 119), (120, 96, 119), (149, 119, 119),
    ]  # fmt: skip


def test_the_keys_of_the_player_move_both(opened: Open, studio: Studio, board: str) -> None:
    page = compared(opened, studio, board, "a=1&b=3")
    steps = (
        ("ArrowRight", (1, 1, 1)),
        ("Shift+ArrowRight", (31, 25, 29)),
        ("ArrowDown", (60, 48, 30)),
        ("ArrowDown", (120, 71, 90)),
        ("ArrowDown", (150, 72, 119)),
        ("ArrowUp", (120, 71, 90)),
        ("End", (209, 119, 119)),
        ("Home", (0, 0, 0)),
    )
    for key, (row, a, b) in steps:
        page.keyboard.press(key)
        at(page, row, a, b)
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="Mute", exact=True)).to_have_attribute("aria-pressed", "true")


def test_they_play_beside_one_another_and_stop_at_the_same_frame(opened: Open, studio: Studio, board: str) -> None:
    page = compared(opened, studio, board, "a=1&b=2")
    page.evaluate(HEAR)
    page.keyboard.press("Space")
    page.wait_for_function(SEEN, arg=10)
    page.get_by_test_id("player").nth(1).evaluate(DISTURB)
    page.wait_for_function(TOGETHER)  # whatever put B off the beat, it comes back to it
    page.keyboard.press("k")
    seen: list[list[int]] = page.evaluate("() => window.seen")
    assert [row for row, a, _b in seen if a != row] == []  # A is heard: it says where both are
    (stopped,) = proven(page, [page.evaluate("async () => (await import(moduleAt('player.js'))).player.frame()")])
    assert stopped == (stopped[0], stopped[0], stopped[0])
    page.get_by_role("button", name="Sound from B").click()
    muted = "(videos) => videos.map((one) => one.muted)"
    assert page.get_by_test_id("player").evaluate_all(muted) == [True, False]
    page.keyboard.press("m")
    assert page.get_by_test_id("player").evaluate_all(muted) == [True, True]


def test_playing_goes_through_every_shot_of_both(opened: Open, studio: Studio, board: str) -> None:
    page = compared(opened, studio, board, "a=1&b=3")
    page.evaluate(HEAR)
    page.keyboard.press("Space")
    seen: list[list[int]] = page.wait_for_function(SEEN, arg=209).json_value()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    at(page, 209, 119, 119)
    rows = [row for row, _a, _b in seen]
    assert rows == sorted(rows)
    for first, last in ((0, 29), (31, 59), (61, 89), (91, 119), (121, 149), (151, 209)):  # each stretch was played
        assert [row for row in rows if first <= row <= last], (first, rows)
    for frame, key in ((50, "i"), (66, "o")):  # Kite is over in Take 3 there, and the cut is between
        page.evaluate("async (frame) => (await import(moduleAt('player.js'))).player.go(frame)", frame)
        expect(page.get_by_test_id("compare")).to_have_attribute("data-frame", str(frame))
        page.keyboard.press(key)
    page.evaluate("() => { window.seen = []; }")
    page.keyboard.press("p")
    page.keyboard.press("Space")
    page.wait_for_function(LOOPED)
    page.keyboard.press("k")
    assert {row for row, _a, _b in page.evaluate("() => window.seen")} <= set(range(50, 68))
    page.keyboard.press("p")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#player-speed")).to_have_text("−2×")
    page.evaluate("() => { window.seen = []; }")
    page.wait_for_function("() => window.seen.length > 4")
    page.keyboard.press("k")
    back: list[int] = page.evaluate("() => window.seen.map(([row]) => row)")
    assert back == sorted(back, reverse=True)


def test_four_ways_of_looking(opened: Open, studio: Studio, board: str) -> None:
    page = compared(opened, studio, board, "a=1&b=2")
    screen, views = page.get_by_test_id("compare"), page.locator(".duo__view[data-side]")
    boxes = [box_of(views.nth(side)) for side in (0, 1)]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    page.keyboard.press("w")
    expect(screen).to_have_attribute("data-way", "wipe")
    assert box_of(views.nth(0)) == box_of(views.nth(1))
    handle = page.get_by_role("slider", name="Wipe")
    handle.press("Shift+ArrowLeft")
    handle.press("ArrowLeft")
    expect(handle).to_have_attribute("aria-valuenow", "39")
    at(page, 0, 0, 0)  # its keys are not the player's
    box, picture = box_of(handle), box_of(page.locator("#player-picture"))
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(picture["x"] + picture["width"] * 0.75, box["y"] + 20, steps=3)
    page.mouse.up()
    expect(handle).to_have_attribute("aria-valuenow", "75")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()  # a drag is no press on the picture
    page.keyboard.press("b")
    expect(page.locator('.duo__view[data-side="b"]')).not_to_be_visible()
    page.keyboard.press("b")
    expect(page.locator('.duo__view[data-side="a"]')).not_to_be_visible()
    page.reload()
    expect(screen).to_have_attribute("data-way", "place")


def test_the_address_says_which_two_and_how(opened: Open, studio: Studio, board: str) -> None:
    page = compared(opened, studio, board, "a=1")
    expect(page).to_have_url(re.compile(r"\?way=side&by=shot&files=proxy&a=1&b=0$"))
    page.get_by_label("Take on side B").select_option(label="Take 3")
    page.keyboard.press("w")
    expect(page).to_have_url(re.compile(r"\?way=wipe&by=shot&files=proxy&a=1&b=3$"))
    sent = opened(studio, "rita", page.url.removeprefix(studio.address))
    expect(sent.get_by_test_id("compare")).to_have_attribute("data-way", "wipe")
    expect(sent.get_by_role("button", name="Wipe")).to_have_attribute("aria-pressed", "true")
    page.go_back()
    expect(page.get_by_label("Take on side B")).to_have_value("0")
    page.wait_for_function(READY)
    page.keyboard.press("ArrowRight")
    at(page, 1, 1, 1)


def test_a_take_beside_itself_gives_way_to_another(opened: Open, studio: Studio, board: str) -> None:
    page = compared(opened, studio, board, "a=2&b=2")
    page.get_by_role("button", name="Compare with Take 1").press("Enter")
    expect(page.get_by_test_id("same-take")).to_have_count(0)
    expect(page.get_by_label("Take on side B")).to_have_value("1")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_pictures_of_two_shapes_are_as_large_as_there_is_room(
    opened: Open, studio: Studio, tmp_path: Path, width: int, height: int
) -> None:
    board = stocked_pairs(studio, tmp_path, "SHAPES")
    for query, ratios in (("a=1&b=2", (16 / 9, 9 / 16)), ("a=2&b=3", (9 / 16, 1.0)), ("a=2&b=1", (9 / 16, 16 / 9))):
        page = compared(opened, studio, board, f"{query}&way=side", viewport={"width": width, "height": height})
        for way in ("side", "wipe", "difference", "place"):
            page.locator(f'.compare__ways [data-way="{way}"]').click()
            boxes = [box_of(page.locator(f'.duo__view[data-side="{side}"] .viewer__video')) for side in "ab"]
            for box, ratio in zip(boxes, ratios, strict=True):
                assert box["width"] / box["height"] == pytest.approx(ratio, rel=0.01), (query, way)
                assert box["width"] >= width - 1 or box["height"] >= (0.59 * height if width < 800 else 300), (
                    query,
                    way,
                )
            if way == "side" and width > 800:
                assert boxes[0]["height"] == pytest.approx(boxes[1]["height"], rel=0.01)
            if way != "side":
                middles = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]
                assert middles[0] == pytest.approx(middles[1], abs=1)


def test_alike_there_is_no_difference_and_elsewhere_there_is(opened: Open, studio: Studio, board: str) -> None:
    def brightest(query: str) -> int:
        page = compared(opened, studio, board, query)
        page.keyboard.press("d")
        page.get_by_role("button", name="8×").click()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_test_id("compare")).not_to_have_attribute("data-frame", "0")
        picture = Image.open(BytesIO(page.locator("#player-picture").screenshot())).convert("L")
        inside = picture.crop((2, 2, picture.width - 2, picture.height - 2))  # its edge may lie within a pixel
        return int(np.asarray(inside).max())

    assert brightest("a=1&b=1") == 0
    assert brightest("a=1&b=3") > 200


def test_others_are_chosen_and_swapped_at_the_same_frame(opened: Open, studio: Studio, board: str) -> None:
    page = compared(opened, studio, board, "a=1&b=2")
    page.keyboard.press("ArrowDown")
    at(page, 48, 48, 48)
    page.get_by_label("Take on side B").select_option(label="Take 3")
    at(page, 60, 48, 30)
    expect(page.get_by_role("row", name="Length ordered")).to_contain_text("4 s")
    page.get_by_role("button", name="Swap sides").click()
    at(page, 60, 30, 48)
    assert page.url.endswith("?way=side&by=shot&files=proxy&a=3&b=1")
    page.get_by_role("button", name="Original").press("Enter")
    expect(page.get_by_test_id("player").first).to_have_attribute("src", re.compile("/original$"))
    at(page, 60, 30, 48)


def test_a_take_leads_to_its_comparison(opened: Open, studio: Studio, board: str) -> None:
    page = opened(studio, "rita", board, viewport={"width": 1440, "height": 900})
    page.get_by_role("link", name="Compare Take 3 with the take before").click()
    expect(page.get_by_label("Take on side A")).to_have_value("2")
    page.goto(f"{board}takes/2/")
    page.get_by_role("link", name="Compare").click()
    expect(page.get_by_label("Take on side A")).to_have_value("1")
    expect(page.get_by_label("Take on side B")).to_have_value("2")


def test_on_a_phone_one_above_the_other_and_wiped_with_a_finger(opened: Open, studio: Studio, board: str) -> None:
    size: ViewportSize = {"width": 390, "height": 844}
    page = compared(opened, studio, board, "a=1&b=3", viewport=size, has_touch=True, is_mobile=True)
    views = page.locator(".duo__view[data-side]")
    first, second = box_of(views.nth(0)), box_of(views.nth(1))
    assert first["y"] + first["height"] <= second["y"]
    page.get_by_role("button", name="Wipe").tap()
    handle = page.get_by_role("slider", name="Wipe")
    box = box_of(handle)
    middle = box["x"] + box["width"] / 2
    swipe(page, (middle, box["y"] + box["height"] / 2), 117 - middle)
    expect(handle).to_have_attribute("aria-valuenow", "30")
    width, room = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width <= room
