import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.linebreak import line_break_units

from storyboard.media.board import ENGLISH, AnimaticShot
from storyboard.media.captions import caption
from storyboard.media.look import Layout
from storyboard.media.typefaces import Shelf
from storyboard.media.wrapping import _units, fitted, readable, wrap
from storyboard.media.writing import Style, set_line
from tests.media.making import board_of

BUNDLED = Shelf(())  # the same on every machine
STYLE = Style(BUNDLED, 34)
ANY_TEXT = st.text(max_size=300) | st.text("abc ไทยשלוםمرحبا-/.,\n\u0301\u200d", max_size=300)


@given(ANY_TEXT, st.integers(200, 900), st.integers(1, 6))
@settings(max_examples=150, deadline=None)
def test_no_line_is_wider_than_its_box_nor_one_too_many(text: str, width: int, most: int) -> None:
    shown, _ = readable(text, BUNDLED)
    lines = wrap(shown, STYLE, width, most)
    assert len(lines) <= most
    for line in lines:
        assert set_line(line, STYLE).width <= width or len(line) == 1


@given(ANY_TEXT)
@settings(max_examples=60, deadline=None)
def test_what_fits_is_shown_whole(text: str) -> None:
    shown, _ = readable(text, BUNDLED)
    lines = wrap(shown, STYLE, 900, 300)
    assert "".join("".join(lines).split()) == "".join(shown.split())


@given(st.text(max_size=120), st.text(max_size=400))
@settings(max_examples=40, deadline=None)
def test_nothing_is_drawn_outside_the_margins(name: str, prompt: str) -> None:
    shot = AnimaticShot(1, name, prompt, 1)
    board = board_of((), shots=(shot,), title=name)
    stamp, _ = caption(board, shot, ENGLISH, BUNDLED, is_card=True)
    layout = Layout(*board.size)
    ink = np.asarray(stamp.alpha)
    spill = layout.px(42) // 4 + 1  # the overhang that letters may have
    assert ink[:, : layout.margin - spill].max() == 0
    assert ink[:, layout.width - layout.margin + spill :].max() == 0


def test_lines_break_between_words() -> None:
    lines = wrap("Medium, tracking left beside the caravan.", STYLE, 330, 9)
    assert lines == ["Medium, tracking left", "beside the caravan."]


@given(st.text("ab1 ,.;:!?()«»“”-–/'’éж漢字」「%$", max_size=60))
@settings(max_examples=300, deadline=None)
def test_the_shortcut_breaks_where_the_unicode_rules_do(text: str) -> None:
    assert list(_units(text)) == list(line_break_units(text))


def test_a_word_too_long_for_any_line_is_broken() -> None:
    lines = wrap("https://example.com/" + "long" * 30, STYLE, 400, 99)
    assert len(lines) > 3
    assert "".join(lines).endswith("longlong")


def test_a_long_name_ends_in_an_ellipsis() -> None:
    assert fitted("A name that goes on and on", STYLE, 200).endswith("…")
    assert fitted("Short", STYLE, 200) == "Short"
