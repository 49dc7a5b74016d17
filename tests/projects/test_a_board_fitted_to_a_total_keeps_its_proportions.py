"""Largest remainders: exact sums, no change without need, and one second more or less changes one shot."""

from hypothesis import assume, given
from hypothesis import strategies as st

from storyboard.projects import timeline
from storyboard.projects.timeline import Board, Refused, apportion
from tests.projects.boards import boards

seconds = st.lists(st.integers(1, 15), min_size=1, max_size=6)


@given(seconds, st.integers(0, 30))
def test_the_shares_add_up_exactly_and_each_has_a_second(given_seconds: list[int], more: int) -> None:
    room = len(given_seconds) + more
    shares = apportion(given_seconds, room)
    assert sum(shares) == room
    assert len(shares) == len(given_seconds)
    assert min(shares) >= 1


@given(seconds)
def test_fitting_to_its_own_total_changes_nothing(given_seconds: list[int]) -> None:
    assert apportion(given_seconds, sum(given_seconds)) == given_seconds


@given(seconds, st.integers(0, 30))
def test_a_longer_shot_never_gets_less_than_a_shorter_one(given_seconds: list[int], more: int) -> None:
    shares = apportion(given_seconds, len(given_seconds) + more)
    for a, share in zip(given_seconds, shares, strict=True):
        assert all(share >= other for b, other in zip(given_seconds, shares, strict=True) if a > b)


@given(boards(), st.sampled_from([-1, 1]))
def test_one_second_more_or_less_changes_one_shot_by_one(board: Board, by: int) -> None:
    try:
        after = timeline.set_total(board, timeline.total(board) + by)
    except Refused:
        assume(False)
        raise
    changes = [new.seconds - old.seconds for old, new in zip(board, after, strict=True) if new != old]
    assert changes == [by]


@given(boards(), st.integers(3, 15))
def test_the_board_lasts_what_was_asked(board: Board, total: int) -> None:
    try:
        after = timeline.set_total(board, total)
    except Refused:
        locked = sum(span.seconds for span in board if span.locked)
        free = sum(1 for span in board if not span.locked)
        assert total < locked + free or (not free and total != locked)
        return
    assert timeline.total(after) == total


@given(boards())
def test_even_lengths_differ_by_a_second_at_most(board: Board) -> None:
    assume(any(not span.locked for span in board))
    free = [span.seconds for span in timeline.even(board) if not span.locked]
    assert max(free) - min(free) <= 1
    assert free == sorted(free, reverse=True)
