"""What rooms above add to the page of a take."""

from collections.abc import Callable, Mapping
from typing import Any

from storyboard.studio.models import Person
from storyboard.takes.models import Take

# Takes a take, its project with the reader's roles loaded, the reader, and what the address asks for; gives what
# templates of that room want.
Panels = Callable[[Take, Person, Mapping[str, str]], dict[str, Any]]
_panels: list[Panels] = []


def add_panels(above: Panels, beside: Panels) -> None:
    """Sets what stands above a video and beside it, once, when the app is ready."""
    _panels[:] = [above, beside]


def panels_above(take: Take, reader: Person, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a take shows of rooms above before its video; `asked` is the query of its address."""
    return _panels[0](take, reader, asked) if _panels else {}


def panels_beside(take: Take, reader: Person, asked: Mapping[str, str]) -> dict[str, Any]:
    """What it shows of them after its video."""
    return _panels[1](take, reader, asked) if _panels else {}
