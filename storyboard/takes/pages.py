"""What rooms above add to the page of a take."""

from collections.abc import Callable, Mapping
from typing import Any

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.models import Take

# Takes a take, its project with the reader's roles loaded, the reader, and what the address asks for; gives what
# templates of that room want.
Panels = Callable[[Take, Person, Mapping[str, str]], dict[str, Any]]
_panels: list[Panels] = []


def add_panels(panels: Panels) -> None:
    """Sets what stands beside a video, once, when the app is ready."""
    _panels[:] = [panels]


def panels_beside(take: Take, project: Project, reader: Person, asked: Mapping[str, str]) -> dict[str, Any]:
    """What the page of a take shows of rooms above, for its template; `asked` is the query of its address."""
    take.project = project
    return _panels[0](take, reader, asked) if _panels else {}
