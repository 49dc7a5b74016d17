"""The arithmetic of a board: seconds in, seconds out. No database, no clock, no chance.

A board is a tuple of spans in order. Every function keeps the law of DESIGN §5: 1 to 6 shots, each a whole second or
more, 3 to 15 seconds in all; where an operation cannot be done it raises Refused with the reason.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

MIN_TOTAL, MAX_TOTAL = 3, 15
MAX_SHOTS = 6
MIN_SECONDS = 1


class Refused(Exception):
    """An operation that would break the law of boards. `code` is stable; `values` fill the sentence at the edge.

    `nearest` is the number, nearest to the one asked for, with which the same operation can be done; None where that
    would change nothing.
    """

    def __init__(self, code: str, nearest: int | None = None, **values: int) -> None:
        super().__init__(code)
        self.code = code
        self.nearest = nearest
        self.values = values


@dataclass(frozen=True)
class Span:
    """One shot as time: its id, whole seconds and whether those are held."""

    id: str
    seconds: int
    locked: bool = False


Board = tuple[Span, ...]


def total(board: Board) -> int:
    """Whole seconds of all shots together."""
    return sum(span.seconds for span in board)


def check(board: Board) -> Board:
    """The board itself if it is legal. Raises Refused."""
    if not board:
        raise Refused("last_shot")
    if len(board) > MAX_SHOTS:
        raise Refused("too_many_shots", limit=MAX_SHOTS)
    if any(span.seconds < MIN_SECONDS for span in board):
        raise Refused("shot_too_short", limit=MIN_SECONDS)
    if not MIN_TOTAL <= total(board) <= MAX_TOTAL:
        raise Refused("total_out_of_range", found=total(board), least=MIN_TOTAL, most=MAX_TOTAL)
    return board


def index_of(board: Board, shot: str) -> int:
    """Where a shot stands, from 0. Raises Refused."""
    for index, span in enumerate(board):
        if span.id == shot:
            return index
    raise Refused("no_such_shot")


def insert(board: Board, shot: str, position: int) -> Board:
    """A new shot before index `position` (from 0; len(board) appends).

    It takes half of the longest unlocked shot, rounded down; else the total grows by a second; else Refused.
    """
    if len(board) >= MAX_SHOTS:
        raise Refused("too_many_shots", limit=MAX_SHOTS)
    return _insert(board, shot, position, _longest(board))


def _insert(board: Board, shot: str, position: int, giver: int | None, most: int = MAX_TOTAL) -> Board:
    position = max(0, min(position, len(board)))
    if giver is not None:
        seconds = max(MIN_SECONDS, min(board[giver].seconds // 2, most))
        board = _with(board, giver, board[giver].seconds - seconds)
    elif total(board) < MAX_TOTAL:
        seconds = 1
    else:
        raise Refused("no_second_to_give", most=MAX_TOTAL)
    return check((*board[:position], Span(shot, seconds), *board[position:]))


def duplicate(board: Board, shot: str, copy: str) -> Board:
    """A new shot `copy` right after `shot`; its seconds come as those of any new shot."""
    return insert(board, copy, index_of(board, shot) + 1)


def split(board: Board, shot: str, at: int, right: str) -> Board:
    """Cuts a shot after `at` of its seconds: it keeps those, the new shot `right` after it has the rest."""
    index = index_of(board, shot)
    seconds = board[index].seconds
    if len(board) >= MAX_SHOTS:
        raise Refused("too_many_shots", limit=MAX_SHOTS)
    if board[index].locked:
        raise Refused("locked")
    if seconds < 2 * MIN_SECONDS:
        raise Refused("too_short_to_split", least=2 * MIN_SECONDS)
    if not MIN_SECONDS <= at <= seconds - MIN_SECONDS:
        raise Refused("no_cut_there", nearest=max(MIN_SECONDS, min(at, seconds - MIN_SECONDS)), seconds=seconds)
    board = _with(board, index, at)
    return check((*board[: index + 1], Span(right, seconds - at), *board[index + 1 :]))


def merge(board: Board, left: str) -> Board:
    """A shot and the one after it become one, which keeps the left one's id and has the seconds of both. Raises
    Refused."""
    index = index_of(board, left)
    if index + 1 >= len(board):
        raise Refused("nothing_to_merge")
    if board[index].locked or board[index + 1].locked:
        raise Refused("locked")
    return delete(board, board[index + 1].id)


def merge_last(board: Board, count: int) -> Board:
    """The last `count` shots become part of the one before them, which has the seconds of all. Raises Refused."""
    heir = len(board) - 1 - count
    if any(span.locked for span in board[heir:]):
        raise Refused("locked")
    return check(_with(board, heir, total(board[heir:]))[: heir + 1])


def _longest(board: Board, among: Collection[str] | None = None) -> int | None:
    """The first of the longest unlocked shots (`among` some) that has a second to give."""
    able = [i for i, span in enumerate(board) if not span.locked and span.seconds >= 2]
    givers = [i for i in able if among is None or board[i].id in among]
    return max(givers, key=lambda i: board[i].seconds, default=None)


def delete(board: Board, shot: str) -> Board:
    """Without one shot; its seconds go to the nearest unlocked one, the left one of two as near. Where all others are
    locked, the board gets shorter. Raises Refused."""
    index_of(board, shot)
    if len(board) == 1:
        raise Refused("last_shot")
    return _without(board, (shot,))


def delete_all(board: Board, shots: Collection[str]) -> Board:
    """Without several shots; the seconds of each go where they would if it were deleted last. Raises Refused."""
    for shot in shots:
        index_of(board, shot)
    if len(set(shots)) == len(board):
        raise Refused("every_shot", len(board) - 1 or None)
    return _without(board, shots)


def _without(board: Board, shots: Collection[str]) -> Board:
    after = board
    for index, span in enumerate(board):
        heir = _heir(board, index, shots) if span.id in shots else None
        if heir is not None:
            after = _with(after, heir, after[heir].seconds + span.seconds)
    return check(tuple(span for span in after if span.id not in shots))


def _heir(board: Board, index: int, gone: Collection[str]) -> int | None:
    """Where the seconds of a shot go: to the nearest unlocked of those that stay."""
    stays = [i for i, span in enumerate(board) if span.id not in gone]
    sides = [i for i in reversed(stays) if i < index], [i for i in stays if i > index]
    near = [(distance, i) for side in sides for distance, i in enumerate(side) if not board[i].locked]
    return min(near)[1] if near else None


def duplicate_all(board: Board, copies: Mapping[str, str]) -> Board:
    """A new shot for each key of `copies`, called its value: all together, in the board's order, after the last of
    them. Their seconds come as those of any new shot. Raises Refused, with how many could be copied."""
    last = max(index_of(board, shot) for shot in copies)
    after, position = board, last + 1
    for made, span in enumerate(span for span in board if span.id in copies):
        try:
            after = insert(after, copies[span.id], position + made)
        except Refused as refused:
            refused.nearest = made or None
            raise
    return after


def paste(board: Board, position: int, shots: Sequence[tuple[str, int | None]]) -> Board:
    """As many of some new shots (id, whole seconds or None) as there is room for, in order, before index `position`.

    Each has its seconds as long as the board may grow by them or the shots that were there before can give them, the
    longest first; one without seconds takes them as any new shot does. Only where those have none to give do pasted
    shots give. Raises Refused where not one finds room.
    """
    there, after = [span.id for span in board], board
    for made, (shot, seconds) in enumerate(shots):
        try:
            after = _paste(after, position + made, (shot, seconds), there)
        except Refused:
            if after == board:
                raise
            break
    return after


def _paste(board: Board, position: int, new: tuple[str, int | None], there: Collection[str]) -> Board:
    (shot, wanted), room = new, MAX_TOTAL - total(board)
    givers = [i for i, span in enumerate(board) if span.id in there and not span.locked]
    can_give = sum(board[i].seconds - MIN_SECONDS for i in givers)
    if len(board) >= MAX_SHOTS:
        return insert(board, shot, position)
    if wanted is None or not MIN_SECONDS <= wanted <= MAX_TOTAL or not room + can_give:
        giver = _longest(board, there if room + can_give else None)
        return _insert(board, shot, position, giver, wanted if wanted and wanted > 0 else MAX_TOTAL)
    seconds = min(wanted, room + can_give)
    for _second in range(seconds - room):
        giver = max(givers, key=lambda i: board[i].seconds)
        board = _with(board, giver, board[giver].seconds - 1)
    position = max(0, min(position, len(board)))
    return check((*board[:position], Span(shot, seconds), *board[position:]))


def move(board: Board, shot: str, position: int) -> Board:
    """The same shots with one of them at index `position` (from 0)."""
    index = index_of(board, shot)
    rest = (*board[:index], *board[index + 1 :])
    position = max(0, min(position, len(rest)))
    return check((*rest[:position], board[index], *rest[position:]))


def roll(board: Board, left: str, by: int) -> Board:
    """Moves the edge after shot `left` by whole seconds (negative: earlier); the total stays.

    An edge stops where a neighbour would fall under one second. Locked neighbours refuse.
    """
    index = index_of(board, left)
    if index + 1 >= len(board):
        raise Refused("no_edge")
    right = index + 1
    if board[index].locked or board[right].locked:
        raise Refused("locked")
    by = max(MIN_SECONDS - board[index].seconds, min(by, board[right].seconds - MIN_SECONDS))
    board = _with(board, index, board[index].seconds + by)
    return check(_with(board, right, board[right].seconds - by))


def ripple(board: Board, shot: str, seconds: int) -> Board:
    """Gives one shot that many seconds; the others keep theirs and the total changes. Raises Refused."""
    index = index_of(board, shot)
    if board[index].locked:
        raise Refused("locked")
    others = total(board) - board[index].seconds
    least, most = max(MIN_SECONDS, MIN_TOTAL - others), MAX_TOTAL - others
    possible = max(least, min(seconds, most))
    nearest = possible if possible != board[index].seconds else None
    if seconds < MIN_SECONDS:
        raise Refused("shot_too_short", nearest, limit=MIN_SECONDS)
    if seconds != possible:
        raise Refused("total_out_of_range", nearest, found=others + seconds, least=MIN_TOTAL, most=MAX_TOTAL)
    return check(_with(board, index, seconds))


def set_seconds(board: Board, shot: str, seconds: int) -> Board:
    """Gives one shot that many seconds; the total stays: unlocked shots give or take, nearest first, right before left.

    A board of one shot has nobody to exchange with: there its total changes.
    """
    index = index_of(board, shot)
    if board[index].locked:
        raise Refused("locked")
    if len(board) == 1:
        return ripple(board, shot, seconds)
    if seconds < MIN_SECONDS:
        raise Refused("shot_too_short", _fewest(board, index), limit=MIN_SECONDS)
    return check(_exchange(board, index, seconds))


def _exchange(board: Board, index: int, seconds: int) -> Board:
    """Takes what a shot lacks from the nearest unlocked others, or gives them what it has too much."""
    now = board[index].seconds
    board, owed = _with(board, index, seconds), seconds - now
    for other in _nearest(board, index):
        gives = min(owed, board[other].seconds - MIN_SECONDS)
        board = _with(board, other, board[other].seconds - gives)
        owed -= gives
    if owed:
        possible = seconds - owed
        nearest = possible if possible != now else None
        raise Refused("no_second_to_exchange", nearest, short=abs(owed), most=possible)
    return board


def _fewest(board: Board, index: int) -> int | None:
    """The fewest seconds that a shot can be left with: one, where another can take the rest."""
    return MIN_SECONDS if _nearest(board, index) and board[index].seconds > MIN_SECONDS else None


def _nearest(board: Board, index: int) -> list[int]:
    others = [i for i, span in enumerate(board) if i != index and not span.locked]
    return sorted(others, key=lambda i: (abs(i - index), i < index))


def set_total(board: Board, seconds: int) -> Board:
    """Fits the board to a new total: unlocked shots keep their proportions, by largest remainders.

    A step of one second thus changes one shot. Locked shots keep their seconds; where these leave no room, Refused.
    """
    free = [i for i, span in enumerate(board) if not span.locked]
    held = sum(span.seconds for span in board if span.locked)
    if not free and seconds != held:
        raise Refused("locked")
    least, room = max(MIN_TOTAL, held + len(free)), seconds - held
    possible = max(least, min(seconds, MAX_TOTAL))
    nearest = possible if possible != total(board) else None
    if not MIN_TOTAL <= seconds <= MAX_TOTAL:
        raise Refused("total_out_of_range", nearest, found=seconds, least=MIN_TOTAL, most=MAX_TOTAL)
    if room < len(free):
        raise Refused("shots_need_a_second", nearest, least=least)
    shares = apportion([board[i].seconds for i in free], room)
    for i, share in zip(free, shares, strict=True):
        board = _with(board, i, share)
    return check(board)


def apportion(seconds: Sequence[int], room: int) -> list[int]:
    """Spreads `room` whole seconds like the given ones, one each at least, by largest remainders; ties to the earlier.

    What each has above its first second is the weight, so that a board fitted to its own total stays as it is.
    """
    weights = [given - MIN_SECONDS for given in seconds]
    if not any(weights):
        weights = [1] * len(seconds)
    spare, whole = room - len(weights) * MIN_SECONDS, sum(weights)
    shares = [spare * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(spare * weights[i] % whole), i))
    for i in order[: spare - sum(shares)]:
        shares[i] += 1
    return [MIN_SECONDS + share for share in shares]


def even(board: Board, shots: Collection[str] = ()) -> Board:
    """The same total spread as evenly as whole seconds allow over the unlocked shots, the earlier ones longer. With
    `shots`, over those of them alone: their sum stays, and so does every other shot. Raises Refused."""
    for shot in shots:
        index_of(board, shot)
    free = [i for i, span in enumerate(board) if not span.locked and (not shots or span.id in shots)]
    if not free:
        raise Refused("all_locked")
    shares = apportion([1] * len(free), sum(board[i].seconds for i in free))
    for i, share in zip(free, shares, strict=True):
        board = _with(board, i, share)
    return check(board)


def at_least(board: Board, least: int, shot: str = "") -> Board:
    """Every shot (or that one alone) with so many seconds or more. Unlocked shots that have more than those give, the
    longest first; where they cannot, the total grows. Raises Refused.
    """
    if shot:
        index_of(board, shot)
    short = [i for i, span in enumerate(board) if span.seconds < least and shot in ("", span.id)]
    if any(board[i].locked for i in short):
        raise Refused("locked")
    owed = sum(least - board[i].seconds for i in short)
    for i in short:
        board = _with(board, i, least)
    givers = [i for i, span in enumerate(board) if not span.locked and i not in short]
    while owed and (able := [i for i in givers if board[i].seconds > least]):
        longest = max(able, key=lambda i: board[i].seconds)
        board, owed = _with(board, longest, board[longest].seconds - 1), owed - 1
    return check(board)


def new_seconds(count: int, seconds: int) -> list[int]:
    """The seconds of `count` new shots that share `seconds` evenly. Raises Refused."""
    if not MIN_TOTAL <= seconds <= MAX_TOTAL:
        raise Refused("total_out_of_range", found=seconds, least=MIN_TOTAL, most=MAX_TOTAL)
    if not 1 <= count <= min(MAX_SHOTS, seconds):
        raise Refused("too_many_shots", limit=min(MAX_SHOTS, seconds))
    return apportion([1] * count, seconds)


def _with(board: Board, index: int, seconds: int) -> Board:
    return (*board[:index], replace(board[index], seconds=seconds), *board[index + 1 :])
