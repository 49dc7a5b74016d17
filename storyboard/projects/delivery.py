"""How the video is to come back: file, quality, check of content, life of the link, adherence. One operation.

What is chosen is kept whatever the model is; each model is sent what it has.
"""

from collections.abc import Callable
from typing import Any

from storyboard.projects.editing import Change, Editing, Operation
from storyboard.projects.timeline import Refused


def _one_of(*words: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in words:
            raise ValueError
        return text

    return parse


def _whole(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
            raise ValueError
        return int(text)

    return parse


def _share(text: str) -> float:
    value = round(float(text), 2) if len(text) < 10 else 2
    if not 0 <= value <= 1:
        raise ValueError
    return value


PARTS: dict[str, Callable[[str], Any]] = {
    "format": _one_of("MP4", "WEBM", "MOV"),
    "quality": _whole(20, 99),
    "safety": _one_of("none", "fast", "full"),
    "link_seconds": _whole(60, 31_536_000),
    "adherence": _share,
}


def set_delivery(part: str, text: str) -> Operation:
    """Sets one part, or with an empty text leaves it to the provider."""

    def operation(editing: Editing) -> Change | None:
        if part not in PARTS:
            raise Refused("no_such_field")
        before = editing.project.delivery.get(part)
        after = _parsed(part, text.strip())
        if before == after:
            return None
        kept = {name: value for name, value in editing.project.delivery.items() if name != part}
        editing.project.delivery = kept if after is None else {**kept, part: after}
        editing.project.save(update_fields=["delivery"])
        return Change("deliver", "", part, before, after)

    return operation


def _parsed(part: str, text: str) -> Any:
    if not text:
        return None
    try:
        return PARTS[part](text)
    except ValueError:
        raise Refused("no_such_choice") from None
