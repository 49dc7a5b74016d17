"""Asking a page which frame it shows: what the player says, and what the pixels say."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Studio

# Goes to each frame in turn; answers with what was asked for, what the player says, what its attribute says and what
# the pixels say, as soon as the player says that it is on screen.
PROVE = """async (wanted) => {
  const { player } = await import(moduleAt('player.js'));
  const video = document.querySelector('#take-main [data-testid="player"]');
  const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const read = () => {
    context.drawImage(video, 0, 0, 320, 180);
    const { data } = context.getImageData(0, 8, 256, 1);
    let number = 0;
    for (let bit = 0; bit < 16; bit += 1) if (data[(bit * 16 + 8) * 4] > 128) number |= 1 << bit;
    return number;
  };
  const told = (frame) => [frame, player.frame(), Number(video.dataset.frame), read()];
  const shown = (frame) => new Promise((done) => {
    const hear = ({ detail }) => {
      if (detail.frame !== frame) return;
      document.removeEventListener("frame-shown", hear);
      done(told(frame));
    };
    document.addEventListener("frame-shown", hear);
    player.go(frame);
  });
  const proven = [];
  for (const frame of wanted) {
    proven.push(await shown(frame));
    // Nothing may come after it: it is still so when the next two frames of the page were drawn.
    if (proven.length % 8 === 0) {
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      proven.push(told(frame));
    }
  }
  return proven;
}"""
ON_SCREEN = """(source) => {
  const video = document.querySelector('#take-main [data-testid="player"]');
  return video.dataset.source === source && video.readyState >= 2 && !video.seeking;
}"""
FRAME_NOW = PROVE.replace("async (wanted)", "async (wait)").replace(
    PROVE[PROVE.index("  const proven = []") :],
    """  for (let turn = 0; turn < wait; turn += 1) await new Promise((done) => requestAnimationFrame(done));
  return told(player.frame());
}""",
)


def stocked(studio: Studio, folder: Path, names: list[str], take_number: int = 0) -> dict[str, str]:
    """The addresses of takes of these reels, by name."""
    code = f"from tests.browser.reels import stock; stock({str(folder)!r}, {names!r}, {take_number})"
    done = studio.installation.command("shell", "-v", "0", "-c", code)
    assert done.returncode == 0, done.stderr
    addresses: dict[str, str] = json.loads(done.stdout)
    return addresses


def choose(page: Page, source: str) -> None:
    """Plays the proxy or the original, and waits until it is on screen."""
    button = page.locator(f'[data-source="{source}"]:is(button)')
    expect(button).not_to_have_attribute("aria-disabled", "true", timeout=60_000)
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.wait_for_function(ON_SCREEN, arg=source)


def prove(page: Page, wanted: list[int]) -> int:
    """Goes to each of the frames; asserts that player, attribute and pixels say that very frame. How many it was."""
    proven: list[Any] = page.evaluate(PROVE, wanted)
    off = [told for told in proven if len(set(told)) != 1]
    assert not off, f"asked for, player, attribute, pixels: {off[:20]}"
    return len(proven)
