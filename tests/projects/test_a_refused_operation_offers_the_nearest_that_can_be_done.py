"""Where a number is refused, the nearest that would do is offered; where none is offered, it would change nothing."""

from contextlib import suppress

from hypothesis import assume, given
from hypothesis import strategies as st

from storyboard.projects.timeline import Board, Refused
from tests.projects.boards import STEPS, TAKE_A_NUMBER, boards, numbers, places

# Farther out than any board is long.
EVERY_NUMBER = range(-25, 26)


def that_can(operation: str, board: Board, place: int) -> list[int]:
    found = []
    for number in EVERY_NUMBER:
        with suppress(Refused):
            STEPS[operation](board, place, number)
            found.append(number)
    return found


def offered(operation: str, board: Board, place: int, number: int) -> int | None:
    """What a refusal offers; whatever is not refused counts for nothing here."""
    refusal = None
    try:
        STEPS[operation](board, place, number)
    except Refused as refused:
        refusal = refused
    assume(refusal)
    return refusal.nearest if refusal else None


@given(operation=st.sampled_from(TAKE_A_NUMBER), board=boards(), place=places, number=numbers)
def test_it_can_be_done_and_none_is_nearer(operation: str, board: Board, place: int, number: int) -> None:
    nearest, possible = offered(operation, board, place, number), that_can(operation, board, place)
    least = min((abs(each - number) for each in possible), default=0)
    if nearest is None:
        closest = [each for each in possible if abs(each - number) == least]
        assert all(STEPS[operation](board, place, each) == board for each in closest)
    else:
        assert nearest in possible
        assert least == abs(nearest - number)
