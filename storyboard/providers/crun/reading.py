"""Crun's CreateTask requests for kling/v3, read back."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from storyboard.providers.read import Fields, Read, ReadElement, ReadShot, Text, text_parts
from storyboard.providers.sheet import Sheet
from storyboard.providers.spec import Delivery

MODES = {"customize": "custom", "intelligence": "intelligent"}


def is_ours(value: Any) -> bool:
    """Whether a value of JSON is a task for Crun's Kling."""
    return isinstance(value, dict) and value.get("model") == "kling/v3" and isinstance(value.get("input"), dict)


def read(values: dict[str, Any], sheets: Mapping[str, Sheet]) -> Read:
    """One request."""
    request = Fields(values)
    request.skip("model", "callback_url")
    wanted = request.part("input")
    grades = {sheet.grade: sheet for sheet in sheets.values()}
    sheet = grades.get(wanted.choice("mode", *grades) or "")
    elements = tuple(_element(element) for element in wanted.parts("element_list"))
    pictures = wanted.texts("img_urls", 2)
    shots = tuple(_shot(shot, elements) for shot in wanted.parts("multi_prompt"))
    mode = _mode(wanted, has_shots=bool(shots))
    found = Read(
        kind="crun",
        model=sheet.model if sheet else "",
        mode=mode,
        prompt=_text(wanted.text("prompt"), elements),
        shots=shots,
        seconds=wanted.whole("duration"),
        ratio=wanted.choice("aspect_ratio", "16:9", "9:16", "1:1"),
        sound=bool(wanted.yes("audio")) or mode != "single",
        first_frame=pictures[0] if pictures else "",
        last_frame=pictures[1] if len(pictures) > 1 else "",
        elements=elements,
        delivery=Delivery(safety=_safety(wanted)),
    )
    return replace(found, ignored=tuple(request.ignored()))


def _mode(wanted: Fields, *, has_shots: bool) -> str:
    shot_type = wanted.choice("shot_type", *MODES, None)
    if not wanted.yes("multi_shots"):
        wanted.skip("shot_type")
        return "single"
    return MODES.get(shot_type) or ("custom" if has_shots else "intelligent")


def _element(element: Fields) -> ReadElement:
    images = element.texts("element_image_urls")
    return ReadElement(element.text("name"), element.text("description"), (), next(iter(images), ""), images[1:])


def _shot(shot: Fields, elements: tuple[ReadElement, ...]) -> ReadShot:
    return ReadShot(_text(shot.text("prompt"), elements), shot.whole("duration"))


def _text(text: str, elements: tuple[ReadElement, ...]) -> Text:
    """A mention is @ and a whole name: @hero is none in @heroes."""
    handles = [element.handle for element in elements]
    names = "|".join(re.escape(handle) for handle in sorted(filter(None, handles), key=len, reverse=True))
    return text_parts(text, re.compile(rf"@({names})(?!\w)"), handles.index) if names else ((text,) if text else ())


def _safety(wanted: Fields) -> str | None:
    """Both checks together are the full one; one alone has no word here and is named."""
    checks = [wanted.choice(key, "enabled") for key in ("input_compliance", "output_compliance")]
    if all(checks):
        return "full"
    for key, value in zip(("input_compliance", "output_compliance"), checks, strict=True):
        if value:
            wanted.refuse(key, value)
    return None
