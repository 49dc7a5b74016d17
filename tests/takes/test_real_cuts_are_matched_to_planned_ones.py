"""Each planned cut has its real one or none: in their order, as many as can be, and of those the nearest."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.takes.drifting import cuts_in_words, drifts_of, marks_of, rest_of
from storyboard.takes.matching import Matched, matched
from storyboard.takes.shots import Cutting, cut_at
from tests.takes.cutting import board

rates = st.sampled_from([Fraction(24), Fraction(25), Fraction(30), Fraction(24000, 1001), Fraction(30000, 1001)])
boards = st.lists(st.integers(1, 6), min_size=1, max_size=6)
cuts = st.lists(st.integers(1, 60), unique=True, max_size=6).map(sorted)


def sentences(cutting: Cutting, rate: Fraction = Fraction(24)) -> list[str]:
    return [drift.sentence for drift in drifts_of(cutting, rate)]


def pairings(planned: Sequence[int], real: Sequence[int]) -> Iterator[list[tuple[int, int]]]:
    """Every way to pair some of them in their order."""
    for count in range(min(len(planned), len(real)) + 1):
        for ours in combinations(range(len(planned)), count):
            for theirs in combinations(range(len(real)), count):
                yield list(zip(ours, theirs, strict=True))


@given(cuts, cuts, st.data())
def test_no_other_pairing_is_better(planned: list[int], real: list[int], data: st.DataObject) -> None:
    reach = [data.draw(st.integers(0, 30)) for _cut in planned]
    found = matched(planned, real, reach)

    def worth(pairs: list[tuple[int, int]]) -> tuple[int, int]:
        return len(pairs), -sum(abs(planned[one] - real[other]) for one, other in pairs)

    allowed = [
        pairs
        for pairs in pairings(planned, real)
        if all(abs(planned[one] - real[other]) <= reach[one] for one, other in pairs)
    ]
    ours = [(at, real.index(frame)) for at, frame in enumerate(found.real) if frame is not None]
    assert ours in allowed
    assert worth(ours) == max(map(worth, allowed))
    assert sorted([*found.extra, *(frame for frame in found.real if frame is not None)]) == real


@given(boards, rates, st.data())
def test_shots_tile_the_video_whatever_was_found(seconds: list[int], rate: Fraction, data: st.DataObject) -> None:
    frames = data.draw(st.integers(1, round(sum(seconds) * rate) + 10))
    real = sorted(data.draw(st.sets(st.integers(1, max(1, frames - 1)), max_size=8)))
    cutting = cut_at(board(seconds, rate, frames), [frame for frame in real if frame < frames], rate)
    at = 0
    for shot in cutting.shots:
        assert shot.first == at
        assert shot.frames >= 0
        at += shot.frames
    assert at == frames
    assert {shot.first for shot in cutting.shots if shot.found} <= set(real)
    assert all(drift.frame <= frames for drift in drifts_of(cutting, rate))


@given(boards, rates)
def test_cuts_as_planned_leave_nothing_to_tell(seconds: list[int], rate: Fraction) -> None:
    planned = board(seconds, rate)
    cutting = cut_at(planned, [shot.first for shot in planned[1:]], rate)
    assert [(shot.first, shot.frames) for shot in cutting.shots] == [(shot.first, shot.frames) for shot in planned]
    assert sentences(cutting, rate) == []
    assert {mark.kind for mark in marks_of(cutting)} <= {"found"}


@pytest.mark.parametrize(
    ("real", "told", "begins"),
    [
        ([72, 154], ["Shot 3 starts 0.4 s late"], [0, 72, 154]),
        ([60, 144], ["Shot 2 starts 0.5 s early"], [0, 60, 144]),
        ([73, 144], [], [0, 73, 144]),
        ([72], ["The cut before shot 3 was not found"], [0, 72, 144]),
        ([], ["The cut before shot 2 was not found", "The cut before shot 3 was not found"], [0, 72, 144]),
        ([72, 108, 144], ["There is a cut inside shot 2 at 00:00:04:12"], [0, 72, 144]),
        ([90, 160], ["Shot 2 starts 0.8 s late", "Shot 3 starts 0.7 s late"], [0, 90, 160]),
        # A second and a half is half of either shot: it is still the cut before shot 2.
        ([108, 144], ["Shot 2 starts 1.5 s late"], [0, 108, 144]),
    ],
)
def test_drift_is_told_in_words(real: list[int], told: list[str], begins: list[int]) -> None:
    cutting = cut_at(board([3, 3, 3]), real, Fraction(24))
    assert sentences(cutting) == told
    assert [shot.first for shot in cutting.shots] == begins


def test_what_stands_beside_a_shot_says_the_same() -> None:
    cutting = cut_at(board([3, 3, 3, 3]), [66, 154], Fraction(24))
    assert [shot.beside for shot in cutting.shots] == ["", "−0.2 s", "+0.4 s", "no cut"]
    assert cuts_in_words(cutting) == "2 of 3 found"
    kinds = {(mark.frame, mark.kind) for mark in marks_of(cutting)}
    assert kinds == {(66, "found"), (72, "planned"), (154, "found"), (144, "planned"), (216, "missing")}


def test_of_very_many_cuts_the_first_are_listed() -> None:
    cutting = cut_at(board([9]), [20 * number for number in range(1, 10)], Fraction(24))
    assert len(sentences(cutting)) == 6
    assert rest_of(cutting) == "and 3 more cuts"


def test_a_cut_far_from_any_planned_one_is_not_taken_for_it() -> None:
    assert matched([24, 144], [100], [24, 36]) == Matched((None, None), (100,))
    cutting = cut_at(board([5, 5]), [20], Fraction(24))
    assert sentences(cutting) == ["There is a cut inside shot 1 at 00:00:00:20", "The cut before shot 2 was not found"]
