"""Crun's CreateTask for kling/v3. Source: its page “kling v3.0 video generation”; what has a default is sent all the
same, since the defaults are not documented.
"""

from typing import Any

from storyboard.providers.keeping import KnownElements
from storyboard.providers.pictures import place_of
from storyboard.providers.sheet import Sheet
from storyboard.providers.shot_problems import sounds
from storyboard.providers.spec import ElementSpec, Spec

PLACES = frozenset({"callback_url", "img_urls", "element_image_urls"})
SHOT_TYPES = {"custom": "customize", "intelligent": "intelligence"}


def path_of(_sheet: Sheet) -> str:
    """Where tasks are created."""
    return "/api/v1/client/job/CreateTask"


def body_of(spec: Spec, sheet: Sheet, _known: KnownElements) -> dict[str, Any]:
    """The request. A picture gives the shape: then no aspect ratio is sent, which would be ignored."""
    frames = [place_of(picture, spec.ratio) for picture in (spec.first_frame, spec.last_frame) if picture]
    # The first of the pictures is the start, so that an end alone cannot be told.
    frames = frames if spec.first_frame else []
    custom = spec.mode == "custom"
    values = {
        "mode": sheet.grade,
        "multi_shots": spec.mode != "single",
        "shot_type": SHOT_TYPES.get(spec.mode),
        "img_urls": frames or None,
        "aspect_ratio": None if frames else spec.ratio,
        "prompt": None if custom else spec.sent(spec.prompt, sheet.mentions) or None,
        "multi_prompt": _shots(spec, sheet) if custom else None,
        "element_list": [_element(element) for element in spec.elements] or None,
        "duration": spec.seconds,
        "audio": sounds(spec, sheet),
        **_checks(spec),
    }
    return {
        "model": sheet.native,
        "callback_url": "hook",
        "input": {key: value for key, value in values.items() if value is not None},
    }


def _shots(spec: Spec, sheet: Sheet) -> list[dict[str, Any]]:
    return [{"prompt": spec.sent(shot.prompt, sheet.mentions), "duration": shot.seconds} for shot in spec.shots]


def _element(element: ElementSpec) -> dict[str, Any]:
    """Prompts name it by its handle. Where it is not described, its name says what it is."""
    return {
        "name": element.handle,
        "description": element.description or element.name,
        "element_image_urls": [place_of(picture) for picture in element.images],
    }


def _checks(spec: Spec) -> dict[str, Any]:
    wanted = "enabled" if spec.delivery.safety == "full" else None
    return {"input_compliance": wanted, "output_compliance": wanted}
