"""Capability sheets read from their tables. A table that cannot be true is refused when the product starts, with the
file and the key: a wrong limit would cost money later.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from storyboard.providers.element_ability import ElementAbility
from storyboard.providers.mentions import MentionStyle
from storyboard.providers.sheet import DeliveryAbility, MotionAbility, Rates, Sheet

HERE = Path(__file__).parent
MODES = ("single", "custom", "intelligent")
SOUNDS = ("choice", "none", "forced with shots")
RATIOS = ("16:9", "9:16", "1:1")
SAFETIES = ("none", "fast", "full")
Check = Callable[[Any], Any]


class SheetError(Exception):
    """A table says something that cannot be; the text names the file, the key and what is wanted."""


class _Wrong(Exception):
    """What a value should have been."""


def sheets_of(kind: str) -> list[Sheet]:
    """The sheets of one API, from `<kind>/sheet.toml`. Raises SheetError."""
    path = HERE / kind / "sheet.toml"
    return read_sheets(path.read_text("utf-8"), f"{kind}/{path.name}", kind)


def read_sheets(text: str, file: str, kind: str) -> list[Sheet]:
    """The sheets that a table holds: `[every]`, and a row of `[[models]]` each that may say otherwise. Raises
    SheetError; `file` is what it calls the table."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SheetError(f"{file}: {error}") from error
    if set(table) != {"every", "models"} or not isinstance(table["models"], list):
        raise SheetError(f"{file}: wants [every] and [[models]], and nothing else.")
    return [_sheet({**table["every"], **row}, file, number, kind) for number, row in enumerate(table["models"], 1)]


def _sheet(row: dict[str, Any], file: str, number: int, kind: str) -> Sheet:
    name = row.get("model")
    place = f"{file}: {name}" if isinstance(name, str) else f"{file}: model {number}"
    try:
        values = _checked(row, SHEET, "")
        _agree(values, kind)
    except _Wrong as wrong:
        raise SheetError(f"{place}: {wrong}") from None
    return Sheet(**_fields(values))


def _fields(values: dict[str, Any]) -> dict[str, Any]:
    """Ranges of lengths become a least and a most."""
    fields = dict(values)
    for key, prefix in (("prompt", "prompt"), ("shot_prompt", "shot_prompt"), ("negative_prompt", "negative")):
        if key in fields:
            fields[f"{prefix}_least"], fields[f"{prefix}_limit"] = fields.pop(key)
    if "sizes" in fields:
        fields["ratios"] = tuple(fields["sizes"])
    return fields


def _agree(values: dict[str, Any], kind: str) -> None:
    """What no single key can tell."""
    if not values["model"].startswith(f"{kind}/"):
        raise _Wrong(f"model: starts with {kind}/.")
    if ("sizes" in values) == ("ratios" in values):
        raise _Wrong("sizes: either sizes or ratios say which shapes there are.")
    unknown = sorted(values.get("undocumented", frozenset()) - LIMITS)
    if unknown:
        raise _Wrong(f"undocumented: {unknown[0]} is no limit of a sheet.")


def _checked(row: Mapping[str, Any], keys: Mapping[str, Check], path: str) -> dict[str, Any]:
    """The row with every value checked. Keys ending in * must be there."""
    known = {key.rstrip("*"): check for key, check in keys.items()}
    for key in row:
        if key not in known:
            raise _Wrong(f"{path}{key}: no such key. There are {', '.join(known)}.")
    for key in keys:
        if key.endswith("*") and key.rstrip("*") not in row:
            raise _Wrong(f"{path}{key.rstrip('*')}: is missing.")
    found = {}
    for key, value in row.items():
        try:
            found[key] = known[key](value)
        except _Wrong as wrong:
            text = str(wrong)
            raise _Wrong(f"{path}{key}{text}" if text.startswith(".") else f"{path}{key}: {text}") from None
    return found


# What a value may be


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Wrong("wants a text.")
    return value


def _format(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z0-9]{2,8}", value):
        raise _Wrong('wants a format in capitals, like "MP4".')
    return value


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("wants true or false.")
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _Wrong("wants a whole number.")
    return value


def _count(value: Any) -> int:
    if not _whole(value):
        raise _Wrong("wants at least 1.")
    return int(value)


def _number(value: Any) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 1000:
        raise _Wrong("wants a number.")
    return float(value)


def _money(value: Any) -> Decimal:
    try:
        amount = Decimal(value) if isinstance(value, str) else Decimal("NaN")
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount <= 0:
        raise _Wrong('wants an amount in quotes, like "0.42".')
    return amount


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _Wrong('wants a day in quotes, like "2026-11-20".') from None


def _one_of(*choices: str) -> Check:
    def check(value: Any) -> str:
        if value not in choices:
            raise _Wrong(f"wants one of {', '.join(choices)}.")
        return str(value)

    return check


def _list(each: Check) -> Check:
    def check(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _Wrong("wants a list.")
        return tuple(each(one) for one in value)

    return check


def _span(each: Check) -> Check:
    def check(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) != 2:
            raise _Wrong("wants the least and the most, like [3, 15].")
        least, most = each(value[0]), each(value[1])
        if least > most:
            raise _Wrong("has its least above its most.")
        return least, most

    return check


def _table(keys: Mapping[str, Check], make: Callable[..., Any]) -> Check:
    def check(value: Any) -> Any:
        if not isinstance(value, dict):
            raise _Wrong("wants a table.")
        try:
            return make(**_checked(value, keys, ""))
        except _Wrong as wrong:
            raise _Wrong(f".{wrong}") from None

    return check


def _sizes(value: Any) -> dict[str, tuple[int, int]]:
    if not isinstance(value, dict) or not value or not set(value) <= set(RATIOS):
        raise _Wrong(f"wants pixels for some of {', '.join(RATIOS)}.")
    for ratio, size in value.items():
        across, down = (int(part) for part in ratio.split(":"))
        if not isinstance(size, list) or len(size) != 2 or _count(size[0]) * down != _count(size[1]) * across:
            raise _Wrong(f"wants a width and a height of the shape {ratio}.")
    return {ratio: (size[0], size[1]) for ratio, size in value.items()}


ELEMENTS: Mapping[str, Check] = {
    "mentions*": lambda value: MentionStyle(_one_of("number", "handle", "name")(value)),
    "most*": _count,
    "least_images*": _count,
    "most_images*": _count,
    "video*": _yes_or_no,
    "documented": _yes_or_no,
    "frontal": _yes_or_no,
    "voice*": _yes_or_no,
    "needs_first_frame*": _yes_or_no,
    "description_caution": _count,
}
DELIVERY: Mapping[str, Check] = {
    "formats": _list(_format),
    "quality": _span(_count),
    "quality_usual": _count,
    "safety": _list(_one_of(*SAFETIES)),
    "link_seconds_least": _count,
    "adherence": _span(_number),
}
PRICE: Mapping[str, Check] = {"silent*": _money, "sound*": _money, "unit*": _text, "on*": _day, "source*": _text}
SHEET: Mapping[str, Check] = {
    "model*": _text,
    "name*": _text,
    "provider*": _text,
    "native*": _text,
    "grade": _text,
    "resolution*": _text,
    "modes*": _list(_one_of(*MODES)),
    "total_seconds*": _span(_count),
    "most_shots*": _count,
    "shot_seconds_least*": _count,
    "shot_seconds_caution": _count,
    "prompt_required*": _yes_or_no,
    "prompt*": _span(_whole),
    "shot_prompt*": _span(_whole),
    "shot_prompt_caution*": _count,
    "negative_prompt": _span(_whole),
    "sound*": _one_of(*SOUNDS),
    "ratios": _list(_one_of(*RATIOS)),
    "sizes": _sizes,
    "size_or_frame*": _yes_or_no,
    "first_frame*": _yes_or_no,
    "last_frame*": _yes_or_no,
    "last_frame_alone*": _yes_or_no,
    "last_frame_with_shots*": _yes_or_no,
    "shots_need_first_frame*": _yes_or_no,
    "picture_least_side*": _count,
    "picture_longest*": _number,
    "addresses*": _yes_or_no,
    "motion": _table({"image*": _count, "video*": _count}, MotionAbility),
    "elements": _table(ELEMENTS, ElementAbility),
    "results*": _count,
    "delivery": _table(DELIVERY, DeliveryAbility),
    "price": _table(PRICE, Rates),
    "undocumented": lambda value: frozenset(_list(_text)(value)),
    "doubts": _list(_text),
}
LIMITS = {key.rstrip("*") for key in SHEET} - {"model", "name", "provider", "native", "undocumented", "doubts"}
