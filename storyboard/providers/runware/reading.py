"""Runware's `videoInference` tasks, read back. Lists of tasks and single tasks alike; frames as plain texts as well."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from storyboard.providers.pictures import nearest_ratio
from storyboard.providers.read import Fields, Read, ReadElement, ReadMotion, ReadShot, Text, text_parts
from storyboard.providers.sheet import Sheet
from storyboard.providers.spec import Delivery

MENTION = re.compile(r"<<<element_([1-9])>>>")
SAID = {"model", "positivePrompt", "inputs", "providerSettings"}
USUAL_SECONDS = 5
EDGES = {"first": "first", 0: "first", "last": "last", -1: "last"}


def is_ours(value: Any) -> bool:
    """Whether a value of JSON is one task of Runware's; its answers have the same type and say nothing of a task."""
    return isinstance(value, dict) and value.get("taskType") == "videoInference" and bool(SAID & value.keys())


def read(values: dict[str, Any], sheets: Mapping[str, Sheet]) -> Read:
    """One task. `sheets` are those of Runware's models, by the name it gives them."""
    task = Fields(values)
    task.skip("taskType", "taskUUID", "includeCost", "webhookURL", "uploadEndpoint")
    task.choice("deliveryMethod", "async")
    task.choice("outputType", "URL")
    inputs, settings = task.part("inputs"), task.part("providerSettings").part("klingai")
    elements = tuple(_element(element) for element in inputs.parts("elements"))
    sheet = sheets.get(task.choice("model", *sheets) or "")
    frames = _frames(inputs)
    shots = tuple(_shot(shot, len(elements)) for shot in settings.parts("multiPrompt"))
    intelligent = settings.choice("shotType", "intelligence")
    found = Read(
        kind="runware",
        model=sheet.model if sheet else "",
        mode="custom" if shots else "intelligent" if intelligent else "single",
        prompt=_text(task.text("positivePrompt"), len(elements)),
        shots=shots,
        seconds=task.whole("duration") or (None if shots else USUAL_SECONDS),
        ratio=_ratio(task, sheet),
        sound=bool(settings.yes("sound")),
        first_frame=frames.get("first", ""),
        last_frame=frames.get("last", ""),
        motion=_motion(inputs, settings),
        elements=elements,
        negative_prompt=task.text("negativePrompt"),
        results=task.whole("numberResults") or 1,
        delivery=_delivery(task, [sheet] if sheet else sheets.values()),
    )
    return replace(found, ignored=tuple(task.ignored()), near=tuple(task.near))


def _text(text: str, elements: int) -> Text:
    return text_parts(text, MENTION, lambda number: int(number) - 1 if int(number) <= elements else None)


def _shot(shot: Fields, elements: int) -> ReadShot:
    return ReadShot(_text(shot.text("prompt"), elements), shot.whole("duration"))


def _element(element: Fields) -> ReadElement:
    frontal, images = element.text("frontalImage"), element.texts("images")
    return ReadElement(
        handle=element.text("id"),
        description=element.text("description"),
        tags=element.texts("tags"),
        frontal=frontal,
        extras=() if images == (frontal,) else images,
        video=next(iter(element.texts("videos", 1)), ""),
        voice=next(iter(element.texts("voices", 1)), ""),
    )


def _frames(inputs: Fields) -> dict[str, str]:
    """First and last frame. Without positions one picture is the first, two are first and last."""
    frames: dict[str, str] = {}
    for number, item in enumerate(inputs.mixed("frameImages")):
        picture = item if isinstance(item, str) else item.text("image")
        edge = None if isinstance(item, str) else EDGES.get(item.choice("frame", *EDGES))
        edge = edge or next((edge for edge in ("first", "last") if edge not in frames), None)
        if edge is None or edge in frames:
            inputs.refuse(f"frameImages[{number}]", picture)
        else:
            frames[edge] = picture
    return frames


def _motion(inputs: Fields, settings: Fields) -> ReadMotion | None:
    found = ReadMotion(
        picture=next(iter(inputs.texts("referenceImages", 1)), ""),
        clip=next(iter(inputs.texts("referenceVideos", 1)), ""),
        orientation=settings.choice("characterOrientation", "image", "video") or "image",
        keep_sound=bool(settings.yes("keepOriginalSound")),
    )
    return found if found.picture or found.clip else None


def _ratio(task: Fields, sheet: Sheet | None) -> str | None:
    """The shape of width × height; pixels that the model does not make are named, and taken for the nearest shape."""
    width, height = task.whole("width"), task.whole("height")
    if not width or not height or width < 1 or height < 1:
        for key, side in (("width", width), ("height", height)):
            if side is not None:
                task.refuse(key, side)
        return None
    if sheet and (width, height) not in sheet.sizes.values():
        task.approximate("width", width)
        task.approximate("height", height)
    return nearest_ratio(width, height)


def _delivery(task: Fields, sheets: Iterable[Sheet]) -> Delivery:
    safety = task.part("safety")
    checks, mode = safety.yes("checkContent"), safety.choice("mode", "none", "fast", "full")
    return Delivery(
        format=task.choice("outputFormat", *(one for sheet in sheets for one in sheet.delivery.formats)),
        quality=task.whole("outputQuality"),
        safety=mode or {True: "fast", False: "none", None: None}[checks],
        link_seconds=task.whole("ttl"),
    )
