"""Pictures at Crun: addresses only, and those that lie on this shelf are looked at."""

from collections.abc import Iterator, Mapping
from typing import Any

from storyboard.sandbox import crun_rules as rules
from storyboard.sandbox.filming import Scenes, planned, ratio_of
from storyboard.sandbox.ledger import Account
from storyboard.sandbox.shapes import Fault, Kind
from storyboard.sandbox.shelf import Kept, own_id
from storyboard.sandbox.world import Sandbox

# Kling's own limits. Source: notes 3.1, 9.
FORMATS = ("JPEG", "PNG")
MOST_BYTES = 10_000_000
LEAST_SIDE = 300
WIDEST = 2.5


def pictures_of(
    sandbox: Sandbox, account: Account, wanted: Mapping[str, Any], base: str
) -> tuple[list[Kept | None], list[Fault]]:
    """The start and end pictures (None for one that lies elsewhere), and what is wrong with any picture."""
    kept: list[Kept | None] = []
    faults: list[Fault] = []
    for path, url in _addresses(wanted):
        picture = None
        if thing_id := own_id(url, base):
            picture, fault = _looked_at(sandbox, account, thing_id, path)
            faults += [fault] if fault else []
        if path.startswith("input.img_urls"):
            kept.append(picture)
    return kept, faults


def film_of(wanted: Mapping[str, Any], pictures: list[Kept | None]) -> Scenes:
    """What the video shows."""
    first, last = (*pictures, None, None)[:2]
    seconds = rules.seconds_of(wanted)
    prompt = wanted.get("prompt", "")
    if wanted["multi_shots"] and wanted["shot_type"] == "customize":
        shots = tuple((shot["prompt"], shot["duration"]) for shot in wanted["multi_prompt"])
    else:
        shots = planned(prompt, seconds) if wanted["multi_shots"] else ((prompt, seconds),)
    size = (first.width, first.height) if first and first.width else (16, 9)
    return Scenes(
        shots=shots,
        ratio=ratio_of(*size) if wanted.get("img_urls") else wanted.get("aspect_ratio", "16:9"),
        tier=rules.MODES[wanted.get("mode", rules.DEFAULT_MODE)],
        with_sound=rules.has_sound(wanted),
        first=first.path if first else None,
        last=last.path if last else None,
    )


def _addresses(wanted: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for index, url in enumerate(wanted.get("img_urls", [])):
        yield f"input.img_urls[{index}]", url
    for number, element in enumerate(wanted.get("element_list", [])):
        for index, url in enumerate(element["element_image_urls"]):
            yield f"input.element_list[{number}].element_image_urls[{index}]", url


def _looked_at(sandbox: Sandbox, account: Account, thing_id: str, path: str) -> tuple[Kept | None, Fault | None]:
    try:
        picture = sandbox.shelf.find(account, thing_id)
    except KeyError:
        return None, Fault(Kind.FORM, path, "an image that can be downloaded")
    if says := _why_not(picture):
        return None, Fault(Kind.FORM, path, says)
    return picture, None


def _why_not(picture: Kept) -> str:
    if picture.picture_format not in FORMATS:
        return "a JPEG or PNG image"
    if picture.bytes > MOST_BYTES:
        return "at most 10 MB large"
    if min(picture.width, picture.height) < LEAST_SIDE:
        return f"at least {LEAST_SIDE} pixels wide and high"
    if max(picture.width, picture.height) > WIDEST * min(picture.width, picture.height):
        return "between 1:2.5 and 2.5:1 in shape"
    return ""
