"""`@87` and `@00:00:03:15` lead to a frame, `@rita` names a person; anything else is text."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.review.texts import pieces_of
from storyboard.studio.models import Person
from tests.review.making import film_of

FILM = film_of(216, Fraction(24), {"a": 9})
PEOPLE = {name: Person(name=name) for name in ("rita", "m.ines", "wren ito", "wren", "ina@studio.example")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See @87.", [("@87", 87)]),
        ("@0 and @215", [("@0", 0), ("@215", 215)]),
        ("@216 is beyond", []),
        ("at @00:00:03:15, again", [("@00:00:03:15", 87)]),
        ("@00:00:03:24 is none", []),
        ("mail@87 and a@rita", []),
        ("@rita look", [("@rita", "rita")]),
        ("@Rita, look.", [("@Rita", "rita")]),
        ("Ask @m.ines.", [("@m.ines", "m.ines")]),
        ("@ritas is nobody", []),
        ("@87th", []),
        ("@Wren Ito, look, and @wren.", [("@Wren Ito", "wren ito"), ("@wren", "wren")]),
        ("@ina@studio.example: here", [("@ina@studio.example", "ina@studio.example")]),
        ("@rita@studio.example and @rita.b are others", []),
        ("@" + "1" * 4400 + ":00:00:00", []),
        ("@999999999:00:00:00", []),
        ("(@12)@rita", [("@12", 12), ("@rita", "rita")]),
    ],
)
def test_what_is_named(text: str, found: list[tuple[str, object]]) -> None:
    pieces = [piece for piece in pieces_of(text, FILM, PEOPLE) if piece.frame is not None or piece.person]
    assert [(piece.text, piece.person.name if piece.person else piece.frame) for piece in pieces] == found


def test_frames_of_another_video_are_text() -> None:
    assert [piece.frame for piece in pieces_of("See @87.", None, PEOPLE)] == [None]


@given(st.text(alphabet="@87:;. ritaéwno\n0", max_size=40))
def test_no_character_is_lost(text: str) -> None:
    assert "".join(piece.text for piece in pieces_of(text, FILM, PEOPLE)) == text
