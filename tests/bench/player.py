"""A take of 15 s in 4K, opened and sought in by the player, beside a bare page with the same file in the same browser.

Run: `python -m tests.bench.player [openings] [seeks]`. The clip of `tests.bench.grab` is made and kept as a take first,
and its proxy with it (some minutes). Told is the time from the start of the navigation until the first frame of the
video is painted (requestVideoFrameCallback) and in sight (IntersectionObserver), in four ways: by the address in a
browser that has shown another take before, in one that has shown nothing but the projects, as after signing in, and in
one that has nothing of the product; and from the board, where the pointer rests on the link for a moment before it is
pressed. The bare page is opened the same ways. A seek goes to a random frame and ends when that frame is painted; both
go to the same frames, of the proxy and then of the original. They take turns, each being first in every other round.
"""

import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median, quantiles
from threading import Thread

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.bench.edit import _set_up
from tests.bench.grab import RATE, SECONDS, make_clip
from tests.bench.processes import started
from tests.browser.conftest import CHROMIUM, QUIET
from tests.browser.watching import MODULE_AT

TARGET = 1.3
REST = 400  # milliseconds
PATIENCE = 900_000  # milliseconds; the proxy of a 4K clip takes minutes on a small machine
BARE = "<!doctype html><title>Bare</title><video src='{}' preload='auto' width='1056' height='594'></video>"
FIRST_FRAME = """window.painted = new Promise((done) => new MutationObserver((_list, observer) => {
  const video = document.querySelector("video"), seen = { frame: false, place: false };
  if (!video) return;
  observer.disconnect();
  const see = (what) => {
    seen[what] = true;
    if (seen.frame && seen.place) done(performance.now());
  };
  video.requestVideoFrameCallback(() => see("frame"));
  const told = (list) => list.some((one) => one.intersectionRatio > 0.9) && see("place");
  new IntersectionObserver(told, { threshold: 0.9 }).observe(video);
}).observe(document, { childList: true, subtree: true }));"""
SEEK_OURS = """async (frame) => {
  const { player } = await import(moduleAt('player.js'));
  const start = performance.now();
  return new Promise((done) => {
    const hear = ({ detail }) => {
      if (detail.frame !== frame) return;
      document.removeEventListener("frame-shown", hear);
      done(performance.now() - start);
    };
    document.addEventListener("frame-shown", hear);
    player.go(frame);
  });
}"""
SEEK_BARE = """([frame, rate]) => {
  const video = document.querySelector("video"), start = performance.now();
  return new Promise((done) => {
    const told = (_now, { mediaTime }) => {
      if (Math.round(mediaTime * rate) === frame) done(performance.now() - start);
      else video.requestVideoFrameCallback(told);
    };
    video.requestVideoFrameCallback(told);
    video.currentTime = (frame + 0.5) / rate;
  });
}"""


def main() -> None:
    """Prints the figures."""
    openings, seeks = (int(sys.argv[at]) if len(sys.argv) > at else usual for at, usual in ((1, 10), (2, 60)))
    with tempfile.TemporaryDirectory(prefix="storyboard-bench-") as folder:
        os.environ.update(STORYBOARD_DATA=str(Path(folder) / "data"), DJANGO_SETTINGS_MODULE="storyboard.settings")
        address, other, session = _takes(Path(folder))
        with started("manage.py", "up", "--port", "0", "--no-demo") as (_server, link), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            host = link.partition("/signin/")[0]
            new = partial(_browser, browser, host, session)
            context = new()
            files = _files(context, address)
            with _bare_pages(host) as bare:
                for way in (_once_used, _after_the_projects, _by_address, _from_the_board):
                    _measure_opening(new, way, Opening(address, bare + files["proxy"], other), openings)
                for source, file in files.items():
                    _measure_seeks(context, address, source, bare + file, seeks)
            browser.close()


def _takes(folder: Path) -> tuple[str, str, str]:
    """The addresses of the take and of another, and the session of their owner."""
    _set_up()
    from django.test import Client  # noqa: PLC0415  (the data folder must be set first)

    from storyboard.studio.people import first_workspace, owner_of  # noqa: PLC0415
    from tests.browser.reels import REELS, shoot, taken  # noqa: PLC0415

    client = Client(headers={"host": "localhost"})
    client.force_login(owner_of(first_workspace()))
    shoot(folder / REELS[1].name, REELS[1])
    other = taken(folder / REELS[1].name, REELS[1].name, REELS[1].shots)
    return taken(make_clip(folder / "clip.mp4"), "15 s in 4K", (3, 5, 7)), other, client.cookies["sessionid"].value


def _browser(browser: Browser, host: str, session: str) -> BrowserContext:
    """A browser that has nothing of any page yet, signed in, with a bare page beside the product's."""
    context = browser.new_context(base_url=host, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    context.add_cookies([{"name": "sessionid", "value": session, "url": host}])
    context.add_init_script(FIRST_FRAME)
    context.add_init_script(MODULE_AT)
    return context


@contextmanager
def _bare_pages(host: str) -> Iterator[str]:
    """The address of bare pages, each of the file whose address follows. They are of the product's site, so that the
    session is sent along, and no request is intercepted for them: a browser with a route keeps nothing it has fetched.
    """

    class Bare(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = BARE.format(host + self.path).encode()
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_told: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Bare)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def _files(context: BrowserContext, address: str) -> dict[str, str]:
    """The addresses of proxy and original, once both are made and nothing else is being made of the take."""
    page = context.new_page()
    page.goto(address)
    place = page.locator("#player-sources")
    expect(place).not_to_have_attribute("data-waits", "", timeout=PATIENCE)
    expect(page.locator("#scrub-shots:not([hx-get])")).to_be_attached(timeout=PATIENCE)
    found = {name: place.get_attribute(f"data-{name}") or "" for name in ("proxy", "original")}
    page.close()
    return found


@dataclass(frozen=True)
class Opening:
    """The addresses of the take, of a bare page that plays its proxy, and of another take."""

    take: str
    bare: str
    other: str


def _by_address(page: Page, _opening: Opening, to: str) -> float:
    """In a browser that has nothing yet."""
    page.goto(to, wait_until="commit")
    return float(page.evaluate("() => window.painted"))


def _once_used(page: Page, opening: Opening, to: str) -> float:
    """In a browser that has shown another take."""
    page.goto(opening.other)
    return _by_address(page, opening, to)


def _after_the_projects(page: Page, _opening: Opening, to: str) -> float:
    """In a browser that has shown the list of projects alone."""
    page.goto("/", wait_until="networkidle")
    return _by_address(page, _opening, to)


def _from_the_board(page: Page, opening: Opening, to: str) -> float:
    """By the link on the board, on which the pointer rests first, in a browser that has shown another take."""
    page.goto(opening.other)
    page.goto(opening.take.partition("takes/")[0], wait_until="networkidle")
    of_take = page.locator(f'.take a[href^="{opening.take}"]').first
    of_take.evaluate("(link, to) => Object.assign(link, { href: to, id: 'opened' })", to)
    link = page.locator("#opened")
    link.hover()
    page.wait_for_timeout(REST)
    link.click(no_wait_after=True)
    page.wait_for_url(f"**{to}", wait_until="commit")
    return float(page.evaluate("() => window.painted"))


def _measure_opening(
    new: Callable[[], BrowserContext], way: Callable[[Page, Opening, str], float], opening: Opening, openings: int
) -> None:
    told: dict[str, list[float]] = {opening.take: [], opening.bare: []}
    for turn in range(openings):
        for one in sorted(told, reverse=bool(turn % 2)):
            context = new()
            told[one].append(way(context.new_page(), opening, one))
            context.close()
    _tell(f"first frame of the take, which plays the proxy, {openings} times. {way.__doc__}", *told.values())


def _measure_seeks(context: BrowserContext, address: str, source: str, bare_page: str, seeks: int) -> None:
    ours, bare = context.new_page(), context.new_page()
    ours.goto(address)
    ours.locator(f'button[data-source="{source}"]').click()
    ours.evaluate(SEEK_OURS, 1)
    bare.goto(bare_page)
    dice = random.Random(7)
    told: tuple[list[float], list[float]] = [], []
    for turn in range(seeks):
        frame = dice.randrange(RATE * SECONDS)
        sides = [(ours, SEEK_OURS, frame, told[0]), (bare, SEEK_BARE, [frame, RATE], told[1])]
        for page, script, value, times in sides if turn % 2 else reversed(sides):
            page.bring_to_front()
            times.append(float(page.evaluate(script, value)))
    _tell(f"a random frame of the {source}, {seeks} seeks", *told)


def _tell(what: str, ours: list[float], bare: list[float]) -> None:
    print(what)
    for name, times in (("player", ours), ("bare", bare)):
        print(f"  {name:6}: p50 {median(times):6.0f} ms, p95 {_p95(times):6.0f} ms")
    ratios = median(ours) / median(bare), _p95(ours) / _p95(bare)
    print(f"  player / bare: p50 {ratios[0]:.2f}, p95 {ratios[1]:.2f} (target: at most {TARGET})")


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    main()
