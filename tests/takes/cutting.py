"""Planned shots without a take."""

from collections.abc import Sequence
from fractions import Fraction

from storyboard.takes.planned import PlannedShot


def board(seconds: Sequence[int], rate: Fraction = Fraction(24), frames: int | None = None) -> list[PlannedShot]:
    """Shots of these seconds in a video of that many frames, by default as many as were planned."""
    total = round(sum(seconds) * rate) if frames is None else frames
    begins = [*(min(round(sum(seconds[:at]) * rate), total) for at in range(len(seconds))), total]
    spans = zip(begins, begins[1:], seconds, strict=False)
    return [
        PlannedShot(f"s{at}", at, "", each, first, after - first) for at, (first, after, each) in enumerate(spans, 1)
    ]
