"""Where the video of a take stands while the rest of its page is not there, and where its player has it."""

from playwright.sync_api import Page, expect

# For as long as it is measured, the finished page has nothing but the beginning of the page as it is sent.
# Measured is the picture, which keeps its shape in a box of any other.
PLACES = """async () => {
  const main = document.getElementById("main");
  const place = () => {
    const video = main.querySelector('[data-testid="player"]'), box = video.getBoundingClientRect();
    const scale = Math.min(box.width / video.width, box.height / video.height);
    const width = video.width * scale, height = video.height * scale;
    return [box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height];
  };
  scrollTo(0, 0);
  const settled = place();
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  const all = [...main.childNodes];
  main.replaceChildren(document.importNode(page.getElementById("ahead"), true));
  const ahead = place();
  main.replaceChildren(...all);
  return [ahead, settled];
}"""


def expect_place_kept(page: Page) -> None:
    """The video stood to a pixel where the player is, which must be on the page."""
    expect(page.locator("#player-picture > [data-testid=player]")).to_be_visible()
    expect(page.locator("#spoken")).to_be_attached()  # the end of it
    page.wait_for_load_state()
    ahead, settled = page.evaluate(PLACES)
    assert max(abs(one - other) for one, other in zip(ahead, settled, strict=True)) <= 1, (ahead, settled)
