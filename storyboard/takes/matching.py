"""Which of the cuts found in a video is which of those that were planned. Values in, values out."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Matched:
    """For each planned cut the frame of its real one, None where there is none; and the real ones nobody planned."""

    real: tuple[int | None, ...]
    extra: tuple[int, ...]


def matched(planned: Sequence[int], real: Sequence[int], reach: Sequence[int]) -> Matched:
    """Pairs planned cuts with real ones, both rising frames, in their order: as many as can be, and of those the
    nearest. No pair is further apart than its planned cut reaches, in frames."""
    pairs = _best(planned, real, reach)
    found = dict(pairs)
    taken = {real[at] for at in found.values()}
    return Matched(
        tuple(real[found[at]] if at in found else None for at in range(len(planned))),
        tuple(frame for frame in real if frame not in taken),
    )


def _best(planned: Sequence[int], real: Sequence[int], reach: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """The best pairs of places; each row knows the best of the planned cuts so far for every part of the real ones."""
    row: list[_Pairs] = [_Pairs()] * (len(real) + 1)
    for at, (cut, far) in enumerate(zip(planned, reach, strict=True)):
        above, row = row, [row[0]]
        for place, frame in enumerate(real):
            choices = [above[place + 1], row[place]]
            if abs(frame - cut) <= far:
                choices.append(above[place].and_(at, place, abs(frame - cut)))
            row.append(max(choices, key=_Pairs.worth))
    return row[-1].pairs


@dataclass(frozen=True)
class _Pairs:
    pairs: tuple[tuple[int, int], ...] = ()
    apart: int = 0

    def worth(self) -> tuple[int, int]:
        return len(self.pairs), -self.apart

    def and_(self, planned: int, real: int, apart: int) -> "_Pairs":
        return _Pairs((*self.pairs, (planned, real)), self.apart + apart)
