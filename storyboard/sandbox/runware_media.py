"""Media at Runware: what inputs may be (UUID, URL, data URI, base64), uploads, and the film of a task."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from storyboard.media.board import Container
from storyboard.sandbox.filming import Scenes, planned, ratio_of
from storyboard.sandbox.ledger import Account
from storyboard.sandbox.runware_errors import Refusal, Refuse
from storyboard.sandbox.runware_rules import DEFAULT_SECONDS, Model, kling, place_of
from storyboard.sandbox.shapes import is_address
from storyboard.sandbox.shelf import Kept, Refused, decoded, id_of, is_uuid, own_id
from storyboard.sandbox.world import Sandbox


@dataclass(frozen=True)
class Media:
    """The frames that are at hand to be drawn; those given by somebody else's address are not."""

    first: Kept | None = None
    last: Kept | None = None


def media_of(sandbox: Sandbox, account: Account, task: Mapping[str, Any], base: str) -> Media:
    """Looks every media input of a task up. Raises Refuse for the first that is not there or not what it should be."""
    inputs = task.get("inputs", {})
    found: dict[str, Kept | None] = {}
    frames = inputs.get("frameImages", [])
    for index, frame in enumerate(frames):
        text = frame if isinstance(frame, str) else frame["image"]
        place = place_of(frame) or _free_place(frames, index)
        found[place] = _picture(sandbox, account, text, base, f"inputs.frameImages[{index}]")
    for path, text in _pictures(inputs):
        _picture(sandbox, account, text, base, path)
    for path, text in _recordings(inputs):
        _recording(sandbox, account, text, path)
    _known_elements(sandbox, account, inputs.get("elements", []))
    return Media(found.get("first"), found.get("last"))


def film_of(task: Mapping[str, Any], model: Model, media: Media) -> Scenes:
    """What the task's videos show."""
    seconds = task.get("duration", DEFAULT_SECONDS)
    prompt = task.get("positivePrompt", "")
    if "multiPrompt" in kling(task):
        shots = tuple((shot["prompt"], shot["duration"]) for shot in kling(task)["multiPrompt"])
    else:
        shots = planned(prompt, seconds) if "shotType" in kling(task) else ((prompt, seconds),)
    measured = media.first or media.last
    size = (measured.width, measured.height) if measured and measured.width else (16, 9)
    return Scenes(
        shots=shots,
        ratio=ratio_of(task["width"], task["height"]) if "width" in task else ratio_of(*size),
        tier=model.tier,
        container=cast("Container", task.get("outputFormat", "MP4").lower()),
        with_sound=kling(task).get("sound", False),
        first=media.first.path if media.first else None,
        last=media.last.path if media.last else None,
    )


def uploaded(sandbox: Sandbox, account: Account, task: Mapping[str, Any], base: str) -> dict[str, Any]:
    """What imageUpload and mediaStorage answer, the task's name aside. Raises Refuse."""
    if task["taskType"] == "imageUpload":
        thing = _kept(sandbox, account, task["image"], "image")
        return {"imageUUID": thing.id, "imageURL": thing.url or f"{base}/shelf/{thing.id}{thing.extension}"}
    if task["operation"] == "delete":
        thing = _named(sandbox, account, task["media"], "media")
        sandbox.shelf.drop(thing)
        return {"operation": "delete", "mediaUUID": thing.id}
    thing = _kept(sandbox, account, task["media"], "media")
    link = thing.url or f"{base}/shelf/{thing.id}{thing.extension}"
    return {"operation": "upload", "mediaUUID": thing.id, "mediaURL": link}


def _kept(sandbox: Sandbox, account: Account, text: str, field: str) -> Kept:
    if is_address(text):
        return sandbox.shelf.keep_address(account, text)
    keep = sandbox.shelf.keep_picture if field == "image" else sandbox.shelf.keep_media
    try:
        return keep(account, decoded(text))
    except Refused as error:
        raise Refuse(_no_good(field, str(error))) from error


def _free_place(frames: list[Any], index: int) -> str:
    """Where a frame without a position goes: the first is the first, a second the last. Source: the pro seed."""
    taken = {place_of(frame) for frame in frames}
    if len(frames) == 1 or (index == 0 and "first" not in taken):
        return "first"
    return "last" if "last" not in taken else "first"


def _pictures(inputs: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for index, text in enumerate(inputs.get("referenceImages", [])):
        yield f"inputs.referenceImages[{index}]", text
    for number, element in enumerate(inputs.get("elements", [])):
        path = f"inputs.elements[{number}]"
        if "frontalImage" in element:
            yield f"{path}.frontalImage", element["frontalImage"]
        for index, text in enumerate(element.get("images", [])):
            yield f"{path}.images[{index}]", text


def _recordings(inputs: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for index, text in enumerate(inputs.get("referenceVideos", [])):
        yield f"inputs.referenceVideos[{index}]", text
    for number, element in enumerate(inputs.get("elements", [])):
        for name in ("videos", "voices"):
            for index, text in enumerate(element.get(name, [])):
                yield f"inputs.elements[{number}].{name}[{index}]", text


def _picture(sandbox: Sandbox, account: Account, text: str, base: str, path: str) -> Kept | None:
    """The picture, or None for one that lies elsewhere and is not fetched."""
    if is_uuid(text):
        return _named(sandbox, account, text, path)
    if own := own_id(text, base):
        return _named(sandbox, account, own, path)
    if is_address(text):
        return None
    try:
        content = decoded(text)
        return sandbox.shelf.keep_picture(account, content, id_of(account, content))
    except Refused as error:
        raise Refuse(_no_good(path, str(error))) from error


def _recording(sandbox: Sandbox, account: Account, text: str, path: str) -> None:
    """A video or a voice: UUID or URL; a voice and an element's video also within the request."""
    if is_uuid(text):
        _named(sandbox, account, text, path)
    elif not is_address(text):
        if "referenceVideos" in path:
            raise Refuse(_no_good(path, "it is no UUID or URL"))
        try:
            decoded(text)
        except Refused as error:
            raise Refuse(_no_good(path, str(error))) from error


def _known_elements(sandbox: Sandbox, account: Account, elements: list[dict[str, Any]]) -> None:
    known = sandbox.elements.get(account, set())
    for index, element in enumerate(elements):
        if not element.keys() & {"frontalImage", "videos"} and element["id"] not in known:
            path = f"inputs.elements[{index}].id"
            raise Refuse(
                Refusal(400, "elementNotFound", f"There is no element '{element['id']}'; it has to be created.", path)
            )


def _named(sandbox: Sandbox, account: Account, media_id: str, path: str) -> Kept:
    try:
        return sandbox.shelf.find(account, media_id)
    except KeyError as error:
        raise Refuse(Refusal(400, "mediaNotFound", f"The media of '{path}' do not exist.", path)) from error


def _no_good(path: str, why: str) -> Refusal:
    return Refusal(400, "invalidMedia", f"Invalid media in '{path}': {why}.", path)
