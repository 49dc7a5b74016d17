"""Runware's `videoInference`: a list of one task. Keys in the order of the examples on its model page.

Sources: Runware's pages of klingai:kling-video@3-4k and @3-pro. Exactly one of frames and width × height is sent;
positions of frames are always named, since a lone one without would be taken as the first. `deliveryMethod` and
`outputType` are left out, as in all of the pages' examples: each has one value, which is its default.
"""

from typing import Any

from storyboard.providers.keeping import KnownElements
from storyboard.providers.pictures import place_of
from storyboard.providers.sheet import Sheet
from storyboard.providers.spec import Delivery, ElementSpec, Spec

PLACES = frozenset({
    "taskUUID", "webhookURL", "uploadEndpoint", "image", "frontalImage", "images", "videos", "voices",
    "referenceImages", "referenceVideos",
})  # fmt: skip


def path_of(_sheet: Sheet) -> str:
    """Nothing: every task goes to the account's address itself."""
    return ""


def body_of(spec: Spec, sheet: Sheet, known: KnownElements) -> list[dict[str, Any]]:
    """The task, in the list that Runware takes. Elements that the account keeps are sent by id alone."""
    inputs = _given(_inputs(spec, sheet, known))
    size = sheet.sizes.get(spec.ratio) if "frameImages" not in inputs else None
    task = {
        "taskType": "videoInference",
        "taskUUID": "task",
        "model": sheet.native,
        "positivePrompt": spec.sent(spec.prompt, sheet.mentions) if spec.mode != "custom" else None,
        "negativePrompt": spec.negative,
        "width": size and size[0],
        "height": size and size[1],
        "duration": spec.seconds,
        "numberResults": spec.results if spec.results != 1 else None,
        **_delivery(spec.delivery),
        "includeCost": True,
        "webhookURL": "hook",
        # With several results it is not documented what each would be called there.
        "uploadEndpoint": "upload" if spec.results == 1 else None,
        "providerSettings": {"klingai": _given(_settings(spec, sheet))},
        "inputs": inputs,
    }
    return [_given(task)]


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is not given: no value, no text, no list, no table."""
    return {key: value for key, value in values.items() if value is not None and value not in ("", [], {})}


def _delivery(wanted: Delivery) -> dict[str, Any]:
    checks = wanted.safety is not None and {"checkContent": wanted.safety != "none", "mode": wanted.safety}
    return {
        "outputFormat": wanted.format,
        "outputQuality": wanted.quality,
        "safety": checks or None,
        "ttl": wanted.link_seconds,
    }


def _settings(spec: Spec, sheet: Sheet) -> dict[str, Any]:
    shots = [{"prompt": spec.sent(shot.prompt, sheet.mentions), "duration": shot.seconds} for shot in spec.shots]
    settings = {
        "shotType": "intelligence" if spec.mode == "intelligent" else None,
        "sound": spec.sound,
        "multiPrompt": shots if spec.mode == "custom" else None,
    }
    if spec.motion and sheet.motion:
        settings["characterOrientation"] = spec.motion.orientation
        settings["keepOriginalSound"] = spec.motion.keep_sound
    return settings


def _inputs(spec: Spec, sheet: Sheet, known: KnownElements) -> dict[str, Any]:
    frames = (("first", spec.first_frame), ("last", spec.last_frame))
    inputs: dict[str, Any] = {
        "frameImages": [{"image": place_of(picture, spec.ratio), "frame": at} for at, picture in frames if picture],
        "elements": [_element(element, known) for element in spec.elements],
    }
    if spec.motion and sheet.motion:
        inputs["referenceImages"] = [place_of(spec.motion.picture)] if spec.motion.picture else []
        inputs["referenceVideos"] = [place_of(spec.motion.clip)] if spec.motion.clip else []
    return inputs


def _element(element: ElementSpec, known: KnownElements) -> dict[str, Any]:
    """In full, or by id alone. The frontal image is sent again where there is no other: the schema takes it alone, the
    live service does not."""
    if known.keeps(element):
        return {"id": known.id_of(element)}
    extras = element.extras or element.images
    whole = {
        "id": known.id_of(element),
        "description": element.description,
        "frontalImage": place_of(element.frontal) if element.frontal else None,
        "images": [place_of(picture) for picture in extras],
        "videos": [place_of(element.video)] if element.video and element.source == "video" else None,
        "voices": [place_of(element.voice)] if element.voice else None,
        "tags": list(element.tags),
    }
    return _given(whole)
