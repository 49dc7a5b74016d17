from pathlib import Path

import numpy as np

from storyboard.media.board import ENGLISH, AnimaticShot
from storyboard.media.look import Layout
from storyboard.media.planes import Planes
from storyboard.media.scenes import Film
from storyboard.media.typefaces import Shelf
from tests.media.making import WHITE, board_of, plain_picture


def luminance(level: float) -> float:
    """Relative luminance of a gray, from its luma code. Source: WCAG 2.2, relative luminance."""
    value = (level - 16) / 219
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def first_frame(tmp_path: Path, prompt: str) -> Planes:
    shot = AnimaticShot(1, "Name", prompt, 1, plain_picture(tmp_path / "white.png", WHITE))
    return next(Film(board_of((), shots=(shot,)), ENGLISH, Shelf(())).frames())


def test_text_over_white_has_a_contrast_of_at_least_4_5(tmp_path: Path) -> None:
    frame = first_frame(tmp_path, "Words that fill one line.")
    layout = Layout(720, 720)
    left = layout.margin + layout.px(70)
    lines = frame.y[layout.caption_bottom - layout.px(112) : layout.caption_bottom, left : layout.width // 2]
    text, ground = np.percentile(lines, 99.5), np.percentile(lines, 50)
    assert (luminance(text) + 0.05) / (luminance(ground) + 0.05) >= 4.5


def test_the_upper_half_of_the_picture_stays_as_it_is(tmp_path: Path) -> None:
    assert first_frame(tmp_path, "Words that fill one line.").y[:360].min() > 230
