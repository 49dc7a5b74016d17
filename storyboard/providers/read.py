"""What a provider's request says, in no provider's words; and how its JSON is read, so that nothing is lost unnamed."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from storyboard.providers.spec import Delivery

Text = tuple[str | int, ...]
"""A prompt in parts: texts, and the places of mentioned elements in the list of elements, from 0."""

Ignored = list[tuple[str, Any]]
"""What was not understood: its path in the request, and its value."""

BROKEN = re.compile("[\0\ud800-\udfff]")
MOST_WHOLE = 10**8
MOST_NUMBER = 10**15


@dataclass(frozen=True)
class ReadShot:
    """One shot: its prompt, and whole seconds where they were told."""

    prompt: Text
    seconds: int | None


@dataclass(frozen=True)
class ReadElement:
    """An element as it was sent; with nothing but its handle, the provider kept it already. Media are sources."""

    handle: str
    description: str = ""
    tags: tuple[str, ...] = ()
    frontal: str = ""
    extras: tuple[str, ...] = ()
    video: str = ""
    voice: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether only the provider knows what it looks like."""
        return self == ReadElement(self.handle)


@dataclass(frozen=True)
class ReadMotion:
    """Motion control as it was sent: sources, orientation (image or video), whether the clip's sound is kept."""

    picture: str = ""
    clip: str = ""
    orientation: str = "image"
    keep_sound: bool = False


@dataclass(frozen=True)
class Read:
    """One request. A source is what the request holds for media: an address, an id there, data, or a placeholder.

    model is empty where it is not one of ours; ratio and seconds are None where nothing tells them. seconds is the
    whole of the board, default filled where there are no shots to add up. `ignored` is everything that was not
    understood, `near` what the nearest shape was taken for, `mended` the texts as they came of which characters were
    dropped.
    """

    kind: str
    model: str
    mode: str
    prompt: Text
    shots: tuple[ReadShot, ...]
    seconds: int | None
    ratio: str | None
    sound: bool
    first_frame: str = ""
    last_frame: str = ""
    motion: ReadMotion | None = None
    elements: tuple[ReadElement, ...] = ()
    negative_prompt: str = ""
    results: int = 1
    delivery: Delivery = field(default_factory=Delivery)
    ignored: tuple[tuple[str, Any], ...] = ()
    near: tuple[tuple[str, Any], ...] = ()
    mended: tuple[tuple[str, str], ...] = ()


class Fields:
    """An object of a request, taken apart key by key. What is of another kind than asked for, and what nobody asks for,
    stays, and is named at the end."""

    def __init__(self, values: dict[str, Any], path: str = "") -> None:
        self._left = dict(values)
        self._path = path
        self._parts: list[Fields] = []
        self._refused: Ignored = []
        self.near: Ignored = []

    def __contains__(self, key: str) -> bool:
        return key in self._left

    def text(self, key: str) -> str:
        """A text; empty where there is none."""
        return str(self._take(key, is_text) or "")

    def choice(self, key: str, *choices: Any) -> Any:
        """One of these values, else None."""
        return self._take(key, lambda value: any(value == one and type(value) is type(one) for one in choices))

    def whole(self, key: str) -> int | None:
        """A whole number, also where it is written as 5.0."""
        found = self._take(key, lambda value: _is_number(value) and abs(value) < MOST_WHOLE and value == int(value))
        return None if found is None else int(found)

    def number(self, key: str) -> float | None:
        """A finite number."""
        found = self._take(key, _is_number)
        return None if found is None else float(found)

    def yes(self, key: str) -> bool | None:
        """True or false."""
        found: bool | None = self._take(key, lambda value: isinstance(value, bool))
        return found

    def texts(self, key: str, most: int | None = None) -> tuple[str, ...]:
        """Texts of a list; those beyond `most`, and what is no text, are named."""
        return tuple(value for _place, value in self._items(key, is_text, most))

    def parts(self, key: str) -> list["Fields"]:
        """The objects of a list."""
        return [self._part(value, place) for place, value in self._items(key, lambda value: isinstance(value, dict))]

    def part(self, key: str) -> "Fields":
        """An object; an empty one where there is none."""
        return self._part(self._take(key, lambda value: isinstance(value, dict)) or {}, self._at(key))

    def mixed(self, key: str) -> Iterator["str | Fields"]:
        """The texts and objects of a list."""
        for place, value in self._items(key, lambda value: is_text(value) or isinstance(value, dict)):
            yield value if isinstance(value, str) else self._part(value, place)

    def skip(self, *keys: str) -> None:
        """Keys that are understood and mean nothing for a board."""
        for key in keys:
            self._left.pop(key, None)

    def refuse(self, key: str, value: Any) -> None:
        """Names a value that was taken and is not understood after all."""
        self._refused.append((self._at(key), value))

    def approximate(self, key: str, value: Any) -> None:
        """Names a value that was taken, and for which the nearest that a board can have stands."""
        self.near.append((self._at(key), value))

    def ignored(self) -> Ignored:
        """Everything that was not taken, in it and in its parts. Null says nothing."""
        own = [(self._at(key), value) for key, value in self._left.items() if value is not None]
        return [*own, *self._refused, *(one for part in self._parts for one in part.ignored())]

    def _at(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def _take(self, key: str, fits: Callable[[Any], bool]) -> Any:
        return self._left.pop(key) if key in self._left and fits(self._left[key]) else None

    def _items(self, key: str, fits: Callable[[Any], bool], most: int | None = None) -> Iterator[tuple[str, Any]]:
        for number, value in enumerate(self._take(key, lambda value: isinstance(value, list)) or ()):
            place = f"{key}[{number}]"
            if fits(value) and (most is None or number < most):
                yield self._at(place), value
            else:
                self.refuse(place, value)

    def _part(self, values: dict[str, Any], path: str) -> "Fields":
        part = Fields(values, path)
        self._parts.append(part)
        return part


def is_text(value: Any) -> bool:
    """Whether it is a text that can be kept: no NUL, no half of a character."""
    return isinstance(value, str) and not BROKEN.search(value)


def mend(value: Any, mended: list[tuple[str, str]], path: str = "") -> Any:
    """A value of JSON, all its texts made such that can be kept. `mended` is given the path of each one that was not,
    and the text as it came."""
    if isinstance(value, dict):
        return {key: mend(one, mended, f"{path}.{key}" if path else key) for key, one in value.items()}
    if isinstance(value, list):
        return [mend(one, mended, f"{path}[{number}]") for number, one in enumerate(value)]
    if not isinstance(value, str) or is_text(value):
        return value
    mended.append((path, value))
    return BROKEN.sub("", value)


def _is_number(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    # A number of many digits is no float at all; asking it for one would be an error.
    return abs(value) < MOST_NUMBER if isinstance(value, int) else math.isfinite(value)


def text_parts(text: str, mention: re.Pattern[str], place_of: Callable[[str], int | None]) -> Text:
    """A prompt in parts. `mention` finds what may be one, its first group given to `place_of`; None keeps it text."""
    found: list[str | int] = []
    end = 0
    for match in mention.finditer(text):
        place = place_of(match[1])
        if place is not None:
            found += [text[end : match.start()], place]
            end = match.end()
    return tuple(part for part in (*found, text[end:]) if part != "")
