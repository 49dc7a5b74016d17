"""How the video is to come back: file, quality, check of content, life of the link, adherence. One operation.

What is chosen is kept whatever the model is; each model is sent what it has.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from storyboard.projects.editing import Change, Editing, Operation
from storyboard.projects.timeline import Refused
from storyboard.providers.sheets import KLING, provider_sheets

LONGEST_LIFE = 31_536_000  # seconds; a year


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


def _number(least: float, most: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        value = round(float(text), 2) if len(text) < 10 else most + 1
        if not least <= value <= most:
            raise ValueError
        return value

    return parse


@cache
def parts() -> dict[str, Callable[[str], Any]]:
    """How each part is read. A board can hold whatever any model takes, as the sheets have it."""
    abilities = [sheet.delivery for sheet in (KLING, *provider_sheets().values())]
    qualities = [one.quality for one in abilities if one.quality]
    adherences = [one.adherence for one in abilities if one.adherence]
    lives = [one.link_seconds_least for one in abilities if one.link_seconds_least]
    return {
        "format": _one_of(*(one for ability in abilities for one in ability.formats)),
        "quality": _whole(min(least for least, _most in qualities), max(most for _least, most in qualities)),
        "safety": _one_of("none", *(one for ability in abilities for one in ability.safety)),
        "link_seconds": _whole(min(lives), LONGEST_LIFE),
        "adherence": _number(min(least for least, _most in adherences), max(most for _least, most in adherences)),
    }


def set_delivery(part: str, text: str) -> Operation:
    """Sets one part, or with an empty text leaves it to the provider."""

    def operation(editing: Editing) -> Change | None:
        if part not in parts():
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
        return parts()[part](text)
    except ValueError:
        raise Refused("no_such_choice") from None
