from pathlib import Path

import numpy as np
import pymupdf_fonts
import pytest
from PIL import Image

from storyboard.media.bidi import levels, runs_right, visual_order
from storyboard.media.typefaces import Shelf, machine_shelf
from storyboard.media.wrapping import readable, wrap
from storyboard.media.writing import Style, draw_line, set_line

BUNDLED = Shelf(())
STYLE = Style(BUNDLED, 40)


@pytest.mark.parametrize(
    "text",
    ["ÀÉÎõüßłž Ẽ", "Ελληνικά", "Караван в пустыне", "قافلة الملح", "שלום עולם", "नमस्ते दुनिया", "ภาษาไทย", "საქართველო"],
)
def test_a_machine_without_fonts_writes_many_scripts(text: str) -> None:
    assert readable(text, BUNDLED) == (text, frozenset())
    canvas = Image.new("RGBA", (600, 80))
    draw_line(canvas, set_line(text, STYLE), STYLE, (20, 50), (255, 255, 255), (0, 0, 600, 80))
    ink = np.asarray(canvas.getchannel("A"))
    assert (ink > 128).sum() > 400


def test_the_fonts_of_the_machine_are_found_and_broken_ones_passed_over(tmp_path: Path) -> None:
    assert readable("─", BUNDLED)[1] == {"─"}
    (tmp_path / "deep" / "down").mkdir(parents=True)
    (tmp_path / "deep" / "a.ttf").write_bytes(b"no font at all")
    (tmp_path / "deep" / "empty.otf").write_bytes(b"")
    (tmp_path / "deep" / "down" / "mono.ttf").write_bytes(pymupdf_fonts.myfont("fimo"))
    assert readable("─", Shelf((tmp_path,))) == ("─", frozenset())


def test_arabic_letters_are_joined() -> None:
    apart = sum(set_line(letter, STYLE).width for letter in "بيت")
    assert set_line("بيت", STYLE).width < 0.8 * apart


def test_arabic_starts_at_the_right() -> None:
    line = set_line("قافلة abc", STYLE)
    latin = set_line("abc", STYLE)
    assert [glyph.id for glyph in line.glyphs[:3]] == [glyph.id for glyph in latin.glyphs]


@pytest.mark.parametrize(
    ("text", "shown"),  # upper case stands for right-to-left letters, as in UAX #9
    [
        ("car MEANS CAR.", "car RAC SNAEM."),
        ("CAR means car.", ".means car RAC"),
        ("abc DEF 123 ghi", "abc 123 FED ghi"),
        ("ABC 1,234.5 DEF", "FED 1,234.5 CBA"),
        ("12 ABC", "CBA 12"),
    ],
)
def test_mixed_directions_stand_in_order(text: str, shown: str) -> None:
    hebrew = {letter: chr(0x5D0 + ord(letter) - ord("A")) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    logical = [hebrew.get(letter, letter) for letter in text]
    order = visual_order(levels(logical, base_right=runs_right("".join(logical))))
    assert "".join(text[index] for index in order) == shown


def test_japanese_wraps_between_characters_where_there_is_a_font() -> None:
    shelf = machine_shelf()
    text = "砂漠の夜明け、隊商が塩の平原を渡る。" * 3
    if readable(text, shelf)[1]:
        pytest.skip("this machine has no Japanese font")
    lines = wrap(text, Style(shelf, 40), 400, 20)
    assert "".join(lines) == text
    assert all(8 <= len(line) <= 10 for line in lines[:-1])
    assert not any(line[0] in "、。" for line in lines)


def test_an_emoji_family_is_one_picture_where_there_is_a_font() -> None:
    shelf = machine_shelf()
    family = "👩‍👩‍👧‍👦"
    if readable(family, shelf)[1]:
        pytest.skip("this machine has no emoji font")
    line = set_line(family, Style(shelf, 40))
    canvas = Image.new("RGBA", (120, 80))
    draw_line(canvas, line, Style(shelf, 40), (20, 60), (255, 255, 255), (0, 0, 120, 80))
    assert np.asarray(canvas.getchannel("A")).max() > 200
    assert len([glyph for glyph in line.glyphs if glyph.x or glyph.id]) == 1
