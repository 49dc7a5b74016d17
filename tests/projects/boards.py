"""Boards for properties, and the law of boards in words of its own."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, count, islice, pairwise

from hypothesis import strategies as st

from storyboard.projects import timeline
from storyboard.projects.timeline import Board, Span


def is_legal(board: Board) -> bool:
    """DESIGN §5, read afresh: 1 to 6 shots, each a whole second or more, 3 to 15 in all, every id once."""
    seconds = [span.seconds for span in board]
    whole = all(type(each) is int and each >= 1 for each in seconds)
    return 1 <= len(seconds) <= 6 and whole and 3 <= sum(seconds) <= 15 and len({s.id for s in board}) == len(board)


def _spread(total: int, shots: int) -> list[tuple[int, ...]]:
    """Every way to give `shots` shots a whole second or more each, `total` in all."""
    return [
        tuple(end - start for start, end in pairwise((0, *cuts, total)))
        for cuts in combinations(range(1, total), shots - 1)
    ]


# All of them are listed once: drawing an index is many times faster than drawing a board.
ALL_SECONDS = [
    seconds for shots in range(1, 7) for total in range(max(3, shots), 16) for seconds in _spread(total, shots)
]


def boards() -> st.SearchStrategy[Board]:
    """Any legal board, any of its shots locked."""
    return st.builds(_board, st.sampled_from(ALL_SECONDS), st.integers(0, 63))


def _board(seconds: tuple[int, ...], locks: int) -> Board:
    return tuple(Span(f"s{i}", each, bool(locks >> i & 1)) for i, each in enumerate(seconds))


def shot_of(board: Board, place: int) -> str:
    """The id of some shot of the board."""
    return board[place % len(board)].id


def some_of(board: Board, place: int) -> list[str]:
    """One or more shots of the board: the bits of a number choose."""
    bits = place % (2 ** len(board) - 1) + 1
    return [span.id for i, span in enumerate(board) if bits >> i & 1]


def _new_ids(board: Board, wanted: int) -> list[str]:
    taken = {span.id for span in board}
    return list(islice((name for name in (f"new{n}" for n in count()) if name not in taken), wanted))


def _new_id(board: Board) -> str:
    return _new_ids(board, 1)[0]


def copies_of(board: Board, place: int) -> dict[str, str]:
    """An id for a copy of each of some shots."""
    shots = some_of(board, place)
    return dict(zip(shots, _new_ids(board, len(shots)), strict=True))


def pasted(board: Board, number: int) -> list[tuple[str, int | None]]:
    """One to seven shots, of which every third comes without a length and some with one that no shot can last."""
    ids = _new_ids(board, abs(number) % 7 + 1)
    return [(shot, None if i % 3 == 2 else number - i) for i, shot in enumerate(ids)]


def relocked(board: Board, place: int) -> Board:
    """With the lock of one shot the other way round."""
    shot = shot_of(board, place)
    return tuple(replace(span, locked=span.locked != (span.id == shot)) for span in board)


Step = Callable[[Board, int, int], Board]
STEPS: dict[str, Step] = {
    "insert": lambda board, place, number: timeline.insert(board, _new_id(board), place),
    "duplicate": lambda board, place, number: timeline.duplicate(board, shot_of(board, place), _new_id(board)),
    "split": lambda board, place, number: timeline.split(board, shot_of(board, place), number, _new_id(board)),
    "merge": lambda board, place, number: timeline.merge(board, shot_of(board, place)),
    "delete": lambda board, place, number: timeline.delete(board, shot_of(board, place)),
    "move": lambda board, place, number: timeline.move(board, shot_of(board, place), number),
    "roll": lambda board, place, number: timeline.roll(board, shot_of(board, place), number),
    "ripple": lambda board, place, number: timeline.ripple(board, shot_of(board, place), number),
    "set_seconds": lambda board, place, number: timeline.set_seconds(board, shot_of(board, place), number),
    "set_total": lambda board, place, number: timeline.set_total(board, number),
    "at_least": lambda board, place, number: timeline.at_least(board, number, shot_of(board, place)),
    "all_at_least": lambda board, place, number: timeline.at_least(board, number),
    "even": lambda board, place, number: timeline.even(board),
    "even_some": lambda board, place, number: timeline.even(board, some_of(board, place)),
    "delete_all": lambda board, place, number: timeline.delete_all(board, some_of(board, place)),
    "duplicate_all": lambda board, place, number: timeline.duplicate_all(board, copies_of(board, place)),
    "paste": lambda board, place, number: timeline.paste(board, place, pasted(board, number)),
    "lock": lambda board, place, number: relocked(board, place),
}
KEEP_THE_TOTAL = ("split", "merge", "move", "roll", "even", "even_some")
KEEP_EVERY_ID = ("move", "roll", "ripple", "set_seconds", "set_total", "at_least", "all_at_least", "even", "even_some")
DELETE = ("delete", "delete_all")
HOLD_LOCKED_SECONDS = ("insert", "duplicate", "duplicate_all", "paste", "split", "merge", *DELETE, *KEEP_EVERY_ID)
TAKE_A_NUMBER = ("split", "ripple", "set_seconds", "set_total")

# Sixteen to forty steps, three bytes each: drawn at once, many times faster than one by one.
long_sequences = st.binary(min_size=48, max_size=120)


def steps_of(sequence: bytes) -> list[tuple[str, int, int]]:
    """Which operation, where and with what number: small numbers more often than those that nothing can last."""
    names = sorted(STEPS)
    each = zip(sequence[::3], sequence[1::3], sequence[2::3], strict=False)
    return [(names[a % len(names)], b % 11 - 2, c % 12 + 1 if c < 192 else c % 41 - 20) for a, b, c in each]


places = st.integers(-2, 8)
numbers = st.integers(1, 12) | st.integers(-20, 20)
