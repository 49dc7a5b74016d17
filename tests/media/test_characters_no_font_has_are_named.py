from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from storyboard.media.animatic import render
from storyboard.media.board import AnimaticShot
from storyboard.media.typefaces import Shelf
from storyboard.media.wrapping import readable
from storyboard.media.writing import Style, set_line
from tests.media.making import board_of

BUNDLED = Shelf(())


def test_a_character_no_font_has_is_shown_as_its_code_point() -> None:
    assert readable("a\U000f1234b", BUNDLED) == ("a[U+F1234]b", frozenset({"\U000f1234"}))


def test_a_row_of_them_is_counted() -> None:
    shown, missing = readable("漢字仮名", BUNDLED)
    assert shown == "[U+6F22 +3]"
    assert missing == {"漢", "字", "仮", "名"}


def test_a_mark_no_font_has_is_named_beside_its_letter() -> None:
    assert readable("a\U0001e130b", BUNDLED) == ("a[U+1E130]b", frozenset({"\U0001e130"}))


def test_joined_characters_are_named_without_their_joiner() -> None:
    assert readable("👩\u200d🚀", Shelf(()))[0] in {"[U+1F469 +1]", "👩[U+1F680]", "[U+1F469]🚀", "👩\u200d🚀"}


def test_a_lone_surrogate_is_one_of_them() -> None:
    assert readable("\ud800", BUNDLED)[0] == "[U+D800]"


@given(st.text(max_size=200) | st.text(st.characters(min_codepoint=0x2190), max_size=50))
@settings(max_examples=150, deadline=None)
def test_no_box_is_ever_drawn(text: str) -> None:
    shown, _ = readable(text, BUNDLED)
    for line in shown.split("\n"):
        assert all(glyph.id != 0 for glyph in set_line(line, Style(BUNDLED, 20)).glyphs)


def test_the_caller_is_told_of_those_in_names_prompts_and_title(tmp_path: Path) -> None:
    shots = (AnimaticShot(1, "\U000f0001", "shown \U000f0002", 1), AnimaticShot(2, "", "\U000f0002", 1))
    board = board_of((), shots=shots, title="\U000f0003")
    rendered = render(board, tmp_path / "out.mp4", shelf=BUNDLED)
    assert rendered.missing_characters == ("\U000f0001", "\U000f0002", "\U000f0003")
