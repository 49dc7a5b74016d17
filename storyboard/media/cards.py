"""The card that stands in for a shot without a picture: graphite, its number, and a lamp that moves along the board."""

import numpy as np
from PIL import Image, ImageDraw

from storyboard.media.board import AnimaticBoard, AnimaticShot
from storyboard.media.look import ACCENT, GRAPHITE, Layout
from storyboard.media.typefaces import Shelf
from storyboard.media.writing import Style, draw_line, set_line


def card(board: AnimaticBoard, shot: AnimaticShot, size: tuple[int, int], shelf: Shelf) -> Image.Image:
    """The card of `shot`, RGB, of `size` pixels."""
    layout = Layout(*size)
    image = _lamplight(size, _place(board, shot))
    _draw_frame_lines(image, layout)
    _write_number(image, layout, shot.number, shelf)
    return image.convert("RGB")


def _place(board: AnimaticBoard, shot: AnimaticShot) -> float:
    """Where on the board's time the middle of the shot lies, 0–1."""
    before = sum(s.seconds for s in board.shots[: board.shots.index(shot)])
    return (before + shot.seconds / 2) / board.seconds


def _lamplight(size: tuple[int, int], place: float) -> Image.Image:
    """Graphite lit by a warm lamp, which wanders from left to right as the board goes on."""
    width, height = size
    across = np.linspace(0, 1, width, dtype=np.float32)[None, :] * width / height
    down = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    lamp = (0.12 + 0.76 * place) * width / height
    distance = (across - lamp) ** 2 / 0.55 + (down - 0.30) ** 2 / 0.28
    glow = np.exp(-distance)[:, :, None] * 0.30
    ground = np.array(GRAPHITE, np.float32) + (1 - down)[:, :, None] * 10
    light = ground * (1 - glow) + np.array(ACCENT, np.float32) * glow
    # A fixed grain hides the steps that eight bits leave in so slow a gradient.
    grain = np.random.default_rng(24).random((height, width, 1), np.float32) * 3 - 1.5
    return Image.fromarray(np.clip(light + grain, 0, 255).astype(np.uint8)).convert("RGBA")


def _draw_frame_lines(image: Image.Image, layout: Layout) -> None:
    """The thin lines of a viewfinder: the safe area and the centre."""
    lines = Image.new("RGBA", image.size)
    pen = ImageDraw.Draw(lines)
    thin = max(layout.px(2), 1)
    inset_x, inset_y = layout.width * 5 // 100, layout.height * 5 // 100
    pen.rectangle(
        (inset_x, inset_y, layout.width - inset_x, layout.height - inset_y), outline=(255, 255, 255, 38), width=thin
    )
    middle_x, middle_y, arm = layout.width // 2, layout.height // 2, layout.px(26)
    pen.line((middle_x - arm, middle_y, middle_x + arm, middle_y), fill=(255, 255, 255, 70), width=thin)
    pen.line((middle_x, middle_y - arm, middle_x, middle_y + arm), fill=(255, 255, 255, 70), width=thin)
    image.alpha_composite(lines)


def _write_number(image: Image.Image, layout: Layout, number: int, shelf: Shelf) -> None:
    style = Style(shelf, layout.px(440), bold=True)
    line = set_line(str(number), style)
    left = layout.margin + layout.px(40)
    baseline = layout.height * 5 // 100 + layout.px(400)
    draw_line(image, line, style, (left, baseline), ACCENT, (0, 0, *image.size))
