"""The card that stands in for a shot without a picture: graphite, its number, and a lamp that moves along the board."""

import numpy as np
from PIL import Image, ImageDraw

from storyboard.media.board import AnimaticBoard, AnimaticShot
from storyboard.media.look import ACCENT, GRAPHITE, Layout
from storyboard.media.typefaces import Shelf
from storyboard.media.writing import Style, draw_line, set_line


def card(board: AnimaticBoard, shot: AnimaticShot, size: tuple[int, int], shelf: Shelf) -> Image.Image:
    """The card of `shot`, RGB, of `size` pixels (even)."""
    layout = Layout(*size)
    image = _lamplight(size, _place(board, shot))
    _draw_viewfinder(image, layout)
    _write_number(image, layout, shot.number, shelf)
    return image.convert("RGB")


def _place(board: AnimaticBoard, shot: AnimaticShot) -> float:
    """Where on the board's time the middle of the shot lies, 0–1."""
    before = sum(s.seconds for s in board.shots[: board.shots.index(shot)])
    return (before + shot.seconds / 2) / board.seconds


def _lamplight(size: tuple[int, int], place: float) -> Image.Image:
    """Graphite lit by a warm lamp under its upper edge, which wanders from left to right as the board goes on."""
    # At half size: nothing in it is finer than its grain, and that may be coarse.
    width, height = size[0] // 2, size[1] // 2
    across = np.linspace(0, width / height, width, dtype=np.float32)
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    lamp = (0.1 + 0.8 * place) * width / height
    glow = 0.24 * np.exp(-((across - lamp) ** 2) / 0.22) * np.exp(-((down + 0.12) ** 2) / 0.20)
    # A fixed grain hides the steps that eight bits leave in so slow a gradient.
    grain = np.random.default_rng(24).random((height, width), np.float32) * 3 - 1.5
    ground = 12 * (1 - down) + grain
    channels = [graphite + ground + glow * (warm - graphite) for graphite, warm in zip(GRAPHITE, ACCENT, strict=True)]
    lit = np.clip(np.stack(channels, axis=-1), 0, 255).astype(np.uint8)
    return Image.fromarray(lit).resize(size, Image.Resampling.BILINEAR).convert("RGBA")


def _draw_viewfinder(image: Image.Image, layout: Layout) -> None:
    """Thin marks at the corners and on the upper thirds, where no text stands."""
    marks = Image.new("RGBA", image.size)
    pen = ImageDraw.Draw(marks)
    thin, arm, inset = max(layout.px(2), 1), layout.px(34), layout.px(30)
    for x, inward in ((inset, arm), (layout.width - inset, -arm)):
        for y, down in ((inset, arm), (layout.height - inset, -arm)):
            pen.line((x + inward, y, x, y, x, y + down), fill=(255, 255, 255, 90), width=thin)
    y, arm = layout.height // 3, layout.px(20)
    for x in (layout.width // 3, layout.width * 2 // 3):
        pen.line((x - arm, y, x + arm, y), fill=(255, 255, 255, 60), width=thin)
        pen.line((x, y - arm, x, y + arm), fill=(255, 255, 255, 60), width=thin)
    image.alpha_composite(marks)


def _write_number(image: Image.Image, layout: Layout, number: int, shelf: Shelf) -> None:
    style = Style(shelf, layout.px(420), bold=True)
    baseline = layout.px(72 + 310)
    at = (layout.margin + layout.px(28), baseline)
    draw_line(image, set_line(str(number), style), style, at, ACCENT, (0, 0, *image.size))
