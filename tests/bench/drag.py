"""A cut that is dragged on the board at a quarter of the machine's speed, beside an empty box on a bare page.

Run: `python -m tests.bench.drag [rounds]`. Chromium slows both pages four times and they take turns. Told is the time
from each movement of the mouse, and from the press and the release, until the frame that shows what came of it has left
the page: a frame is asked for when the event comes, and a message sent in it comes back once it is painted. Beside it
stands what the browser itself tells of press and release (Event Timing, in steps of 8 ms from 16 on). Each drag of the
cut ends a second further, so that the release sends an edit. The layout's shift while the board loads comes last.
"""

import os
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.bench.edit import _set_up
from tests.bench.processes import started
from tests.browser.board import expect_live, middle_of, second_in_pixels
from tests.browser.conftest import CHROMIUM, QUIET

SLOWER = 4
MOVES = 40
TIMES, MOST = 2.0, 50
SIZES = ((1440, 900), (390, 844))
BARE = """<!doctype html><title>Bare</title>
<style>
  body { margin: 0 }
  div { position: absolute; inset: 300px auto auto 300px; width: 240px; height: 112px; background: teal }
</style>
<div data-testid="box"></div>
<script>
  const box = document.querySelector("div");
  let from = null;
  box.addEventListener("pointerdown", (event) => { from = event.clientX; box.setPointerCapture(event.pointerId); });
  const follow = (event) => { if (from !== null) box.style.translate = `${event.clientX - from}px`; };
  box.addEventListener("pointermove", follow);
  box.addEventListener("pointerup", () => { from = null; });
</script>"""
WATCH = """() => {
  Object.assign(window, { waits: { pointerdown: [], pointermove: [], pointerup: [] }, told: [] });
  const channel = new MessageChannel();
  let open = [];
  channel.port1.onmessage = () => {
    const now = performance.now();
    for (const { type, at } of open.splice(0)) window.waits[type].push(now - at);
  };
  const note = (event) => {
    if (event.type === "pointermove" && !event.buttons) return;
    open.push({ type: event.type, at: event.timeStamp });
    if (open.length === 1) requestAnimationFrame(() => channel.port2.postMessage(null));
  };
  for (const type of Object.keys(window.waits)) addEventListener(type, note, { capture: true, passive: true });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (one.interactionId) window.told.push(one.duration);
  }).observe({ type: "event", durationThreshold: 16 });
}"""
SHIFTS = """window.shifted = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifted += one.value;
}).observe({ type: "layout-shift", buffered: true });"""


@dataclass
class Heard:
    """Milliseconds until the next paint, by kind of event, and the longest that the browser told of itself."""

    waits: dict[str, list[float]] = field(default_factory=dict)
    told: float = 0


def main() -> None:
    """Prints the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory(prefix="storyboard-bench-") as folder:
        os.environ.update(STORYBOARD_DATA=str(Path(folder)), DJANGO_SETTINGS_MODULE="storyboard.settings")
        project, session = _project()
        with started("manage.py", "up", "--port", "0", "--no-demo") as (_server, link), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            address = link.partition("/signin/")[0]
            context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
            context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
            board, bare = _heard(_board(context, project), browser, rounds)
            _print(board, bare, rounds)
            _print_shifts(context, project)
            browser.close()


def _project() -> tuple[str, str]:
    """A demo board, and the session of its owner."""
    _set_up()
    from django.test import Client  # noqa: PLC0415  (the data folder must be set first)

    from storyboard.projects.demo import make_demo  # noqa: PLC0415
    from storyboard.studio.people import first_workspace, owner_of  # noqa: PLC0415

    workspace = first_workspace()
    project = make_demo(workspace, owner_of(workspace))
    client = Client(headers={"host": "localhost"})
    client.force_login(owner_of(workspace))
    return project.pk, client.cookies["sessionid"].value


def _board(context: BrowserContext, project: str) -> Page:
    page = context.new_page()
    page.goto(f"/projects/{project}/")
    expect_live(page)
    page.wait_for_load_state("networkidle")
    return page


def _heard(board: Page, browser: Browser, rounds: int) -> tuple[Heard, Heard]:
    """What was heard of the board and of the bare page, which take turns."""
    bare = browser.new_page(viewport={"width": 1440, "height": 900})
    bare.set_content(BARE)
    for page in (board, bare):
        page.evaluate(WATCH)
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    second = second_in_pixels(board)
    for turn in range(rounds):
        way = 1 if turn % 2 == 0 else -1
        _drag_cut(board, way, second)
        _drag(bare, middle_of(bare.get_by_test_id("box")), way * second)
    return _told(board), _told(bare)


def _drag_cut(board: Page, way: int, second: float) -> None:
    """Moves the first cut by a second, and waits until the edit is on screen."""
    shot = board.get_by_test_id("shot").first
    seconds = int(shot.get_attribute("data-seconds") or 0)
    _drag(board, middle_of(board.get_by_test_id("trim").first), way * second)
    expect(shot).to_have_attribute("data-seconds", str(seconds + way))


def _drag(page: Page, start: tuple[float, float], by: float) -> None:
    """Presses, goes to and fro across the distance, ends at its end and lets go."""
    page.bring_to_front()
    x, y = start
    page.mouse.move(x, y)
    page.mouse.down()
    for move in range(1, MOVES + 1):
        share = abs((move * 3 / MOVES) % 2 - 1)  # to its end and back, and to its end again
        page.mouse.move(x + by * (1 - share), y)
    page.mouse.up()


def _told(page: Page) -> Heard:
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 200)))")
    return Heard(page.evaluate("window.waits"), max(page.evaluate("window.told"), default=0))


def _print(board: Heard, bare: Heard, rounds: int) -> None:
    print(f"{rounds} drags of {MOVES} movements on either page, {SLOWER} times slower; until the next paint")
    for name, of in (("board", board), ("bare page", bare)):
        for kind, waits in of.waits.items():
            p95 = quantiles(waits, n=20, method="inclusive")[-1]
            print(
                f"  {name:9} {kind:11}: median {median(waits):5.1f} ms, p95 {p95:5.1f} ms, longest {max(waits):5.1f} ms"
            )
        print(f"  {name:9} longest of press and release as the browser tells it: {of.told:.0f} ms")
    ratio = median(board.waits["pointermove"]) / median(bare.waits["pointermove"])
    p95 = quantiles(board.waits["pointermove"], n=20, method="inclusive")[-1]
    print(f"board / bare page while dragging: {ratio:.2f} (target: at most {TIMES:g})")
    print(f"board while dragging, p95: {p95:.1f} ms (target: under {MOST} ms)")


def _print_shifts(context: BrowserContext, project: str) -> None:
    context.add_init_script(SHIFTS)
    for width, height in SIZES:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"/projects/{project}/")
        expect_live(page)
        page.wait_for_load_state("networkidle")
        print(
            f"layout shift while the board loads, {width} × {height}: {page.evaluate('window.shifted'):.4f} (target: 0)"
        )
        page.close()


if __name__ == "__main__":
    main()
