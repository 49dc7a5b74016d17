"""Shapes of JSON, as data: what a field may hold. Checking one gives faults; each API tells them in its own words.

Everything is strict: a field that is not named is a fault, true is no number, 5.0 is no whole number, null is nothing
but null.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import urlsplit

MOST_CHARACTERS = 8192
"""Of an address."""


class Kind(StrEnum):
    """What can be wrong with a field."""

    UNKNOWN = "unknown"
    MISSING = "missing"
    TYPE = "type"
    LOW = "low"
    HIGH = "high"
    SHORT = "short"
    LONG = "long"
    FEW = "few"
    MANY = "many"
    CHOICE = "choice"
    FORM = "form"
    TOGETHER = "together"


@dataclass(frozen=True)
class Fault:
    """One finding: `path` as `inputs.frameImages[0].frame`, `wanted` as the end of a sentence “must be …”.

    `paths` names all fields of a finding about several; `allowed` are the values that would do, where they are few.
    """

    kind: Kind
    path: str
    wanted: str
    allowed: tuple[Any, ...] = ()
    paths: tuple[str, ...] = ()


class Shape(Protocol):
    """Something a value can be checked against."""

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        """What is wrong with `value`, found at `path`."""

    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""


@dataclass(frozen=True)
class Text:
    """A string of `least` to `most` characters (code points)."""

    least: int = 0
    most: int | None = None

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield Fault(Kind.TYPE, path, "a string")
        elif len(value) < self.least:
            yield Fault(Kind.SHORT, path, f"at least {self.least} characters long")
        elif self.most is not None and len(value) > self.most:
            yield Fault(Kind.LONG, path, f"at most {self.most} characters long")

    def schema(self) -> dict[str, Any]:
        most = {} if self.most is None else {"maxLength": self.most}
        return {"type": "string", "minLength": self.least, **most}


@dataclass(frozen=True)
class Address:
    """An absolute http or https URL."""

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, str):
            yield Fault(Kind.TYPE, path, "a string")
        elif len(value) > MOST_CHARACTERS:
            yield Fault(Kind.LONG, path, f"at most {MOST_CHARACTERS} characters long")
        elif not is_address(value):
            yield Fault(Kind.FORM, path, "an http or https URL")

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uri"}


@dataclass(frozen=True)
class Whole:
    """A whole number from `least` to `most`."""

    least: int | None = None
    most: int | None = None

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, int) or isinstance(value, bool):
            yield Fault(Kind.TYPE, path, "an integer")
        else:
            yield from _bounds(value, self.least, self.most, path)

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", **_limits(self.least, self.most)}


@dataclass(frozen=True)
class Number:
    """A number from `least` to `most`."""

    least: int | None = None
    most: int | None = None

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, int | float) or isinstance(value, bool):
            yield Fault(Kind.TYPE, path, "a number")
        else:
            yield from _bounds(value, self.least, self.most, path)

    def schema(self) -> dict[str, Any]:
        return {"type": "number", **_limits(self.least, self.most)}


@dataclass(frozen=True)
class Flag:
    """True or false."""

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, bool):
            yield Fault(Kind.TYPE, path, "a boolean")

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Choice:
    """One of these values, of the same type: 0 is not false."""

    values: tuple[Any, ...]

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if not any(type(value) is type(one) and value == one for one in self.values):
            yield Fault(Kind.CHOICE, path, f"one of {listed(self.values)}", allowed=self.values)

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.values)}


@dataclass(frozen=True)
class Maybe:
    """Null, or the shape."""

    shape: Shape

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if value is not None:
            yield from self.shape.faults(value, path)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [{"type": "null"}, self.shape.schema()]}


@dataclass(frozen=True)
class TextOr:
    """A string of the first shape, or something of the second."""

    text: Text
    other: Shape

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        yield from (self.text if isinstance(value, str) else self.other).faults(value, path)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [self.text.schema(), self.other.schema()]}


@dataclass(frozen=True)
class Many:
    """An array of `least` to `most` items of one shape."""

    item: Shape
    least: int = 0
    most: int | None = None

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, list):
            yield Fault(Kind.TYPE, path, "an array")
            return
        if len(value) < self.least:
            yield Fault(Kind.FEW, path, f"an array of at least {self.least} items")
        elif self.most is not None and len(value) > self.most:
            yield Fault(Kind.MANY, path, f"an array of at most {self.most} items")
        # Beyond the limit nothing is looked at: a million items would be a million faults.
        for index, item in enumerate(value[: self.most or 100]):
            yield from self.item.faults(item, f"{path}[{index}]")

    def schema(self) -> dict[str, Any]:
        most = {} if self.most is None else {"maxItems": self.most}
        return {"type": "array", "items": self.item.schema(), "minItems": self.least, **most}


@dataclass(frozen=True)
class Anything:
    """An object that is not looked into."""

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault(Kind.TYPE, path, "an object")

    def schema(self) -> dict[str, Any]:
        return {"type": "object"}


@dataclass(frozen=True)
class Thing:
    """An object of these fields and no others; the `required` ones must be there."""

    fields: Mapping[str, Shape]
    required: frozenset[str] = field(default_factory=frozenset)

    def faults(self, value: Any, path: str) -> Iterator[Fault]:
        if not isinstance(value, dict):
            yield Fault(Kind.TYPE, path, "an object")
            return
        for name in sorted(self.required - value.keys()):
            yield Fault(Kind.MISSING, joined(path, name), "given")
        for name in list(value)[:100]:
            if name in self.fields:
                yield from self.fields[name].faults(value[name], joined(path, name))
            else:
                yield Fault(Kind.UNKNOWN, joined(path, name[:80]), "left out", allowed=tuple(sorted(self.fields)))

    def schema(self) -> dict[str, Any]:
        properties = {name: shape.schema() for name, shape in self.fields.items()}
        return {
            "type": "object",
            "properties": properties,
            "required": sorted(self.required),
            "additionalProperties": False,
        }


def thing(required: str = "", **fields: Shape) -> Thing:
    """A Thing; `required` names fields with spaces between."""
    return Thing(fields, frozenset(required.split()))


def joined(path: str, name: str) -> str:
    """The path of a field within what stands at `path`."""
    return f"{path}.{name}" if path else name


def listed(values: tuple[Any, ...]) -> str:
    """Values as an error message lists them."""
    return ", ".join(f"'{value}'" for value in values)


def is_address(value: str) -> bool:
    """Whether it is an absolute http or https URL with a host and nothing unprintable."""
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and _is_plain(value)
    except ValueError:
        return False


def is_blank(value: Any) -> bool:
    """Whether there is no text: missing, no string, or white space alone."""
    return not isinstance(value, str) or not value.strip()


def _is_plain(value: str) -> bool:
    return all(" " < character != "\x7f" and not "\ud800" <= character <= "\udfff" for character in value)


def _bounds(value: float, least: int | None, most: int | None, path: str) -> Iterator[Fault]:
    if least is not None and value < least:
        yield Fault(Kind.LOW, path, f"at least {least}")
    elif most is not None and value > most:
        yield Fault(Kind.HIGH, path, f"at most {most}")


def _limits(least: int | None, most: int | None) -> dict[str, int]:
    limits = {"minimum": least, "maximum": most}
    return {name: limit for name, limit in limits.items() if limit is not None}
