"""What can be done in place of a refused operation: the nearest to it, tried on the board before it is offered."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from storyboard.projects import timeline
from storyboard.projects.timeline import Board, Refused

NEW = "new"


@dataclass(frozen=True)
class Offer:
    """The fields of an operation that can be done, and what its button says."""

    values: dict[str, str | int]
    label: str


@dataclass(frozen=True)
class Asked:
    """A refused operation: its form, why it was refused, and the board as it is."""

    form: Mapping[str, str]
    refused: Refused
    board: Board

    @property
    def operation(self) -> str:
        return self.form.get("operation", "")

    @property
    def shot(self) -> str:
        return self.form.get("shot", "")

    @property
    def several(self) -> list[str]:
        return list(dict.fromkeys(self.form.get("shots", "").split()))

    def whole(self, name: str) -> int:
        """A number of the form; what was refused for another reason has none that is not whole."""
        try:
            return int(self.form.get(name, ""))
        except ValueError:
            return 0


def offer_instead(form: Mapping[str, str], refused: Refused, board: Board) -> Offer | None:
    """The nearest to a refused operation; None where nothing like it can be done."""
    asked = Asked(form, refused, board)
    for way in (_number, _fewer, *WAYS.get(refused.code, ())):
        # The board may be another by now than the one that refused.
        with suppress(Refused, IndexError):
            offer = way(asked)
            if offer:
                return offer
    return None


# The same with another number: a step is offered as its end.
NUMBERED = {
    "seconds": ("seconds", "seconds"),
    "change_seconds": ("seconds", "seconds"),
    "ripple": ("ripple", "seconds"),
    "total": ("total", "seconds"),
    "change_total": ("total", "seconds"),
    "split": ("split", "at"),
}


def _number(asked: Asked) -> Offer | None:
    nearest = asked.refused.nearest
    if nearest is None or asked.operation not in NUMBERED:
        return None
    operation, name = NUMBERED[asked.operation]
    labels = {
        "split": _("Cut after second %(number)s"),
        "total": _("Make the board %(number)s s long"),
        "seconds": _("Make it %(number)s s"),
        "ripple": _("Make it %(number)s s"),
    }
    return Offer({"operation": operation, "shot": asked.shot, name: nearest}, labels[operation] % {"number": nearest})


def _fewer(asked: Asked) -> Offer | None:
    """Of several shots, those for which the same can be done where it cannot for all."""
    nearest = asked.refused.nearest
    if nearest is None or asked.operation not in ("duplicate_shots", "delete_shots"):
        return None
    if asked.operation == "delete_shots":
        shots, label = asked.several[-nearest:], _("Delete all but the first")
    else:
        shots = asked.several[:nearest]
        one_or_more = ngettext("Duplicate the first alone", "Duplicate the first %(number)s of them", nearest)
        label = one_or_more % {"number": nearest}
    values = {"operation": asked.operation, "shots": " ".join(shots)}
    COMPUTE[asked.operation](Asked(values, asked.refused, asked.board), asked.board)
    return Offer({**values}, label)


# The same with locks opened


COMPUTE: dict[str, Callable[[Asked, Board], Board]] = {
    "add": lambda asked, board: timeline.insert(board, NEW, asked.whole("position")),
    "duplicate": lambda asked, board: timeline.duplicate(board, asked.shot, NEW),
    "duplicate_shots": lambda asked, board: timeline.duplicate_all(board, {one: NEW + one for one in asked.several}),
    "split": lambda asked, board: timeline.split(board, asked.shot, asked.whole("at"), NEW),
    "merge": lambda asked, board: timeline.merge(board, asked.shot),
    "merge_last": lambda asked, board: timeline.merge_last(board, asked.whole("count")),
    "delete": lambda asked, board: timeline.delete(board, asked.shot),
    "delete_shots": lambda asked, board: timeline.delete_all(board, asked.several),
    "roll": lambda asked, board: timeline.roll(board, asked.shot, asked.whole("by")),
    "seconds": lambda asked, board: timeline.set_seconds(board, asked.shot, asked.whole("seconds")),
    "change_seconds": lambda asked, board: timeline.set_seconds(
        board, asked.shot, board[timeline.index_of(board, asked.shot)].seconds + asked.whole("by")
    ),
    "ripple": lambda asked, board: timeline.ripple(board, asked.shot, asked.whole("seconds")),
    "at_least": lambda asked, board: timeline.at_least(board, asked.whole("seconds"), asked.shot),
    "total": lambda asked, board: timeline.set_total(board, asked.whole("seconds")),
    "change_total": lambda asked, board: timeline.set_total(board, timeline.total(board) + asked.whole("by")),
    "even": lambda asked, board: timeline.even(board),
    "even_shots": lambda asked, board: timeline.even(board, asked.several),
}


def _unlock(asked: Asked) -> Offer | None:
    """As few locks as do: one, nearest to the shot that it is about, else those of the shots it is about, else all."""
    locked = [span.id for span in asked.board if span.locked]
    if asked.operation not in COMPUTE:
        return _unlock_longest(asked.board) if asked.operation == "paste" else None
    about = [one for one in (asked.shot, *asked.several) if one in locked]
    here = next((i for i, span in enumerate(asked.board) if span.id == asked.shot), 0)
    by_distance = sorted(locked, key=lambda one: abs(timeline.index_of(asked.board, one) - here))
    pair = [span.id for span in asked.board[here : here + 2] if span.locked]
    for some in (*[[one] for one in by_distance], about, pair, locked):
        with suppress(Refused):
            if some and COMPUTE[asked.operation](asked, unlocked(asked.board, some)):
                return _unlocking(asked, some)
    return None


def _unlock_longest(board: Board) -> Offer | None:
    able = [i for i, span in enumerate(board) if span.locked and span.seconds > 1]
    if not able:
        return None
    longest = max(able, key=lambda i: board[i].seconds)
    values: dict[str, str | int] = {"operation": "lock", "shot": board[longest].id, "locked": "false"}
    return Offer(values, _("Unlock shot %(number)s") % {"number": longest + 1})


def unlocked(board: Board, shots: list[str]) -> Board:
    """The board without the locks of some shots."""
    return tuple(timeline.Span(span.id, span.seconds, span.locked and span.id not in shots) for span in board)


def _unlocking(asked: Asked, shots: list[str]) -> Offer:
    fields = ("operation", "shot", "shots", "position", "at", "by", "seconds", "count")
    values: dict[str, str | int] = {name: asked.form[name] for name in fields if name in asked.form}
    if shots == [asked.shot]:
        label = _("Unlock and do it")
    elif len(shots) == 1:
        number = timeline.index_of(asked.board, shots[0]) + 1
        label = _("Unlock shot %(number)s and do it") % {"number": number}
    else:
        label = _("Unlock %(count)s shots and do it") % {"count": len(shots)}
    return Offer({**values, "unlock": " ".join(shots)}, label)


# Another operation that comes to nearly the same


def _merge_before(asked: Asked) -> Offer | None:
    index = timeline.index_of(asked.board, asked.shot)
    labels = _("Merge with the shot before"), _("Unlock and merge with the shot before")
    return _merging(asked.board, index - 1, *labels) if index else None


def _merging(board: Board, left: int, label: str, unlocking: str) -> Offer:
    values: dict[str, str | int] = {"operation": "merge", "shot": board[left].id}
    locked = [span.id for span in board[left : left + 2] if span.locked]
    return Offer({**values, "unlock": " ".join(locked)}, unlocking) if locked else Offer(values, label)


def _make_room(asked: Asked) -> Offer | None:
    """Two neighbours become one, as near to the place as can be, the unlocked first: no word is lost."""
    if asked.operation not in ("add", "duplicate", "duplicate_shots", "split", "paste"):
        return None
    near = asked.shot or next(iter(asked.several), "") or asked.form.get("after", "")
    there = [i for i, span in enumerate(asked.board) if span.id == near]
    place = there[0] if there else asked.whole("position") - 1
    pairs = range(len(asked.board) - 1)
    left = min(pairs, key=lambda i: (asked.board[i].locked or asked.board[i + 1].locked, abs(i - place)))
    numbers = {"left": left + 1, "right": left + 2}
    label = _("Merge shots %(left)s and %(right)s to make room") % numbers
    unlocking = _("Unlock and merge shots %(left)s and %(right)s to make room") % numbers
    return _merging(asked.board, left, label, unlocking)


def _add(asked: Asked) -> Offer | None:
    with suppress(Refused):
        timeline.insert(asked.board, NEW, 1)
        return Offer({"operation": "add", "position": 1}, _("Add a shot"))
    return None


def _lengthen_to_split(asked: Asked) -> Offer | None:
    for operation, compute in (("seconds", timeline.set_seconds), ("ripple", timeline.ripple)):
        with suppress(Refused):
            compute(asked.board, asked.shot, 2)
            return Offer({"operation": operation, "shot": asked.shot, "seconds": 2}, _("Make it 2 s"))
    return None


def _move_the_end(asked: Asked) -> Offer | None:
    """The last shot has no neighbour to exchange with: it gets longer or shorter, and the board with it."""
    last = asked.board[-1]
    wanted = last.seconds + asked.whole("by")
    for seconds in (wanted, wanted - 1, wanted + 1):
        with suppress(Refused):
            if timeline.ripple(asked.board, last.id, seconds) != asked.board:
                label = _("Make the last shot %(number)s s long") % {"number": seconds}
                return Offer({"operation": "ripple", "shot": last.id, "seconds": seconds}, label)
    return None


Way = Callable[[Asked], Offer | None]
WAYS: dict[str, tuple[Way, ...]] = {
    "locked": (_unlock,),
    "all_locked": (_unlock,),
    "no_second_to_give": (_unlock,),
    "no_second_to_exchange": (_unlock,),
    "total_out_of_range": (_unlock,),
    "shot_too_short": (_unlock,),
    "nothing_to_merge": (_merge_before,),
    "too_many_shots": (_make_room,),
    "last_shot": (_add,),
    "too_short_to_split": (_lengthen_to_split,),
    "no_edge": (_move_the_end,),
}
