"""Totals, locks, ids and order stay where an operation says so."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from storyboard.projects import timeline
from storyboard.projects.timeline import Board, Refused
from tests.projects.boards import (
    DELETE,
    HOLD_LOCKED_SECONDS,
    KEEP_EVERY_ID,
    KEEP_THE_TOTAL,
    STEPS,
    boards,
    numbers,
    places,
    shot_of,
    some_of,
)


def done(operation: str, board: Board, place: int, number: int) -> Board:
    """The board after the operation; examples that are refused count for nothing here."""
    try:
        return STEPS[operation](board, place, number)
    except Refused:
        assume(False)
        raise


@given(operation=st.sampled_from(KEEP_THE_TOTAL), board=boards(), place=places, number=numbers)
def test_the_total_stays(operation: str, board: Board, place: int, number: int) -> None:
    assert timeline.total(done(operation, board, place, number)) == timeline.total(board)


@given(board=boards().filter(lambda board: len(board) > 1), place=places, number=numbers)
def test_the_total_stays_when_one_of_several_shots_is_timed(board: Board, place: int, number: int) -> None:
    assert timeline.total(done("set_seconds", board, place, number)) == timeline.total(board)


@given(board=boards(), place=places)
def test_a_new_shot_makes_the_board_longer_by_nothing_or_by_its_one_second(board: Board, place: int) -> None:
    after = done("insert", board, place, 0)
    (new,) = [span for span in after if span.id.startswith("new")]
    grown = timeline.total(after) - timeline.total(board)
    can_give = any(not span.locked and span.seconds >= 2 for span in board)
    assert grown == 0 if can_give else (grown, new.seconds) == (1, 1)


@given(operation=st.sampled_from(HOLD_LOCKED_SECONDS), board=boards(), place=places, number=numbers)
def test_locked_seconds_stay(operation: str, board: Board, place: int, number: int) -> None:
    after = {span.id: span for span in done(operation, board, place, number)}
    held = [span for span in board if span.locked and (operation not in DELETE or span.id in after)]
    assert [after[span.id] for span in held] == held


def nearest_unlocked(board: Board, gone: int) -> int | None:
    """Read afresh: one place to the left, one to the right, two to the left, and so on."""
    ways = [gone + side * far for far in range(1, len(board)) for side in (-1, 1)]
    return next((i for i in ways if 0 <= i < len(board) and not board[i].locked), None)


@given(board=boards(), place=places)
def test_deleting_changes_nobody_but_the_heir(board: Board, place: int) -> None:
    gone = timeline.index_of(board, shot_of(board, place))
    heir = nearest_unlocked(board, gone)
    after = done("delete", board, place, 0)
    seconds = [span.seconds + board[gone].seconds * (i == heir) for i, span in enumerate(board) if i != gone]
    assert [span.seconds for span in after] == seconds
    assert (timeline.total(after) == timeline.total(board)) is (heir is not None)


@given(board=boards(), place=places)
def test_a_shot_can_be_deleted_unless_the_board_would_be_too_short(board: Board, place: int) -> None:
    rest = [span for span in board if span.id != shot_of(board, place)]
    legal = any(not span.locked for span in rest) or sum(span.seconds for span in rest) >= 3
    if rest and legal:
        timeline.delete(board, shot_of(board, place))
        return
    with pytest.raises(Refused, match="total_out_of_range" if rest else "last_shot"):
        timeline.delete(board, shot_of(board, place))


@given(board=boards(), place=places)
def test_deleting_several_is_told_from_those_that_stay(board: Board, place: int) -> None:
    gone = some_of(board, place)
    after = done("delete_all", board, place, 0)
    assert [span.id for span in after] == [span.id for span in board if span.id not in gone]
    free = any(not span.locked for span in after)
    assert timeline.total(after) == sum(span.seconds for span in board if free or span.id not in gone)


@given(operation=st.sampled_from(KEEP_EVERY_ID), board=boards(), place=places, number=numbers)
def test_every_shot_keeps_its_id(operation: str, board: Board, place: int, number: int) -> None:
    after = done(operation, board, place, number)
    assert sorted(span.id for span in after) == sorted(span.id for span in board)


@given(
    operation=st.sampled_from(sorted(set(KEEP_EVERY_ID) - {"move"})),
    board=boards(),
    place=places,
    number=numbers,
)
def test_only_moving_changes_the_order(operation: str, board: Board, place: int, number: int) -> None:
    after = done(operation, board, place, number)
    assert [(span.id, span.locked) for span in after] == [(span.id, span.locked) for span in board]


@given(board=boards(), place=places, at=numbers)
def test_a_split_shot_keeps_its_left_part_and_a_new_one_has_the_rest(board: Board, place: int, at: int) -> None:
    index = timeline.index_of(board, shot_of(board, place))
    after = done("split", board, place, at)
    assert (after[index].id, after[index].seconds) == (board[index].id, at)
    assert after[index + 1].seconds == board[index].seconds - at
    assert (*after[:index], *after[index + 2 :]) == (*board[:index], *board[index + 1 :])


@given(board=boards(), place=places, at=numbers)
def test_merging_takes_a_split_back(board: Board, place: int, at: int) -> None:
    assert timeline.merge(done("split", board, place, at), shot_of(board, place)) == board


@given(board=boards(), place=places, seconds=numbers)
def test_a_ripple_changes_one_shot_and_the_total_by_as_much(board: Board, place: int, seconds: int) -> None:
    shot = shot_of(board, place)
    after = done("ripple", board, place, seconds)
    assert after[timeline.index_of(after, shot)].seconds == seconds
    assert [span for span in after if span.id != shot] == [span for span in board if span.id != shot]


@given(board=boards(), place=places)
def test_a_copy_stands_right_after_its_original(board: Board, place: int) -> None:
    shot = shot_of(board, place)
    after = done("duplicate", board, place, 0)
    assert after[timeline.index_of(after, shot) + 1].id.startswith("new")
    assert [span.id for span in after if not span.id.startswith("new")] == [span.id for span in board]


@given(board=boards(), place=places, number=numbers)
def test_a_moved_shot_stands_where_it_was_put(board: Board, place: int, number: int) -> None:
    shot = shot_of(board, place)
    after = timeline.move(board, shot, number)
    assert timeline.index_of(after, shot) == max(0, min(number, len(board) - 1))
    assert [span for span in after if span.id != shot] == [span for span in board if span.id != shot]


@given(board=boards(), place=places, by=numbers)
def test_a_rolled_edge_touches_its_two_neighbours_alone(board: Board, place: int, by: int) -> None:
    left = timeline.index_of(board, shot_of(board, place))
    after = done("roll", board, place, by)
    changed = [i for i in range(len(board)) if after[i] != board[i]]
    assert set(changed) <= {left, left + 1}
    reachable = max(1 - board[left].seconds, min(by, board[left + 1].seconds - 1))
    assert after[left].seconds - board[left].seconds == reachable


@given(board=boards(), place=places, seconds=numbers)
def test_a_timed_shot_lasts_what_was_typed(board: Board, place: int, seconds: int) -> None:
    shot = shot_of(board, place)
    after = done("set_seconds", board, place, seconds)
    assert after[timeline.index_of(after, shot)].seconds == seconds


@given(board=boards(), place=places, by=st.sampled_from([-1, 1]))
def test_one_second_is_taken_from_the_nearest_unlocked_shot(board: Board, place: int, by: int) -> None:
    assume(len(board) > 1)
    index = timeline.index_of(board, shot_of(board, place))
    after = done("set_seconds", board, place, board[index].seconds + by)
    (other,) = [i for i in range(len(board)) if i != index and after[i] != board[i]]
    could = [i for i in range(len(board)) if i != index and not board[i].locked and board[i].seconds - by >= 1]
    assert abs(other - index) == min(abs(i - index) for i in could)
    if other < index:
        assert 2 * index - other not in could
