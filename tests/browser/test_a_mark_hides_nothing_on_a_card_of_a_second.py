"""A card of one second has room for its number, its length, the mark of a problem, and its text where that fits."""

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.board import make_board, shot
from tests.browser.conftest import Open, Studio
from tests.browser.fingers import phone

WIDTHS = (1440, 1024)
# The boxes of what is drawn on a card, by name; of texts, those of their lines.
BOXES = """(card) => {
  const lines = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const { bottom } = element.getBoundingClientRect();
    return [...range.getClientRects()].filter((box) => box.top < bottom - 2);
  };
  const parts = { mark: ".mark", number: ".shot__n", length: ".shot__len", text: ".shot__text" };
  return Object.entries(parts).flatMap(([name, at]) => {
    const one = card.querySelector(at);
    if (!one.checkVisibility()) return [];
    const boxes = name === "mark" ? [one.getBoundingClientRect()] : lines(one);
    return boxes.map(({ left, right, top, bottom }) => [name, left, right, top, bottom]);
  });
}"""
Box = tuple[str, float, float, float, float]


def meet(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[1], other[1])
    down = min(one[4], other[4]) - max(one[3], other[3])
    return across > 0.5 and down > 0.5


def hidden(boxes: list[Box]) -> list[tuple[str, str]]:
    """What lies upon what."""
    marks = [box for box in boxes if box[0] == "mark"]
    return [(mark[0], other[0]) for mark in marks for other in boxes if other[0] != "mark" and meet(mark, other)]


@pytest.mark.parametrize("width", [*WIDTHS, 390])
def test_at_every_width(opened: Open, studio: Studio, width: int) -> None:
    size: ViewportSize = {"width": width, "height": 900}
    if width < 500:
        page, _project = phone(opened, studio, "A second on a phone")
        for _one in range(2):
            page.locator("#seconds-less").tap()
        position = 1
    else:
        page = opened(studio, "owner", "", viewport=size)
        make_board(page, "A second", seconds=11, shots=6)
        position = 6
    card = shot(page, position)
    expect(card).to_have_attribute("data-seconds", "1")
    expect(card.locator(".mark .icon")).to_be_visible()
    boxes = card.evaluate(BOXES)
    assert {"mark", "number", "length"} <= {box[0] for box in boxes}
    assert hidden(boxes) == []
