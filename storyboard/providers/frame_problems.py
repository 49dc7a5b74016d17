"""Rules of the first and the last frame, from numbers alone.

Source of the figures: Kling's developer documentation of `image` and `image_tail`: at least 300 pixels a side, 1:2.5 to
2.5:1.
"""

from collections.abc import Iterator
from dataclasses import replace

from storyboard.providers.findings import Fix, Problem, Rule, Severity
from storyboard.providers.pictures import Box, box_of, is_address
from storyboard.providers.sheet import Sheet
from storyboard.providers.spec import Picture, Spec

# Where another part of a picture, or another picture, is chosen.
CHANGES = {
    "first_frame": (Fix("change_first_frame"),),
    "last_frame": (Fix("change_last_frame"),),
    "motion_picture": (Fix("add_motion_picture"),),
}


def frame_problems(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    """Everything about the two frames: whether the model takes them, together with the rest, and their pictures."""
    frames = (("first_frame", spec.first_frame, sheet.first_frame), ("last_frame", spec.last_frame, sheet.last_frame))
    for path, picture, taken in frames:
        drop = (Fix(f"drop_{path}"),)
        if picture and not taken:
            yield Problem(f"{path}_not_taken", path, Severity.BLOCKS, Rule.HOUSE, fixes=drop, loses=True)
        elif picture:
            yield from picture_problems(picture, sheet, path, spec.ratio)
    if spec.last_frame and sheet.last_frame:
        yield from _last_frame(spec, sheet)


def _last_frame(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    drop, path = Fix("drop_last_frame"), "last_frame"
    ways: tuple[Fix, ...]
    if spec.mode != "single" and not sheet.last_frame_with_shots:
        ways = (drop, Fix("mode_single"))
        yield Problem("last_frame_with_shots", path, Severity.BLOCKS, Rule.PROVIDER, fixes=ways)
    elif spec.mode == "custom" and "last_frame_with_shots" in sheet.undocumented:
        ways = (drop, Fix("mode_intelligent"), Fix("mode_single"))
        yield Problem("last_frame_with_shots_doubted", path, Severity.WARNS, Rule.HOUSE, fixes=ways, loses=True)
    if spec.first_frame is None and not sheet.last_frame_alone:
        ways = (Fix("add_first_frame"), drop)
        yield Problem("last_frame_alone", path, Severity.BLOCKS, Rule.HOUSE, fixes=ways, loses=True)


def picture_problems(picture: Picture, sheet: Sheet, path: str, ratio: str | None = None) -> Iterator[Problem]:
    """What is found about one picture; `ratio` is what it is cut to. `found` of one too small is the shorter side of
    what would be sent, in pixels."""
    if picture.is_remote:
        yield _not_fetched(picture, sheet, path)
        box = box_of(replace(picture, crop=None))
    else:
        box = box_of(picture, ratio)
        if box is None:
            yield Problem(f"{path}_not_measured", path, Severity.BLOCKS, Rule.HOUSE, fixes=CHANGES[path])
    if box:
        yield from size_problems(box, sheet, path, path)


def _not_fetched(picture: Picture, sheet: Sheet, path: str) -> Problem:
    """What was not fetched cannot be cut. Its address is sent where the model takes addresses of the web."""
    sent = sheet.addresses and is_address(picture.url)
    severity = Severity.WARNS if sent else Severity.BLOCKS
    return Problem(f"{path}_not_fetched", path, severity, Rule.HOUSE, fixes=(Fix("fetch"),))


def size_problems(box: Box, sheet: Sheet, what: str, path: str) -> Iterator[Problem]:
    """What is found about the pixels that are sent of a picture; `what` begins the codes."""
    least, longest, shorter = sheet.picture_least_side, sheet.picture_longest, min(box[2:])
    ways = CHANGES.get(path, ())
    if shorter < least:
        rule = sheet.rule_of("picture_least_side")
        yield Problem(f"{what}_too_small", path, Severity.BLOCKS, rule, least, shorter, fixes=ways)
    if max(box[2:]) > longest * shorter:
        rule = sheet.rule_of("picture_longest")
        yield Problem(f"{what}_too_long", path, Severity.BLOCKS, rule, longest, fixes=ways)
