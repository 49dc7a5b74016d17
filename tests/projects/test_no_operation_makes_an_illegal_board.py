"""Whatever is done to a legal board, and in whatever order, the result is legal or the operation is refused."""

from contextlib import suppress
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.projects.timeline import Board, Refused, Span, check, new_seconds
from tests.conftest import examples
from tests.projects.boards import (
    HOLD_LOCKED_SECONDS,
    STEPS,
    boards,
    is_legal,
    long_sequences,
    numbers,
    places,
    steps_of,
)


@given(operation=st.sampled_from(sorted(STEPS)), board=boards(), place=places, number=numbers)
def test_one_operation(operation: str, board: Board, place: int, number: int) -> None:
    with suppress(Refused):
        assert is_legal(STEPS[operation](board, place, number))


@examples(small=500, full=20_000)
@given(board=boards(), sequence=long_sequences)
def test_a_long_sequence(board: Board, sequence: bytes) -> None:
    steps = steps_of(sequence)
    assert len(steps) >= 16
    for operation, place, number in steps:
        before = board
        with suppress(Refused):
            board = STEPS[operation](board, place, number)
        assert is_legal(board)
        if operation in HOLD_LOCKED_SECONDS:
            held = {span.id: span.seconds for span in before if span.locked}
            assert {span.id: span.seconds for span in board if span.id in held}.items() <= held.items()


def test_the_steps_of_long_sequences_are_of_every_kind_and_most_are_done() -> None:
    chance, done = Random(1), set()
    for _each in range(400):
        board: Board = (Span("a", 4), Span("b", 5))
        for operation, place, number in steps_of(chance.randbytes(60)):
            with suppress(Refused):
                board = STEPS[operation](board, place, number)
                done.add(operation)
    assert done == set(STEPS)


@given(board=boards())
def test_the_check_agrees_with_the_law(board: Board) -> None:
    assert check(board) == board


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        ((), "last_shot"),
        ((2,), "total_out_of_range"),
        ((16,), "total_out_of_range"),
        ((3, 0), "shot_too_short"),
        ((2, 2, 2, 2, 2, 2, 2), "too_many_shots"),
    ],
)
def test_the_check_refuses_what_the_law_forbids(seconds: tuple[int, ...], code: str) -> None:
    with pytest.raises(Refused) as refused:
        check(tuple(Span(str(i), each) for i, each in enumerate(seconds)))
    assert refused.value.code == code


@given(count=st.integers(-3, 10), seconds=st.integers(-3, 20))
def test_a_new_board_is_legal_or_refused(count: int, seconds: int) -> None:
    possible = 3 <= seconds <= 15 and 1 <= count <= min(6, seconds)
    if not possible:
        with pytest.raises(Refused):
            new_seconds(count, seconds)
        return
    shares = new_seconds(count, seconds)
    assert sum(shares) == seconds
    assert len(shares) == count
    assert min(shares) >= 1
    assert max(shares) - min(shares) <= 1
