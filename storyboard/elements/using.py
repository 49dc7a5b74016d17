"""Where elements are used. Boards and orders live in rooms above, which register what finds them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Use:
    """A board that an element is on or mentioned in. `shots` are positions; `picture` is an address or empty."""

    project: str
    title: str
    address: str
    picture: str
    shots: tuple[int, ...]


@dataclass(frozen=True)
class Effect:
    """What other media of an element would touch."""

    boards: int
    orders: int


UseFinder = Callable[[str, Sequence[str]], dict[str, list[Use]]]
OrderCounter = Callable[[Sequence[str], str], int]

_finders: list[UseFinder] = []
_counters: list[OrderCounter] = []


def add_use_finder(finder: UseFinder) -> None:
    """Sets what finds boards: (workspace id, element ids) to uses of each. Once, when the app is ready."""
    _finders[:] = [finder]


def add_order_counter(counter: OrderCounter) -> None:
    """Sets what counts queued orders: (project ids, element id) to how many. Once, when the app is ready."""
    _counters[:] = [counter]


def uses_of(workspace_id: str, element_ids: Sequence[str]) -> dict[str, list[Use]]:
    """The boards that use each of these elements, the last edited first."""
    found = _finders[0](workspace_id, element_ids) if _finders else {}
    return {element_id: found.get(element_id, []) for element_id in element_ids}


def effect_of(element_id: str, uses: Sequence[Use]) -> Effect:
    """What other media of an element would touch, given where it is used."""
    projects = [use.project for use in uses]
    return Effect(len(projects), _counters[0](projects, element_id) if _counters else 0)
