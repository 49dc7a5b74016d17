"""How a person handles a board, and what they see on it."""

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

# When the video has played past a time: where it is then.
REACHED = """(video, time) => new Promise((done) => {
  const look = () => video.currentTime > time ? done(video.currentTime) : requestAnimationFrame(look);
  look();
})"""


def make_board(page: Page, title: str, seconds: int = 9, shots: int = 3) -> str:
    """Makes a project by the person's session, opens its board and waits until it is live; the project's id."""
    workspace = re.search(r'name="workspace" value="(\w+)"', page.request.get("/").text())
    assert workspace
    token = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "csrftoken")
    form = {"csrfmiddlewaretoken": token, "workspace": workspace[1], "title": title}
    made = page.request.post("/projects/new/", form={**form, "seconds": seconds, "shots": shots})
    assert made.ok, made.text()
    page.goto(made.url)
    return expect_live(page)


def expect_live(page: Page) -> str:
    """Waits until the board's connection stands; the project's id."""
    expect(page.get_by_test_id("live")).to_have_attribute("data-state", "connected")
    return page.get_by_test_id("board").get_attribute("data-project") or ""


@contextmanager
def asleep(page: Page) -> Iterator[None]:
    """Nothing of the page runs meanwhile, as on a machine that sleeps; what it is sent waits. It cannot be asked then.

    The debugger halts it: Chromium's own freezing passes over pages that are on screen, as all of a test are.
    """
    page.evaluate("window.beats = 0; setInterval(() => { window.beats += 1; }, 50)")
    browser = page.context.new_cdp_session(page)
    browser.send("Debugger.enable")
    browser.send("Debugger.pause")
    began = time.monotonic()
    yield
    slept = time.monotonic() - began
    browser.send("Debugger.resume")
    assert page.evaluate("window.beats") < max(10, slept * 20 / 2), "the page did not sleep"


def shot(page: Page, position: int) -> Locator:
    """The shot at a position, from 1."""
    return page.get_by_test_id("shot").nth(position - 1)


def expect_seconds(page: Page, seconds: Sequence[int]) -> None:
    """The shots have these seconds, on screen as well, and the total is their sum."""
    expect(page.get_by_test_id("shot")).to_have_count(len(seconds))
    for position, length in enumerate(seconds, 1):
        expect(shot(page, position)).to_have_attribute("data-seconds", str(length))
        expect(shot(page, position).locator(".shot__len")).to_have_text(f"{length} s")
    expect(page.get_by_test_id("total")).to_have_text(f"{sum(seconds)} s")
    expect(page.get_by_test_id("board")).to_have_attribute("data-total", str(sum(seconds)))


def opener_of(page: Page, position: int) -> Locator:
    """The button that selects a shot, as large as its card."""
    return shot(page, position).locator(".shot__open")


def grip_of(page: Page, position: int) -> Locator:
    return shot(page, position).locator(".shot__grip")


def select_shot(page: Page, position: int) -> None:
    opener_of(page, position).click()
    expect(shot(page, position)).to_have_attribute("aria-current", "true")


def prompt_of(page: Page) -> Locator:
    """The prompt of the selected shot."""
    return page.get_by_test_id("shot-prompt")


def problem(page: Page, code: str) -> Locator:
    return page.locator(f'[data-testid="problem"][data-code="{code}"]')


def order_of(page: Page) -> list[str]:
    """The ids of the shots in order."""
    return [str(one.get_attribute("data-shot")) for one in page.get_by_test_id("shot").all()]


def expect_order(page: Page, ids: Sequence[str]) -> None:
    """The shots stand in this order."""
    expect(page.get_by_test_id("shot")).to_have_count(len(ids))
    for position, name in enumerate(ids, 1):
        expect(shot(page, position)).to_have_attribute("data-shot", name)


def expect_focus(page: Page, name: str) -> None:
    """The element of that id has the focus."""
    expect(page.locator(f"#{name}")).to_be_focused()


BOX = """(element) => {
  element.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  const { x, y, width, height } = element.getBoundingClientRect();
  return element.isConnected ? { x, y, width, height } : null;
}"""


def box_of(locator: Locator) -> dict[str, float]:
    """Where an element stands in the window, scrolled into view; asked again where the strip was just drawn anew."""
    box: dict[str, float] | None = None
    while box is None:
        box = locator.evaluate(BOX)
    return box


def middle_of(locator: Locator) -> tuple[float, float]:
    box = box_of(locator)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def second_in_pixels(page: Page) -> float:
    """How wide one second is on the timeline."""
    total = int(page.get_by_test_id("board").get_attribute("data-total") or 0)
    return box_of(page.locator("#shots"))["width"] / total


def take_hold_of_cut(page: Page, left: int) -> tuple[float, float]:
    """Presses the mouse on the cut after the shot at a position; where the mouse is."""
    x, y = middle_of(page.get_by_test_id("trim").nth(left - 1))
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y


def drag_cut(page: Page, left: int, by: int) -> None:
    """Drags the cut after the shot at a position by whole seconds, with the mouse."""
    second = second_in_pixels(page)
    x, y = take_hold_of_cut(page, left)
    page.mouse.move(x + by * second, y, steps=8)
    page.mouse.up()


def write_prompt(page: Page, position: int, text: str) -> None:
    """Selects a shot, types its prompt and waits until the server has it."""
    select_shot(page, position)
    prompt_of(page).fill(text)
    expect(shot(page, position)).to_have_attribute("data-prompt", text)


def animatic_button(page: Page) -> Locator:
    return page.get_by_test_id("animatic")


def take(page: Page, number: int = 0) -> Locator:
    return page.locator(f'[data-testid="take"][data-take="{number}"]')


def expect_take(page: Page, state: str, seconds: float = 60) -> None:
    """The animatic on this page gets into a state."""
    expect(take(page)).to_have_attribute("data-state", state, timeout=seconds * 1000)
