"""The planned cuts of a take: where each shot of its frozen board lies in the video that came."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from storyboard.takes.models import Take


@dataclass(frozen=True)
class PlannedShot:
    """One shot: its id, its number from 1, its name when it was ordered, whole seconds, first frame and frame count."""

    shot: str
    number: int
    name: str
    seconds: int
    first: int
    frames: int


def planned_shots(take: Take) -> list[PlannedShot]:
    """The shots of a take in order, at the rate of its video, as frozen where there is none yet.

    The last one reaches to the end of the video, and what begins beyond it has no frames.
    """
    frozen, names = take.generation.shots, _names(take)
    cuts = list(_cuts(take))
    return [
        PlannedShot(shot["shot"], number, names.get(shot["shot"], ""), shot["seconds"], first, after - first)
        for number, (shot, first, after) in enumerate(zip(frozen, cuts, cuts[1:], strict=False), 1)
    ]


def _cuts(take: Take) -> Iterator[int]:
    """The first frame of each shot, and at last the number of frames."""
    frozen, asset = take.generation.shots, take.asset
    if asset is None or not asset.frames or not asset.rate_numerator:
        yield from (shot["first"] for shot in frozen)
        yield frozen[-1]["first"] + frozen[-1]["frames"]
        return
    rate, seconds = Fraction(asset.rate_numerator, asset.rate_denominator or 1), 0
    for shot in frozen:
        yield min(round(seconds * rate), asset.frames)
        seconds += shot["seconds"]
    yield asset.frames


def _names(take: Take) -> dict[str, str]:
    """What the shots were called when the take was ordered, by their ids."""
    return {shot["id"]: shot.get("name", "") for shot in take.generation.spec.get("shots", ())}
