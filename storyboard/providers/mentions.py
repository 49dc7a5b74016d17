"""Mentions: elements in prompts. They are stored by id as `{{element:<id>}}`, so that a new name or another order never
binds one to another element. Text that only looks like a mention stays text.
"""

import enum
import re
from collections.abc import Callable
from dataclasses import dataclass

# Ids are as `storyboard.ids` makes them: twelve characters of a–z and 2–7.
_WRITTEN = re.compile(r"\{\{element:([a-z2-7]{12})\}\}")
UNKNOWN = "@?"


class MentionStyle(enum.StrEnum):
    """How a mention is written for its reader: `@The Guide`, `@the_guide`, `<<<element_1>>>` by its place, or the
    element's description in plain words."""

    NAME = "name"
    HANDLE = "handle"
    NUMBER = "number"
    DESCRIPTION = "description"


@dataclass(frozen=True)
class Mention:
    """An element's place in a prompt."""

    element_id: str


class Words(dict[str, str]):
    """What is written for each element id: `@?` for one that nobody knows."""

    def __missing__(self, element_id: str) -> str:
        return UNKNOWN


def mention_of(element_id: str) -> str:
    """How a stored text holds an element."""
    return f"{{{{element:{element_id}}}}}"


def parts(text: str) -> list[str | Mention]:
    """A stored text as texts and mentions in order; no part is an empty text."""
    found: list[str | Mention] = []
    end = 0
    for match in _WRITTEN.finditer(text):
        found += [text[end : match.start()], Mention(match[1])]
        end = match.end()
    return [part for part in (*found, text[end:]) if part != ""]


def render(text: str, name_of: Callable[[str], str]) -> str:
    """The text with what `name_of` gives for each mention's element id; everything else stays as it is."""
    return _WRITTEN.sub(lambda match: name_of(match[1]), text)


def mentioned(text: str) -> list[str]:
    """The ids of the elements that a text mentions, in order, each once."""
    return list(dict.fromkeys(_WRITTEN.findall(text)))


def length(text: str, name_of: Callable[[str], str]) -> int:
    """How many code points the text has once its mentions are rendered."""
    return len(render(text, name_of))
