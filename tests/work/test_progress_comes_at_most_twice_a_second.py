"""Reports are let through twice a second, and the last always."""

import pytest

from storyboard.work.doing import Pace


def test_a_flood_becomes_a_trickle(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(1000 + step / 100 for step in range(10_000))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    seen: list[float] = []
    pace = Pace(seen.append)
    for step in range(200):  # two seconds, a report each hundredth
        pace(step / 200)
    assert len(seen) == 4
    pace(1.0)
    pace(1.0)
    assert seen[-2:] == [1.0, 1.0]
