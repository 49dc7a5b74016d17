"""A drawing is a list of known shapes in known colours within the picture; all else is refused, and nothing breaks."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.review.drawings import COLOURS, MOST_SHAPES, POINTS, WIDTHS, NotADrawing, drawing_from, shapes_from

share = st.floats(0, 1, allow_nan=False) | st.sampled_from([0, 1])
point = st.lists(share, min_size=2, max_size=2)


@st.composite
def shapes(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(POINTS)))
    least, most = POINTS[kind]
    points = draw(st.lists(point, min_size=least, max_size=min(most, 12)))
    more = {"text": draw(st.text("ab \u00e9", min_size=1).filter(str.strip))} if kind == "text" else {}
    if width := draw(st.sampled_from(["", *WIDTHS])):
        more["width"] = width
    return {"kind": kind, "colour": draw(st.sampled_from(COLOURS)), "points": points, **more}


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["kind", "points", "x"]), inner),
    max_leaves=12,
)


@given(st.lists(shapes(), max_size=6))
def test_a_drawing_comes_back_as_it_was_drawn(drawn: list[dict[str, Any]]) -> None:
    kept = drawing_from(json.dumps(drawn))
    assert drawing_from(json.dumps(kept)) == kept
    assert [(one["kind"], one["colour"], one.get("width"), len(one["points"])) for one in kept] == [
        (one["kind"], one["colour"], one.get("width"), len(one["points"])) for one in drawn
    ]
    for was, now in zip(drawn, kept, strict=True):
        for (x, y), (kept_x, kept_y) in zip(was["points"], now["points"], strict=True):
            assert abs(x - kept_x) < 1e-5
            assert abs(y - kept_y) < 1e-5


@given(anything)
def test_nothing_else_breaks_or_is_kept(found: Any) -> None:
    try:
        kept = shapes_from(found)
    except NotADrawing:
        return
    assert kept == [] == found


@pytest.mark.parametrize("words", ["a\x00b", "\ud800", "ok \udfff"])
def test_words_that_cannot_be_written_down_are_refused(words: str) -> None:
    with pytest.raises(NotADrawing):
        shapes_from([{"kind": "text", "colour": "red", "points": [[0.5, 0.5]], "text": words}])


@given(shapes(), st.sampled_from(["kind", "colour", "points", "width"]), anything)
def test_a_shape_with_one_wrong_part_is_refused(shape: dict[str, Any], part: str, value: Any) -> None:
    spoilt = {**shape, part: value}
    if part in shape and value == shape[part]:
        return
    with pytest.raises(NotADrawing):
        shapes_from([spoilt])


@pytest.mark.parametrize("outside", [-0.001, 1.001, 1e9, float("nan"), float("inf"), True, None, "0.5"])
def test_no_point_is_outside_the_picture(outside: Any) -> None:
    with pytest.raises(NotADrawing):
        shapes_from([{"kind": "arrow", "colour": "red", "points": [[0.5, 0.5], [0.5, outside]]}])


@pytest.mark.parametrize("text", ["{", "[[[" * 5000, "nonsense", "[NaN]", '"pen"', "{}"])
def test_what_is_no_list_of_shapes_is_refused(text: str) -> None:
    with pytest.raises(NotADrawing):
        drawing_from(text)


def test_there_is_an_end_to_it() -> None:
    line = {"kind": "pen", "colour": "white", "points": [[0.1, 0.1]] * 2000}
    assert len(shapes_from([line] * 10)) == 10
    for too_much in ([line] * 11, [{**line, "points": [[0, 0], [1, 1]]}] * (MOST_SHAPES + 1)):
        with pytest.raises(NotADrawing):
            shapes_from(too_much)


def test_other_parts_of_a_shape_are_not_kept() -> None:
    assert shapes_from([{"kind": "box", "colour": "red", "points": [[0, 0], [1, 1]], "onload": "x"}]) == [
        {"kind": "box", "colour": "red", "points": [[0.0, 0.0], [1.0, 1.0]]}
    ]


def test_no_drawing_is_none() -> None:
    assert drawing_from(" ") == []
