"""What is written over a shot: its number, name, seconds and prompt, the cut bar, and the labels of the end frames."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from storyboard.media.bidi import runs_right
from storyboard.media.board import AnimaticBoard, AnimaticShot, Labels
from storyboard.media.look import ACCENT, ON_ACCENT, TEXT, TEXT_2, WELL, Layout, segments
from storyboard.media.planes import Stamp, stamp_of
from storyboard.media.typefaces import Shelf
from storyboard.media.wrapping import fitted, readable, wrap
from storyboard.media.writing import Box, Colour, Style, draw_line, set_line


@dataclass(frozen=True)
class _Page:
    """A transparent canvas of the frame's size, with what is needed to write on it."""

    canvas: Image.Image
    layout: Layout
    shelf: Shelf

    def style(self, size: float, *, bold: bool = False) -> Style:
        return Style(self.shelf, max(self.layout.px(size), 8), bold)

    def write(self, text: str, style: Style, box: Box, colour: Colour, *, at_right: bool = False) -> int:
        """Writes one readable line into `box`, its baseline such that it looks centred; gives the width used."""
        text = fitted(text, style, box[2] - box[0])
        line = set_line(text, style)
        left = box[2] - line.width if at_right else box[0]
        baseline = (box[1] + box[3]) // 2 + round(style.size * 0.36)
        spill = style.size // 4
        clip = (box[0] - spill, box[1] - spill, box[2] + spill, box[3] + spill)
        draw_line(self.canvas, line, style, (left, baseline), colour, clip)
        return round(line.width)


def caption(
    board: AnimaticBoard, shot: AnimaticShot, labels: Labels, shelf: Shelf, *, is_card: bool
) -> tuple[Stamp, frozenset[str]]:
    """The lower part of every frame of `shot`, and the characters of its texts that no typeface has."""
    layout = Layout(*board.size)
    page = _Page(Image.new("RGBA", board.size), layout, shelf)
    title, missing_title = readable(shot.name.strip() or labels.shot.format(n=shot.number), shelf)
    prompt, missing_prompt = readable(shot.prompt, shelf)
    footer, missing_footer = readable(board.title, shelf)
    style = page.style(42 if is_card else 34)
    lines = wrap(prompt, style, layout.caption_width, layout.most_lines(is_card=is_card))
    top = layout.caption_bottom - len(lines) * _line_height(style) - layout.px(64)
    shade_top = max(top - layout.px(170), 0)
    if not is_card:
        _shade(page.canvas, shade_top, top, layout.height)
    _write_title(page, shot, title, labels, top)
    _write_prompt(page, lines, style, top + layout.px(64))
    _draw_bar(page, board, shot)
    _write_foot(page, board, shot, footer)
    stamp = stamp_of(page.canvas, (0, top if is_card else shade_top, layout.width, layout.height))
    return stamp, missing_title | missing_prompt | missing_footer


def chip(board: AnimaticBoard, text: str, shelf: Shelf) -> tuple[Stamp, frozenset[str]]:
    """A label at the top left (“First frame”), and the characters of `text` that no typeface has."""
    layout = Layout(*board.size)
    page = _Page(Image.new("RGBA", board.size), layout, shelf)
    text, missing = readable(text, shelf)
    style = page.style(34, bold=True)
    text = fitted(text, style, layout.width - 2 * layout.margin - 2 * layout.px(28))
    left, top = layout.margin, layout.even(72)
    box = (left, top, left + round(set_line(text, style).width) + 2 * layout.px(28), top + layout.px(72))
    _rounded(page.canvas, box, layout.px(14), (*WELL, 214))
    page.write(text, style, (box[0] + layout.px(28), box[1], box[2] - layout.px(27), box[3]), TEXT)
    return stamp_of(page.canvas, (box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2)), missing


def _write_title(page: _Page, shot: AnimaticShot, title: str, labels: Labels, top: int) -> None:
    """The shot's number in a badge, its name, and at the right its seconds."""
    layout = page.layout
    left, right = layout.margin, layout.width - layout.margin
    number = page.style(32, bold=True)
    badge_width = max(layout.px(50), round(set_line(str(shot.number), number).width) + layout.px(28))
    badge = (left, top, left + badge_width, top + layout.px(50))
    _rounded(page.canvas, badge, layout.px(10), (*ACCENT, 255))
    shift = (badge_width - round(set_line(str(shot.number), number).width)) // 2
    page.write(str(shot.number), number, (left + shift, badge[1], badge[2], badge[3]), ON_ACCENT)
    seconds, _ = readable(labels.seconds.format(n=shot.seconds), page.shelf)
    box = (left + badge_width + layout.px(20), top, right, badge[3])
    used = page.write(seconds, page.style(36), box, TEXT, at_right=True)
    page.write(title, page.style(40, bold=True), (box[0], top, right - used - layout.px(32), badge[3]), TEXT)


def _write_prompt(page: _Page, lines: list[str], style: Style, top: int) -> None:
    layout = page.layout
    height = _line_height(style)
    # A paragraph that runs right to left starts at the right edge, on every one of its lines.
    at_right = bool(lines) and runs_right("".join(lines))
    left = layout.width - layout.margin - layout.caption_width if at_right else layout.margin
    for index, line in enumerate(lines):
        line_top = top + index * height
        box = (left, line_top, left + layout.caption_width, line_top + height)
        page.write(line, style, box, TEXT, at_right=at_right)


def _line_height(style: Style) -> int:
    return round(style.size * 1.42)


def _draw_bar(page: _Page, board: AnimaticBoard, shot: AnimaticShot) -> None:
    layout = page.layout
    now = board.shots.index(shot)
    bar = Image.new("RGBA", (layout.width, layout.bar_height))
    pen = ImageDraw.Draw(bar)
    for index, (left, right) in enumerate(segments(layout, tuple(s.seconds for s in board.shots))):
        colour = (*ACCENT, 120) if index == now else (*TEXT, 150 if index < now else 66)
        pen.rectangle((left, 0, right - 1, bar.height - 1), fill=colour)
    page.canvas.alpha_composite(bar, (0, layout.bar_top))


def _write_foot(page: _Page, board: AnimaticBoard, shot: AnimaticShot, title: str) -> None:
    """The board's title, and from when to when the shot lasts."""
    layout = page.layout
    start = sum(s.seconds for s in board.shots[: board.shots.index(shot)])
    style = page.style(26)
    top = layout.bar_top + layout.bar_height + layout.px(14)
    box = (layout.margin, top, layout.width - layout.margin, top + layout.px(40))
    used = page.write(_span(start, start + shot.seconds), style, box, TEXT_2, at_right=True)
    page.write(title, style, (box[0], top, box[2] - used - layout.px(32), box[3]), TEXT_2)


def _span(start: int, end: int) -> str:
    return f"{start // 60:02}:{start % 60:02} – {end // 60:02}:{end % 60:02}"


def _shade(canvas: Image.Image, top: int, full: int, bottom: int) -> None:
    """Darkens the canvas from nothing at `top` to what white text needs at `full`, and on to `bottom`.

    Source: WCAG 2.2, 1.4.3: over a white picture, 62 % of near-black gives white text more than 4.5 to 1.
    """
    rows = np.arange(top, bottom)
    rise = np.clip((rows - top) / max(full - top, 1), 0, 1)
    fall = np.clip((rows - full) / max(bottom - full, 1), 0, 1)
    alpha = 255 * (0.64 * rise * rise * (3 - 2 * rise) + 0.22 * fall)
    column = Image.fromarray(np.round(alpha).astype(np.uint8)[:, None])
    shade = Image.new("RGBA", (canvas.width, bottom - top), (*WELL, 255))
    shade.putalpha(column.resize(shade.size))
    canvas.alpha_composite(shade, (0, top))


def _rounded(canvas: Image.Image, box: Box, radius: int, colour: tuple[int, int, int, int]) -> None:
    """A filled box with round corners, smooth: drawn at four times its size."""
    size = (box[2] - box[0], box[3] - box[1])
    mask = Image.new("L", (size[0] * 4, size[1] * 4))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius * 4, fill=colour[3])
    layer = Image.new("RGBA", size, (*colour[:3], 255))
    layer.putalpha(mask.reduce(4))
    canvas.alpha_composite(layer, (box[0], box[1]))
