"""Highway's text-to-video requests, read back. The model is named in the path, not in the request."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from storyboard.providers.read import Fields, Read, ReadShot, Text
from storyboard.providers.sheet import Sheet
from storyboard.providers.spec import Delivery

KEYS = {"sound", "prompt", "duration", "cfg_scale", "aspect_ratio", "multi_prompt", "negative_prompt"}
USUAL_SECONDS = 5
USUAL_RATIO = "16:9"


def is_ours(value: Any) -> bool:
    """Whether a value of JSON is a request of Highway's: a prompt or shots at the top, and mostly keys of its page."""
    if not isinstance(value, dict) or not {"prompt", "multi_prompt"} & set(value) or "taskType" in value:
        return False
    return len(KEYS & set(value)) * 2 > len(value)


def read(values: dict[str, Any], sheets: Mapping[str, Sheet]) -> Read:
    """One request."""
    request = Fields(values)
    parts = request.parts("multi_prompt")
    shots = tuple(ReadShot(_text(shot.text("prompt")), shot.whole("duration")) for shot in parts)
    found = Read(
        kind="highway",
        model=next(iter(sheets.values())).model,
        mode="custom" if shots else "single",
        prompt=_text(request.text("prompt")),
        shots=shots,
        seconds=request.whole("duration") or (None if shots else USUAL_SECONDS),
        ratio=request.choice("aspect_ratio", "16:9", "9:16", "1:1") or USUAL_RATIO,
        sound=bool(request.yes("sound")),
        negative_prompt=request.text("negative_prompt"),
        delivery=Delivery(adherence=request.number("cfg_scale")),
    )
    return replace(found, ignored=tuple(request.ignored()))


def _text(text: str) -> Text:
    return (text,) if text else ()
