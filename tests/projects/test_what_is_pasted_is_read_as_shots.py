"""A line is a shot, rows of a spreadsheet are shots with seconds, and what was copied here comes whole."""

import json

import pytest
from django.utils.translation import override
from hypothesis import assume, given
from hypothesis import strategies as st

from storyboard.projects.pasted_shots import MOST_CHARACTERS, PastedShot, read_shots, rows_of
from storyboard.projects.timeline import Refused

Rows = list[tuple[str, int | None]]

TEXTS: list[tuple[str, str, Rows]] = [
    ("plain lines", "A kite.\n\n  A tram.  \n", [("A kite.", None), ("A tram.", None)]),
    ("rows", "A kite.\t3\nA tram.\t4", [("A kite.", 3), ("A tram.", 4)]),
    ("Windows line ends", "A kite.\t3\r\nA tram.\t4\r\n", [("A kite.", 3), ("A tram.", 4)]),
    ("a header", "Prompt\tSeconds\nA kite.\t3\n", [("A kite.", 3)]),
    ("a header, turned round", "Seconds\tPrompt\n3\tA kite.\n", [("A kite.", 3)]),
    ("a header of one column", "Prompt\nA kite.\nA tram.", [("A kite.", None), ("A tram.", None)]),
    ("no header", "Prompt\tfor a kite\nA tram.\t2", [("Prompt for a kite", None), ("A tram.", 2)]),
    ("a cell of two lines", '"A kite.\nIt falls."\t3\nA tram.\t2', [("A kite.\nIt falls.", 3), ("A tram.", 2)]),
    ("quotes in a cell", '"She says ""go""\tand goes."\t3', [('She says "go"\tand goes.', 3)]),
    ("quotes of a text", '"Go," she says.\n"Go"', [('"Go," she says.', None), ('"Go"', None)]),
    ("a quote left open", '"Go, she says.\nA tram.\t2', [('"Go, she says.', None), ("A tram.", 2)]),
    ("words for seconds", "A\t3 s\nB\t4sec\nC\t0:05\nD\t2.0", [("A", 3), ("B", 4), ("C", 5), ("D", 2)]),
    ("no seconds at all", "A\tB", [("A B", None)]),
    ("cells that stay empty", "A\t\t3\n\t\t\nB\t", [("A", 3), ("B", None)]),
    ("more columns", "1\tA kite.\t3", [("1 A kite.", 3)]),
    ("a number alone", "3", [("3", None)]),
    ("an empty prompt", "\t3", [("", 3)]),
    ("a mark of order", "\ufeffA kite.\t3", [("A kite.", 3)]),
    ("an unfinished bracket", "[Music] A kite.\n{slow} A tram.", [("[Music] A kite.", None), ("{slow} A tram.", None)]),
]


@pytest.mark.parametrize(("text", "rows"), [each[1:] for each in TEXTS], ids=[each[0] for each in TEXTS])
def test_a_text(text: str, rows: Rows) -> None:
    assert [(shot.prompt, shot.seconds) for shot in read_shots(text).shots] == rows


@pytest.mark.parametrize("length", ["2.5", "0", "16", "99999999999", "1,25 s"])
def test_a_length_that_no_shot_can_last_is_none_and_remembered(length: str) -> None:
    (shot,) = read_shots(f"Prompt\tSeconds\nA kite.\t{length}").shots
    assert (shot.prompt, shot.seconds, shot.timed) == ("A kite.", None, True)


def test_a_header_names_the_other_texts_too() -> None:
    (shot,) = read_shots("Name\tLength\tPrompt\tNotes\nKite\t3\tA kite.\tLow sun\tand wind").shots
    assert shot == PastedShot("A kite. and wind", "Kite", "Low sun", 3, timed=True)


def test_a_header_is_read_in_the_language_of_the_page() -> None:
    with override("de"):
        assert read_shots("Prompt\tSeconds\nA kite.\t3").shots[0].seconds == 3


cells = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), max_size=12)


def written(cell: str) -> str:
    """As spreadsheets copy a cell."""
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set('\t\n"') else cell


@given(rows=st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=6))
def test_cells_come_back_as_a_spreadsheet_wrote_them(rows: list[list[str]]) -> None:
    assert rows_of("\n".join("\t".join(written(cell) for cell in row) for row in rows)) == rows


@given(text=st.text(max_size=60) | st.text(alphabet='"\t\nab3 ', max_size=30))
def test_no_word_of_any_text_is_lost(text: str) -> None:
    letters = set(text) & set("abcdefghijklmnop")
    assume(letters)
    read = "".join(shot.prompt for shot in read_shots(text).shots)
    assert [read.count(letter) for letter in letters] == [text.count(letter) for letter in letters]


def test_what_was_copied_here_comes_whole() -> None:
    shot = {"name": "Kite", "prompt": "A kite.", "note": "Low", "seconds": 4, "picture": "abc", "crop": "0,0,0.5,0.5"}
    copied = json.dumps({"shots": [shot], "names": {"x": "The Guide"}})
    pasted = read_shots("something else", copied)
    assert pasted.shots == (PastedShot("A kite.", "Kite", "Low", 4, True, "abc", (0, 0, 0.5, 0.5)),)
    assert pasted.names == {"x": "The Guide"}


REFUSED = [
    ("", "", "nothing_to_paste"),
    (" \n\t\n", "", "nothing_to_paste"),
    ('{"prompt": "A kite."}', "", "paste_is_request"),
    ("[1,\n2]", "", "paste_is_request"),
    ("x" * (MOST_CHARACTERS + 1), "", "paste_too_long"),
    ("A kite.\n" + "x" * 10_001, "", "pasted_text_too_long"),
    ("", "{", "paste_not_read"),
    ("", "[]", "paste_not_read"),
    ("", '{"shots": 3}', "paste_not_read"),
    ("", '{"shots": [3]}', "paste_not_read"),
    ("", '{"shots": [{"prompt": 3}]}', "paste_not_read"),
    ("", '{"shots": [{"picture": 3}]}', "paste_not_read"),
    ("", '{"shots": [], "names": []}', "paste_not_read"),
    ("", '{"shots": []}', "nothing_to_paste"),
    ("", '{"shots": [{"picture": "abc", "crop": "2,2,2,2"}]}', "no_such_crop"),
    ("", '{"shots": ' + "[" * 9_000 + "]" * 9_000 + "}", "paste_not_read"),
]


@pytest.mark.parametrize(("text", "copied", "code"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_shots_is_refused(text: str, copied: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        read_shots(text, copied)


def test_what_no_database_keeps_is_mended() -> None:
    (shot,) = read_shots("", '{"shots": [{"prompt": "A\\u0000 kite\\ud800", "seconds": true}]}').shots
    assert (shot.prompt, shot.seconds, shot.timed) == ("A kite?", None, False)
