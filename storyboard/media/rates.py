"""How fast the frames of a video follow one another, exactly."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

_COMMON = tuple(
    Fraction(rate)
    for rate in (24, 25, 30, 50, 60, 12, 15, 48, 90, 100, 120, "24000/1001", "30000/1001", "60000/1001", "120000/1001")
)


def rate_of(times: Sequence[int], time_base: Fraction, told: Iterable[Fraction | None] = ()) -> Fraction | None:
    """Frames per second of frames shown at `times` (rising, in units of `time_base` seconds).

    The exact rate where they come steadily: one of those `told` by the file, or a common one, that puts every frame
    within one unit of its place. Else their average. None of fewer than two frames and nothing told.
    """
    known = [rate for rate in told if rate]
    if len(times) < 2:
        return known[0] if known else None
    for rate in [*known, *_COMMON]:
        if is_steady(times, time_base, rate):
            return rate
    span = (times[-1] - times[0]) * time_base
    return ((len(times) - 1) / span).limit_denominator(1001) if span else None


def is_steady(times: Sequence[int], time_base: Fraction, rate: Fraction) -> bool:
    """Whether each frame n is shown n ÷ `rate` seconds after the first, but for the rounding to whole units."""
    step = 1 / (rate * time_base)
    return all(abs(time - times[0] - number * step) <= 1 for number, time in enumerate(times))
