"""What Runware takes for Kling VIDEO 3.0, as data.

Sources: the 4k seed with its examples, the pro seed, notes 1. Where they leave a choice, see RULES.md.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from storyboard.sandbox.filming import Tier
from storyboard.sandbox.shapes import (
    Address,
    Anything,
    Choice,
    Fault,
    Flag,
    Kind,
    Many,
    Shape,
    Text,
    TextOr,
    Thing,
    Whole,
    is_blank,
    thing,
)


@dataclass(frozen=True)
class Model:
    """What differs between the models. Prices are US dollars a second, without and with sound (notes 5)."""

    name: str
    label: str
    page: str
    tier: Tier
    sizes: tuple[tuple[int, int], ...]
    most_results: int
    takes_plain_frames: bool
    takes_motion: bool
    needs_prompt: bool
    silent: Decimal
    sounding: Decimal

    def price(self, *, seconds: int, with_sound: bool) -> Decimal:
        """US dollars for one result."""
        return (self.sounding if with_sound else self.silent) * seconds


def _model(name: str, label: str, tier: Tier, sizes: str, results: int, prices: tuple[str, str]) -> Model:
    pairs = tuple((int(w), int(h)) for w, _, h in (size.partition("x") for size in sizes.split()))
    slug = f"klingai-video-3-0-{label.rpartition(' ')[2]}"
    page = f"https://runware.ai/docs/models/{slug}"
    is_4k, is_pro = tier == "4k", tier == "pro"
    money = (Decimal(prices[0]), Decimal(prices[1]))
    return Model(name, label, page, tier, pairs, results, is_4k, not is_4k, is_pro, *money)


# Sizes: notes 1.4. Results: the seeds; 20 for standard is an assumption of notes 9.
MODELS: dict[str, Model] = {
    model.name: model
    for model in (
        _model(
            "klingai:kling-video@3-4k", "kling video 3.0 4k", "4k",
            "3840x2160 2160x3840 2880x2880", 4, ("0.42", "0.42"),
        ),
        _model(
            "klingai:kling-video@3-pro", "kling video 3.0 pro", "pro",
            "1920x1080 1080x1920 1440x1440", 20, ("0.112", "0.168"),
        ),
        _model(
            "klingai:kling-video@3-standard", "kling video 3.0 standard", "std",
            "1280x720 720x1280 960x960", 20, ("0.084", "0.126"),
        ),
    )
}  # fmt: skip

DEFAULT_SECONDS = 5
MEDIA = Text(1)
FRAMES = ("first", "last", 0, -1)
ELEMENT = thing(
    "id",
    id=Text(1, 20),
    description=Text(),
    frontalImage=MEDIA,
    images=Many(MEDIA, 1, 3),
    videos=Many(MEDIA, 1, 1),
    voices=Many(MEDIA, 1, 1),
    tags=Many(Text(1), 1),
)
SHOT = thing("prompt duration", prompt=Text(1, 2500), duration=Whole(1))
FRAME = thing("image", image=MEDIA, frame=Choice(FRAMES))


def shape_of(model: Model) -> Thing:
    """The whole task, as `model` takes it."""
    frame: Shape = TextOr(MEDIA, FRAME) if model.takes_plain_frames else FRAME
    inputs: dict[str, Shape] = {"frameImages": Many(frame, 1, 2), "elements": Many(ELEMENT, 1, 3)}
    settings: dict[str, Shape] = {
        "multiPrompt": Many(SHOT, 1, 6),
        "shotType": Choice(("intelligence",)),
        "sound": Flag(),
    }
    if model.takes_motion:
        inputs |= {"referenceImages": Many(MEDIA, 1, 1), "referenceVideos": Many(MEDIA, 1, 1)}
        settings |= {"characterOrientation": Choice(("image", "video")), "keepOriginalSound": Flag()}
    return thing(
        "taskType taskUUID model",
        taskType=Choice(("videoInference",)),
        taskUUID=Text(36, 36),
        model=Choice((model.name,)),
        outputType=Choice(("URL",)),
        outputFormat=Choice(("MP4", "WEBM", "MOV")),
        outputQuality=Whole(20, 99),
        webhookURL=Address(),
        deliveryMethod=Choice(("async",)),
        uploadEndpoint=Address(),
        safety=thing(checkContent=Flag(), mode=Choice(("none", "fast", "full"))),
        ttl=Whole(60),
        includeCost=Flag(),
        inputs=Thing(inputs),
        numberResults=Whole(1, model.most_results),
        positivePrompt=Text(2, 2500),
        negativePrompt=Text(2, 2500),
        width=Whole(),
        height=Whole(),
        duration=Whole(3, 15),
        providerSettings=thing(klingai=Thing(settings)),
        routing=Anything(),
    )


SHAPES: Mapping[str, Thing] = {name: shape_of(model) for name, model in MODELS.items()}


def kling(task: Mapping[str, Any]) -> Mapping[str, Any]:
    """`providerSettings.klingai`, or nothing."""
    settings: Mapping[str, Any] = task.get("providerSettings", {}).get("klingai", {})
    return settings


def _size(task: Mapping[str, Any], model: Model) -> Iterator[Fault]:
    given = [name for name in ("width", "height") if name in task]
    if len(given) == 1:
        missing = "height" if given == ["width"] else "width"
        yield Fault(Kind.MISSING, missing, "given")
    elif given and (task["width"], task["height"]) not in model.sizes:
        sizes = tuple(f"{width}x{height}" for width, height in model.sizes)
        yield Fault(Kind.CHOICE, "width", "a supported size", allowed=sizes, paths=("width", "height"))


def _size_or_frames(task: Mapping[str, Any], model: Model) -> Iterator[Fault]:
    has_size, has_frames = "width" in task or "height" in task, "frameImages" in task.get("inputs", {})
    if has_size and has_frames:
        yield _together("inputs.frameImages", "width", "height", says="'width' and 'height' cannot go with frames")
    elif not has_size and not has_frames:
        yield Fault(Kind.MISSING, "width", "given", paths=("width", "height"))


def _prompt(task: Mapping[str, Any], model: Model) -> Iterator[Fault]:
    if model.needs_prompt and "multiPrompt" not in kling(task) and is_blank(task.get("positivePrompt")):
        yield Fault(Kind.MISSING, "positivePrompt", "given")


def _shots(task: Mapping[str, Any], model: Model) -> Iterator[Fault]:
    shots = kling(task).get("multiPrompt")
    if shots is None:
        return
    path = "providerSettings.klingai.multiPrompt"
    for index, shot in enumerate(shots):
        if is_blank(shot["prompt"]):
            yield Fault(Kind.SHORT, f"{path}[{index}].prompt", "a text")
    total = task.get("duration", DEFAULT_SECONDS)
    if sum(shot["duration"] for shot in shots) != total:
        yield Fault(Kind.FORM, path, f"such that its durations add up to the 'duration' of {total}")
    if "shotType" in kling(task):
        yield _together(path, "providerSettings.klingai.shotType", says="shots are either custom or intelligent")


def _frames(task: Mapping[str, Any], model: Model) -> Iterator[Fault]:
    frames = task.get("inputs", {}).get("frameImages", [])
    if len({isinstance(frame, str) for frame in frames}) > 1:
        yield Fault(Kind.FORM, "inputs.frameImages", "either strings or objects")
        return
    places = Counter(place for place in map(place_of, frames) if place)
    if any(count > 1 for count in places.values()):
        yield Fault(Kind.FORM, "inputs.frameImages", "at different positions")


def _elements(task: Mapping[str, Any], model: Model) -> Iterator[Fault]:
    inputs = task.get("inputs", {})
    elements = inputs.get("elements", [])
    if elements and "frameImages" not in inputs:
        yield Fault(Kind.MISSING, "inputs.frameImages", "given with 'inputs.elements'")
    if len({element["id"] for element in elements}) < len(elements):
        yield Fault(Kind.FORM, "inputs.elements", "elements of different ids")
    for index, element in enumerate(elements):
        yield from _element(element, f"inputs.elements[{index}]")


def _element(element: Mapping[str, Any], path: str) -> Iterator[Fault]:
    for name in ("images", "voices"):
        if name in element and "videos" in element:
            yield _together(f"{path}.videos", f"{path}.{name}", says="videos go with no images and no voices")
        elif name in element and "frontalImage" not in element:
            yield Fault(Kind.MISSING, f"{path}.frontalImage", f"given with '{name}'")
    if "frontalImage" in element and "videos" in element:
        yield _together(f"{path}.videos", f"{path}.frontalImage", says="videos go with no images")


def _motion(task: Mapping[str, Any], model: Model) -> Iterator[Fault]:
    inputs = task.get("inputs", {})
    given = {name for name in ("referenceImages", "referenceVideos") if name in inputs}
    asked = [name for name in ("characterOrientation", "keepOriginalSound") if name in kling(task)]
    if given or asked:
        for name in sorted({"referenceImages", "referenceVideos"} - given):
            yield Fault(Kind.MISSING, f"inputs.{name}", "given for motion control")


def _together(*paths: str, says: str) -> Fault:
    return Fault(Kind.TOGETHER, paths[0], says, paths=paths)


Rule = Callable[[Mapping[str, Any], Model], Iterator[Fault]]

RULES: tuple[Rule, ...] = (_size, _size_or_frames, _prompt, _shots, _frames, _elements, _motion)
"""Rules between fields; they see only tasks whose fields are right by themselves."""


def place_of(frame: Any) -> str | None:
    """`first` or `last` where a frame image names its position."""
    named = None if isinstance(frame, str) else frame.get("frame")
    return {0: "first", -1: "last", None: None}.get(named, named)


def faults_of(task: Mapping[str, Any], model: Model) -> list[Fault]:
    """All that is wrong with a task, media aside."""
    faults = list(SHAPES[model.name].faults(task, ""))
    return faults or [fault for rule in RULES for fault in rule(task, model)]
