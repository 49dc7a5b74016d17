"""What can be chosen for a board: each field with the values that forms send, and what they stand for."""

from typing import Any

from storyboard.projects.models import AnimaticFormat, Mode, Orientation, Ratio
from storyboard.providers.sheets import provider_sheets

MOST_RESULTS = 20
YES_OR_NO = {"true": True, "false": False}


def _same(values: list[Any]) -> dict[str, Any]:
    return {str(value): value for value in values}


BOARD_CHOICES: dict[str, dict[str, Any]] = {
    "ratio": _same(Ratio.values),
    "mode": _same(Mode.values),
    "model": _same(["", *provider_sheets()]),
    "sound": YES_OR_NO,
    "results": _same([*range(1, MOST_RESULTS + 1)]),
    "animatic_height": _same([720, 1080]),
    "animatic_format": _same(AnimaticFormat.values),
    "motion_orientation": _same(Orientation.values),
    "motion_keep_sound": YES_OR_NO,
}
