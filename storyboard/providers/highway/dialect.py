"""Highway's asynchronous text-to-video endpoint. Source: its page of kling-v3.0-4k-t2v, keys as in its sample.

`prompt` is required and excludes `multi_prompt`; its length starts at 0, so that beside shots it is empty.
"""

from typing import Any

from storyboard.providers.keeping import KnownElements
from storyboard.providers.sheet import Sheet
from storyboard.providers.spec import Spec

PLACES = frozenset[str]()


def path_of(sheet: Sheet) -> str:
    """The model is named in the path."""
    return f"/v3/async/{sheet.native}"


def body_of(spec: Spec, sheet: Sheet, _known: KnownElements) -> dict[str, Any]:
    """The request; nothing but text can be sent."""
    custom = spec.mode == "custom"
    body = {
        "sound": spec.sound,
        "prompt": "" if custom else spec.sent(spec.prompt, sheet.mentions),
        "duration": spec.seconds,
        "cfg_scale": spec.delivery.adherence,
        "aspect_ratio": spec.ratio,
        "multi_prompt": [
            {"prompt": spec.sent(shot.prompt, sheet.mentions), "duration": shot.seconds} for shot in spec.shots
        ]
        if custom
        else None,
        "negative_prompt": spec.negative or None,
    }
    return {key: value for key, value in body.items() if value is not None}
