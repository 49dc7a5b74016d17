"""The board plays in the preview without a render: exact seconds, captions and cards, and nobody is disturbed."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import (
    expect_live,
    expect_seconds,
    make_board,
    opener_of,
    prompt_of,
    select_shot,
    shot,
    write_prompt,
)
from tests.browser.conftest import Open, Studio
from tests.browser.elements import post

# Notes in which frame of the page each shot comes under the playhead, and when the frame before it was, until the
# button says that it stands still again.
WATCH = """() => {
  const button = document.getElementById("stage-play"), label = document.getElementById("stage-shot"), cuts = [];
  let frames = [0, 0];
  const tick = (now) => { if (now !== frames[1]) frames = [frames[1], now]; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  const push = (shot) => {
    const at = document.timeline.currentTime;
    cuts.push({ shot, at, before: frames[1] === at ? frames[0] : frames[1] });
  };
  const note = () => { if (cuts.at(-1)?.shot !== label.textContent) push(label.textContent); };
  window.played = new Promise((resolve) => {
    let running = false;
    new MutationObserver(() => {
      const now = button.getAttribute("aria-label") === "Pause";
      if (now && !running) note();
      if (!now && running) { push("end"); resolve(cuts); }
      running = now;
    }).observe(button, { attributeFilter: ["aria-label"] });
    new MutationObserver(() => { if (running) note(); }).observe(label, { childList: true });
  });
}"""
HEAD = "() => Number(getComputedStyle(document.getElementById('playhead')).getPropertyValue('--moment'))"
PAST = f"(second) => ({HEAD})() > second"


def playing(page: Page) -> None:
    expect(page.locator("#stage-play")).to_have_attribute("aria-label", "Pause")


def standing(page: Page) -> None:
    expect(page.locator("#stage-play")).to_have_attribute("aria-label", "Play the board")


@pytest.mark.parametrize("slower", [1, 4])
def test_each_shot_lasts_its_seconds_also_on_a_slow_machine(page: Page, slower: int) -> None:
    make_board(page, f"Exact {slower}", seconds=4, shots=3)
    expect_seconds(page, [2, 1, 1])
    opener_of(page, 1).focus()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.evaluate(WATCH)
    page.keyboard.press("Space")
    cuts = page.evaluate("window.played")
    assert [cut["shot"] for cut in cuts] == ["Shot 1", "Shot 2", "Shot 3", "end"]
    for planned, cut in zip((2000, 3000, 4000), cuts[1:], strict=True):
        # Never before its time, and no frame later than the page could draw one.
        assert cut["before"] - cuts[0]["at"] - 100 < planned < cut["at"] - cuts[0]["at"] + 100
    standing(page)
    expect(page.get_by_role("slider", name="Playhead")).to_have_attribute(
        "aria-valuetext", "3.9 seconds, frame 95, shot 3"
    )
    expect(shot(page, 3)).to_have_attribute("aria-current", "true")
    expect(opener_of(page, 1)).to_be_focused()


def test_captions_are_shown_and_a_chosen_picture_alone(page: Page) -> None:
    page.goto("/?q=salt-flat")  # the demo; others have made many projects since
    page.get_by_role("link", name="Salt-flat caravan").first.click()
    expect_live(page)
    caption = page.locator("#caption-text")
    select_shot(page, 2)
    expect(caption).to_be_hidden()
    page.locator("#stage-play").click()
    page.locator("#stage-play").click()
    standing(page)
    expect(caption).to_be_visible()
    select_shot(page, 3)
    expect(caption).to_be_hidden()


def test_a_shot_without_a_picture_is_its_card_also_at_rest(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})  # the number of a card is left out of a small preview
    make_board(page, "Captioned", seconds=15, shots=3)
    write_prompt(page, 1, "A red kite over the dunes.")
    expect(page.locator("#caption-text")).to_have_text("A red kite over the dunes.")
    expect(page.locator("#caption-text")).to_be_visible()
    expect(page.locator("#card-number")).to_be_visible()
    select_shot(page, 2)
    expect(page.locator("#card-number")).to_have_text("2")


def test_j_k_and_l_go_backwards_stand_and_go_faster(page: Page) -> None:
    make_board(page, "Shuttled", seconds=15, shots=3)
    opener_of(page, 1).focus()
    for key, speed in (("l", ""), ("l", "2×"), ("l", "4×"), ("l", "4×")):
        page.keyboard.press(key)
        expect(page.locator("#stage-speed")).to_have_text(speed)
    page.wait_for_function(PAST, arg=6)
    page.keyboard.press("j")
    expect(page.locator("#stage-speed")).to_have_text("−1×")
    turned = page.evaluate(HEAD)
    page.wait_for_function(f"(second) => ({HEAD})() < second", arg=turned - 0.2)
    page.keyboard.press("k")
    standing(page)
    stood = page.evaluate(HEAD)
    assert stood == pytest.approx(round(stood * 24) / 24)
    page.keyboard.press("l")
    playing(page)
    page.locator("#stage-view").focus()
    page.keyboard.press("ArrowLeft")
    standing(page)


def test_typing_is_not_disturbed_and_edits_arrive(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "")
    project = make_board(page, "Played and written", seconds=15, shots=3)
    expect_live(page)
    page.locator("#stage-play").click()
    prompt_of(page).click()
    prompt_of(page).press_sequentially("A red ", delay=10)
    third = shot(page, 3).get_attribute("data-shot") or ""
    post(page, f"/projects/{project}/edit/", operation="ripple", shot=third, seconds="2", version="99")
    expect_seconds(page, [5, 5, 2])
    before = page.evaluate(HEAD)
    page.wait_for_function(PAST, arg=max(before, 5))
    prompt_of(page).press_sequentially("kite L K J", delay=10)
    playing(page)
    expect(shot(page, 1)).to_have_attribute("data-prompt", "A red kite L K J")
    expect(shot(page, 1)).to_have_attribute("aria-current", "true")
    expect(page.locator("#stage-shot")).to_have_text("Shot 2")
    opener_of(page, 3).click()
    expect(page.locator("#stage-shot")).to_have_text("Shot 3")
    standing(page)
