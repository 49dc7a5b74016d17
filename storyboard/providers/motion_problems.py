"""Rules of motion control: one picture of a figure and one clip of a movement, instead of frames and shots.

Sources: Runware's page of @3-pro (`referenceImages` and `referenceVideos` hold one each, `characterOrientation`); the
longest clips are those of an official node for it.
"""

from collections.abc import Iterator
from fractions import Fraction

from storyboard.providers.findings import Fix, Problem, Rule, Severity
from storyboard.providers.frame_problems import picture_problems
from storyboard.providers.pictures import is_address
from storyboard.providers.sheet import MotionAbility, Sheet
from storyboard.providers.spec import Motion, Spec

DROP = Fix("drop_motion")


def motion_problems(spec: Spec, sheet: Sheet) -> Iterator[Problem]:
    """Everything about motion control, where the board has it."""
    if spec.motion is None:
        return
    if sheet.motion is None:
        yield _cautions("motion_not_taken", "motion_clip", DROP)
        return
    yield from _parts(spec.motion, sheet, sheet.motion)
    if spec.mode != "single":
        yield _cautions("motion_with_shots", "mode", Fix("mode_single"), DROP)
    frames = [path for path in ("first_frame", "last_frame") if getattr(spec, path)]
    if frames:
        yield _cautions("motion_with_frames", frames[0], *(Fix(f"drop_{path}") for path in frames), DROP)


def _parts(motion: Motion, sheet: Sheet, ability: MotionAbility) -> Iterator[Problem]:
    if motion.picture is None:
        yield _blocks("motion_needs_picture", "motion_picture", fixes=(Fix("add_motion_picture"), DROP))
    else:
        yield from picture_problems(motion.picture, sheet, "motion_picture")
    if motion.clip is None:
        yield _blocks("motion_needs_clip", "motion_clip", fixes=(Fix("add_motion_clip"), DROP))
    elif not motion.clip.sha256:
        severity = Severity.WARNS if sheet.addresses and is_address(motion.clip.url) else Severity.BLOCKS
        yield Problem("motion_clip_not_fetched", "motion_clip", severity, Rule.HOUSE)
    if motion.orientation not in ("image", "video"):
        yield _blocks("orientation_unknown", "motion_orientation")
    elif motion.clip and motion.clip.seconds is not None:
        yield from _length(motion.clip.seconds, motion.orientation, ability, sheet.rule_of("motion"))


def _length(seconds: Fraction, orientation: str, ability: MotionAbility, rule: Rule) -> Iterator[Problem]:
    """`found` is the clip's length in whole seconds, rounded up."""
    limit = ability.image if orientation == "image" else ability.video
    if seconds > limit:
        ways = (*[Fix("orientation_video")] * (seconds <= ability.video), Fix("add_motion_clip"))
        found = -int(-seconds // 1)
        yield Problem("motion_clip_too_long", "motion_clip", Severity.BLOCKS, rule, limit, found, fixes=ways)


def _blocks(code: str, path: str, fixes: tuple[Fix, ...] = ()) -> Problem:
    return Problem(code, path, Severity.BLOCKS, Rule.PROVIDER, fixes=fixes)


def _cautions(code: str, path: str, *fixes: Fix) -> Problem:
    """The house's: nothing says that the provider refuses, and it would leave something out for the full price."""
    return Problem(code, path, Severity.BLOCKS, Rule.HOUSE, fixes=fixes, loses=True)
