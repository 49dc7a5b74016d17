"""Every frame of these takes carries its number in its pixels: what the player names is what they say, of the proxy and
of the original, forward, backward and anywhere. With --full every frame of every reel; else a sample of them.
"""

import json
import random
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import REACHED
from tests.browser.conftest import Open, Studio
from tests.browser.proving import FRAME_NOW, choose, prove, stocked
from tests.browser.reels import REELS, Reel
from tests.conftest import FULL

BY_NAME = {reel.name: reel for reel in REELS}
EXAMPLES = Path(__file__).parents[1] / "media" / "timecodes.json"
TWIN = """async (examples) => {
  const { frameOf, rateFrom, timecodeOf } = await import(moduleAt('timecode.js'));
  return examples.map(({ rate, frame, timecode }) => [
    timecodeOf(frame, rateFrom(rate), timecode.includes(";")), frameOf(timecode, rateFrom(rate)),
  ]);
}"""


@pytest.fixture(scope="module")
def addresses(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return stocked(studio, tmp_path_factory.mktemp("reels"), list(BY_NAME))


def wanted(reel: Reel) -> list[int]:
    """Forward, backward and anywhere; of a sample both ends, the cuts and a few between them."""
    dice, last = random.Random(reel.name), reel.frames - 1
    if FULL:
        anywhere = [dice.randrange(reel.frames) for _each in range(reel.frames)]
        return [*range(reel.frames), *reversed(range(reel.frames)), *anywhere]
    middle = dice.randrange(3, last - 6)
    anywhere = [dice.randrange(reel.frames) for _each in range(5)]
    return [0, 1, 2, middle, middle + 1, middle + 2, middle + 1, middle, *anywhere, last - 1, last, last - 1, 0]


@pytest.mark.parametrize("name", BY_NAME)
def test_whichever_frame_is_asked_for(opened: Open, studio: Studio, addresses: dict[str, str], name: str) -> None:
    page = opened(studio, "owner", addresses[name])
    player = page.get_by_test_id("player")
    assert (player.get_attribute("data-frames"), player.get_attribute("data-rate")) == (
        str(BY_NAME[name].frames),
        f"{BY_NAME[name].rate.numerator}/{BY_NAME[name].rate.denominator}",
    )
    for source in ("original", "proxy"):
        choose(page, source)
        expect(player).to_have_attribute("src", f"/media/{asset_of(page)}/{source}")
        assert prove(page, wanted(BY_NAME[name])) >= len(wanted(BY_NAME[name]))


def asset_of(page: Page) -> str:
    return (page.locator("#player-sources").get_attribute("data-proxy") or "").split("/")[2]


def test_where_it_is_stopped_and_however_fast_keys_come(
    opened: Open, studio: Studio, addresses: dict[str, str]
) -> None:
    page = opened(studio, "owner", addresses["23.976.mp4"])
    choose(page, "proxy")
    prove(page, [0])
    for _press in range(7):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_test_id("player")).to_have_attribute("data-frame", "7")
    assert page.evaluate(FRAME_NOW, 2) == [7, 7, 7, 7]
    page.keyboard.press("Space")
    assert page.get_by_test_id("player").evaluate(REACHED, 1) > 1
    page.keyboard.press("k")
    stopped: list[int] = page.evaluate(FRAME_NOW, 12)
    assert len(set(stopped)) == 1, stopped
    page.keyboard.press("j")
    expect(page.get_by_test_id("player")).to_have_attribute("data-frame", "0")
    page.keyboard.press("k")
    assert page.evaluate(FRAME_NOW, 12) == [0, 0, 0, 0]


def test_the_browser_counts_as_the_server(page: Page) -> None:
    examples = json.loads(EXAMPLES.read_text())
    page.goto("/help/")
    assert page.evaluate(TWIN, examples) == [[one["timecode"], one["frame"]] for one in examples]
