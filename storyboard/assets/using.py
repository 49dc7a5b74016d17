"""Where assets are used. Boards and elements live in rooms above, which register what finds them."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Use:
    """A board or an element that shows an asset. `where` says in words as what; `picture` is an address or empty."""

    title: str
    where: str
    address: str
    picture: str


UseFinder = Callable[[str], list[Use]]

_finders: list[UseFinder] = []


def set_use_finders(*finders: UseFinder) -> None:
    """Sets what finds uses: from an asset's id to its uses, the last edited first. Once, when the app is ready."""
    _finders[:] = finders


def uses_of(asset_id: str) -> list[Use]:
    """Every use of an asset, in the order of the finders."""
    return [use for finder in _finders for use in finder(asset_id)]
