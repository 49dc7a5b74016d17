"""Two videos side by side: matched shot by shot or by time, and no frame of either is left out."""

from collections.abc import Callable, Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.review.pairing import Part, Row, Stretch, by_shot, by_time
from storyboard.review.places import Film
from tests.review.making import film_of

RATES = [Fraction(24), Fraction(25), Fraction(30), Fraction(60), Fraction(24000, 1001), Fraction(30000, 1001)]
rates = st.sampled_from(RATES)
boards = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 5), min_size=1, max_size=6)


def filmed(shots: Mapping[str, int], rate: Fraction = Fraction(24)) -> Film:
    return film_of(round(sum(shots.values()) * rate), rate, shots)


def shown(row: Row, film: Film, part: Part, frame: int) -> int:
    """The video's frame at a frame of the row, as the page reckons it."""
    if not part.frames:
        return part.first
    moved = (frame - part.since + Fraction(1, 2)) * film.rate / row.rate
    return part.first + min(int(moved // 1), part.frames - 1)


def seen(row: Row, film: Film, side: str) -> list[int]:
    """All that a video shows while it plays, frame of the row by frame."""
    return [
        shown(row, film, part, frame)
        for stretch in row.stretches
        for frame in range(stretch.first, stretch.first + stretch.frames)
        for part in (getattr(stretch, side),)
        if not part.why
    ]


def test_alike_they_stand_frame_beside_frame() -> None:
    film = filmed({"a": 2, "b": 1})
    assert by_shot(film, film).stretches == (
        Stretch(0, 48, Part(0, 48, 0), Part(0, 48, 0)),
        Stretch(48, 24, Part(48, 24, 48), Part(48, 24, 48)),
    )
    assert by_time(film, film).stretches == (Stretch(0, 72, Part(0, 72, 0), Part(0, 72, 0)),)


def test_a_shot_that_is_over_waits_for_the_other_and_says_so() -> None:
    row = by_shot(filmed({"a": 2, "b": 1}), filmed({"a": 1, "b": 1}))
    assert row.stretches == (
        Stretch(0, 24, Part(0, 48, 0), Part(0, 24, 0)),
        Stretch(24, 24, Part(0, 48, 0), Part(23, 0, 0, "over")),
        Stretch(48, 24, Part(48, 24, 48), Part(24, 24, 48)),
    )


def test_a_shot_without_a_partner_stands_alone_where_it_follows() -> None:
    row = by_shot(filmed({"a": 1, "b": 1}), filmed({"c": 1, "a": 1, "d": 1, "b": 1}))
    assert [(shot.shot, shot.number, shot.only, shot.first) for shot in row.shots] == [
        ("c", 1, "b", 0),
        ("a", 1, "", 24),
        ("d", 3, "b", 48),
        ("b", 2, "", 72),
    ]
    assert [stretch.a.why for stretch in row.stretches] == ["absent", "", "absent", ""]


def test_a_moved_shot_stays_with_its_partner() -> None:
    row = by_shot(filmed({"a": 1, "b": 2}), filmed({"b": 2, "a": 1}))
    assert [(stretch.a.first, stretch.b.first) for stretch in row.stretches] == [(0, 48), (24, 0)]


def test_boards_without_a_common_shot_are_matched_by_number() -> None:
    row = by_shot(filmed({"a": 1, "b": 1}), filmed({"c": 1, "d": 1, "e": 1}))
    assert [(shot.shot, shot.only) for shot in row.shots] == [("a", ""), ("b", ""), ("e", "b")]


def test_by_time_what_is_longer_goes_on_alone() -> None:
    row = by_time(filmed({"a": 1}), filmed({"a": 2}))
    assert row.stretches[1] == Stretch(24, 24, Part(23, 0, 0, "over"), Part(0, 48, 0))
    assert [(shot.first, shot.frames, shot.only) for shot in row.shots] == [(0, 24, ""), (24, 24, "b")]


def test_a_shot_that_its_video_never_reaches_is_absent() -> None:
    short = film_of(30, Fraction(24), {"a": 1, "b": 1})
    cut = Film(24, short.rate, (short.spans[0], short.spans[1].__class__("b", 2, "", 1, 24, 0)))
    assert [stretch.a.why for stretch in by_shot(cut, filmed({"a": 1, "b": 1})).stretches] == ["", "absent"]


@given(boards, boards, rates, rates, st.sampled_from([by_shot, by_time]))
def test_every_frame_of_both_is_in_the_row(
    shots: dict[str, int], others: dict[str, int], rate: Fraction, other: Fraction, pair: Callable[[Film, Film], Row]
) -> None:
    a, b = filmed(shots, rate), filmed(others, other)
    row = pair(a, b)
    assert set(seen(row, a, "a")) == set(range(a.frames))
    assert set(seen(row, b, "b")) == set(range(b.frames))
    ends = [stretch.first + stretch.frames for stretch in row.stretches]
    assert [0, *ends[:-1]] == [stretch.first for stretch in row.stretches]
    assert [shot.first + shot.frames for shot in row.shots][-1] == row.frames == ends[-1]
    assert all(stretch.frames > 0 for stretch in row.stretches)


@given(boards, rates, rates)
def test_between_two_rates_a_shot_of_the_same_seconds_is_never_over_early(
    shots: dict[str, int], rate: Fraction, other: Fraction
) -> None:
    row = by_shot(filmed(shots, rate), filmed(shots, other))
    assert {part.why for stretch in row.stretches for part in (stretch.a, stretch.b)} == {""}


@pytest.mark.parametrize("rate", RATES)
def test_at_one_rate_it_is_the_nth_frame_of_the_same_shot(rate: Fraction) -> None:
    a, b = filmed({"a": 2, "b": 3}, rate), filmed({"b": 4, "a": 1}, rate)
    row = by_shot(a, b)
    for stretch in row.stretches:
        for frame in range(stretch.first, stretch.first + stretch.frames):
            if not (stretch.a.why or stretch.b.why):
                assert (
                    shown(row, a, stretch.a, frame) - stretch.a.first
                    == shown(row, b, stretch.b, frame) - stretch.b.first
                )
