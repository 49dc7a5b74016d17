"""What Crun takes for kling/v3, as data. Source: the Crun seed and notes 3; choices in RULES.md."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, Decimal
from typing import Any

from storyboard.sandbox.filming import Tier
from storyboard.sandbox.shapes import (
    Address,
    Choice,
    Fault,
    Flag,
    Kind,
    Many,
    Maybe,
    Text,
    Whole,
    is_blank,
    thing,
)

MODEL = "kling/v3"
MODES: Mapping[str, Tier] = {"std": "std", "pro": "pro", "4K": "4k"}
DEFAULT_SECONDS, DEFAULT_MODE = 5, "std"
CREDITS_PER_DOLLAR = 200
# US dollars a second, without and with sound: Kling's own prices (notes 5), Crun publishes none.
_PRICES = {"std": ("0.084", "0.126"), "pro": ("0.112", "0.168"), "4K": ("0.42", "0.42")}
COMPLIANCE = Choice(("enabled", "disabled"))

ELEMENT = thing("name element_image_urls", name=Text(1), description=Text(), element_image_urls=Many(Address(), 1, 4))
SHOT = thing("prompt duration", prompt=Text(1, 512), duration=Whole(1))
INPUT = thing(
    "multi_shots",
    multi_shots=Flag(),
    shot_type=Maybe(Choice(("customize", "intelligence"))),
    prompt=Text(0, 2500),
    multi_prompt=Many(SHOT, 1, 6),
    img_urls=Many(Address(), 0, 2),
    duration=Whole(3, 15),
    aspect_ratio=Choice(("16:9", "9:16", "1:1")),
    audio=Flag(),
    mode=Choice(tuple(MODES)),
    element_list=Many(ELEMENT, 0, 3),
    input_compliance=COMPLIANCE,
    output_compliance=COMPLIANCE,
)
SHAPE = thing("model input", model=Choice((MODEL,)), callback_url=Maybe(Address()), input=INPUT)


def _single(wanted: Mapping[str, Any]) -> Iterator[Fault]:
    if not wanted["multi_shots"] and is_blank(wanted.get("prompt")):
        yield Fault(Kind.MISSING, "input.prompt", "given when multi_shots is false")


def _multi(wanted: Mapping[str, Any]) -> Iterator[Fault]:
    if not wanted["multi_shots"]:
        return
    if len(wanted.get("img_urls", [])) != 1:
        yield Fault(Kind.FEW, "input.img_urls", "exactly 1 image when multi_shots is true")
    if wanted.get("shot_type") is None:
        yield Fault(Kind.MISSING, "input.shot_type", "given when multi_shots is true")


def _customize(wanted: Mapping[str, Any]) -> Iterator[Fault]:
    if not (wanted["multi_shots"] and wanted.get("shot_type") == "customize"):
        return
    if "multi_prompt" not in wanted:
        yield Fault(Kind.MISSING, "input.multi_prompt", "given for customize")
        return
    for index, shot in enumerate(wanted["multi_prompt"]):
        if is_blank(shot["prompt"]):
            yield Fault(Kind.SHORT, f"input.multi_prompt[{index}].prompt", "a text")
    if sum(shot["duration"] for shot in wanted["multi_prompt"]) != seconds_of(wanted):
        yield Fault(Kind.FORM, "input.multi_prompt", "such that its durations add up to duration")


def _intelligence(wanted: Mapping[str, Any]) -> Iterator[Fault]:
    if not (wanted["multi_shots"] and wanted.get("shot_type") == "intelligence"):
        return
    if is_blank(wanted.get("prompt")):
        yield Fault(Kind.MISSING, "input.prompt", "given for intelligence")
    if "multi_prompt" in wanted:
        yield Fault(Kind.TOGETHER, "input.multi_prompt", "left out for intelligence")


def _elements(wanted: Mapping[str, Any]) -> Iterator[Fault]:
    names = [element["name"] for element in wanted.get("element_list", [])]
    if len(set(names)) < len(names):
        yield Fault(Kind.FORM, "input.element_list", "elements of different names")
    if any(is_blank(name) for name in names):
        yield Fault(Kind.SHORT, "input.element_list", "elements with names")


RULES = (_single, _multi, _customize, _intelligence, _elements)


def faults_of(body: Any) -> list[Fault]:
    """All that is wrong with the body of a create, pictures aside."""
    faults = list(SHAPE.faults(body, ""))
    return faults or [fault for rule in RULES for fault in rule(body["input"])]


def seconds_of(wanted: Mapping[str, Any]) -> int:
    """Of the whole video."""
    seconds: int = wanted.get("duration", DEFAULT_SECONDS)
    return seconds


def has_sound(wanted: Mapping[str, Any]) -> bool:
    """Forced on with several shots. Source: the seed."""
    return bool(wanted["multi_shots"] or wanted.get("audio", False))


def credits_of(wanted: Mapping[str, Any]) -> Decimal:
    """Whole credits for the video."""
    dollars = Decimal(_PRICES[wanted.get("mode", DEFAULT_MODE)][has_sound(wanted)])
    return (dollars * seconds_of(wanted) * CREDITS_PER_DOLLAR).to_integral_value(ROUND_CEILING)
