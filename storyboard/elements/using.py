"""Where elements are used. Boards, orders and takes live in rooms above, which register what finds them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

SHOWN = 24


@dataclass(frozen=True)
class BoardUse:
    """A board that an element is on or mentioned in. `shots` are positions; `picture` is an address or empty."""

    project: str
    title: str
    address: str
    picture: str
    shots: tuple[int, ...]


@dataclass(frozen=True)
class TakeUse:
    """A take ordered with an element on its board, and the revision of the element's media that it keeps."""

    title: str
    project: str
    address: str
    picture: str
    state: str
    revision: int


@dataclass(frozen=True)
class BoardUses:
    """The boards edited last, at most SHOWN, and how many there are in all."""

    shown: tuple[BoardUse, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class TakeUses:
    """The newest takes, at most SHOWN, how many there are in all, and how many orders wait to be sent.

    `approved` counts the takes that were approved, `revisions` are those they keep.
    """

    shown: tuple[TakeUse, ...] = ()
    count: int = 0
    orders: int = 0
    approved: int = 0
    revisions: tuple[int, ...] = ()


@dataclass(frozen=True)
class Uses:
    """Everywhere that one element is used."""

    boards: BoardUses
    takes: TakeUses

    @property
    def any(self) -> bool:
        """Whether other media would touch anything."""
        return bool(self.boards.count or self.takes.count)


BoardFinder = Callable[[str, str], BoardUses]
TakeFinder = Callable[[str], TakeUses]
Teller = Callable[[str, Sequence[str]], None]

_board_finders: list[BoardFinder] = []
_take_finders: list[TakeFinder] = []
_tellers: list[Teller] = []


def add_board_finder(finder: BoardFinder) -> None:
    """Sets what finds boards: (workspace id, element id) to its uses. Once, when the app is ready."""
    _board_finders[:] = [finder]


def add_take_finder(finder: TakeFinder) -> None:
    """Sets what finds takes and orders: element id to its uses. Once, when the app is ready."""
    _take_finders[:] = [finder]


def add_teller(teller: Teller) -> None:
    """Sets what tells open boards: (workspace id, element ids) that changed. Once, when the app is ready."""
    _tellers[:] = [teller]


def uses_of(workspace_id: str, element_id: str) -> Uses:
    """Where an element is used, in a constant number of queries."""
    boards = _board_finders[0](workspace_id, element_id) if _board_finders else BoardUses()
    return Uses(boards, _take_finders[0](element_id) if _take_finders else TakeUses())


def tell_boards(workspace_id: str, element_ids: Sequence[str]) -> None:
    """Has every open board that uses these elements draw them again. Call inside the change's transaction."""
    for teller in _tellers:
        teller(workspace_id, element_ids)
