"""The road: one command, its link, a new board, a cut dragged, prompts, Animatic, progress, and the video plays."""

from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
from playwright.sync_api import Page, Route, expect

from tests.browser.board import (
    REACHED,
    animatic_button,
    drag_cut,
    expect_live,
    expect_seconds,
    expect_take,
    make_board,
    second_in_pixels,
    shot,
    take,
    take_hold_of_cut,
    write_prompt,
)
from tests.browser.conftest import Open, Studio
from tests.faults.installation import installation

PROMPTS = ("A red kite over the dunes.", "A tram in the rain.", "A lighthouse at dusk.")
SECONDS = (5, 3, 1)
SOUGHT = """(video, time) => new Promise((done) => {
  video.addEventListener("seeked", () => done(video.currentTime), { once: true });
  video.currentTime = time;
})"""


def test_a_newcomer_goes_from_the_link_to_a_playing_take(opened: Open, tmp_path: Path) -> None:
    with installation(tmp_path) as storyboard:
        server = storyboard.up()
        page = opened(Studio(storyboard, server), None, server.link)
        sign_in_and_make_a_board(page)
        change_seconds_by_dragging(page)
        for position, prompt in enumerate(PROMPTS, 1):
            write_prompt(page, position, prompt)
        page.evaluate("() => { window.neverReloaded = true; }")
        progress = order_and_watch(page)
        assert page.evaluate("() => window.neverReloaded")
        assert len(progress) >= 3
        assert progress == sorted(progress)
        play_and_seek(page)
        check_the_file(downloaded(page))
        assert storyboard.seconds(page.get_by_test_id("board").get_attribute("data-project") or "") == [*SECONDS]


def test_the_answer_to_an_order_that_comes_late_takes_nothing_back(page: Page) -> None:
    make_board(page, "Late answer")
    page.route("**/animatic/", answer_late)
    order_and_watch(page)
    assert page.evaluate("() => window.states") in (["waiting", "running", "ready"], ["running", "ready"])


def answer_late(route: Route) -> None:
    """The server acts at once; its answer reaches the page when the drawing is under way."""
    answer = route.fetch()
    route.request.frame.page.wait_for_timeout(1200)
    route.fulfill(response=answer)


def sign_in_and_make_a_board(page: Page) -> None:
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Projects", exact=True)).to_be_visible()
    page.get_by_role("button", name="New project").first.click()
    page.get_by_label("Title", exact=True).fill("First board")
    page.get_by_label("Seconds in all").fill("9")
    page.get_by_label("Shots", exact=True).fill("3")
    page.get_by_role("button", name="Create project").click()
    expect_live(page)
    expect_seconds(page, [3, 3, 3])


def change_seconds_by_dragging(page: Page) -> None:
    second = second_in_pixels(page)
    x, y = take_hold_of_cut(page, 1)
    page.mouse.move(x + second, y, steps=4)
    expect(shot(page, 1).locator(".shot__len")).to_have_text("4 s")
    expect(shot(page, 2).locator(".shot__len")).to_have_text("2 s")
    page.mouse.move(x + 2 * second, y, steps=4)
    expect(shot(page, 1).locator(".shot__len")).to_have_text("5 s")
    expect(shot(page, 2).locator(".shot__len")).to_have_text("1 s")
    expect(page.get_by_test_id("total")).to_have_text("9 s")
    page.mouse.up()
    expect_seconds(page, [5, 1, 3])
    drag_cut(page, 2, 2)
    expect_seconds(page, SECONDS)


def order_and_watch(page: Page) -> list[int]:
    """Presses Animatic; every progress that the card showed until it was ready."""
    page.evaluate(
        """() => {
          window.seen = [];
          window.states = [];
          const look = () => {
            const card = document.querySelector('[data-testid="take"]');
            if (card && window.states.at(-1) !== card.dataset.state) window.states.push(card.dataset.state);
            if (card && card.dataset.state === "running") window.seen.push(Number(card.dataset.progress));
          };
          const all = { subtree: true, childList: true, attributes: true };
          new MutationObserver(look).observe(document.getElementById("takes-list"), all);
        }"""
    )
    animatic_button(page).click()
    expect_take(page, "ready")
    seen: list[int] = page.evaluate("() => window.seen.filter((one, at, all) => one !== all[at - 1])")
    return seen


def play_and_seek(page: Page) -> None:
    player = page.get_by_test_id("player")
    expect(player).to_be_visible()
    page.get_by_role("button", name="Play the animatic").click()
    assert player.evaluate(REACHED, 0.3) > 0.3
    assert abs(player.evaluate("(video) => video.duration") - 9) < 0.1
    assert player.evaluate(SOUGHT, 7) >= 7
    assert player.evaluate(REACHED, 7.2) < 9.1
    assert player.evaluate("(video) => video.error") is None


def downloaded(page: Page) -> bytes:
    """The take's file, by the session of the page."""
    answer = page.request.get(take(page).get_attribute("data-video") or "")
    assert answer.headers["content-type"] == "video/mp4"
    return answer.body()


def check_the_file(content: bytes) -> None:
    with av.open(BytesIO(content), "r") as video:
        assert [stream.type for stream in video.streams] == ["video", "audio"]
        frames = [frame.to_ndarray(format="gray") for frame in video.decode(video=0)]
    assert len(frames) == 24 * sum(SECONDS)
    middles, first = [], 0
    for seconds in SECONDS:
        middles.append(frames[first + seconds * 12].astype(np.int16))
        first += seconds * 24
    for one, other in pairwise(middles):
        assert differing_share(one, other) > 0.01


def differing_share(one: Any, other: Any) -> float:
    """The share of pixels that clearly differ."""
    return float(np.mean(np.abs(one - other) > 24))
