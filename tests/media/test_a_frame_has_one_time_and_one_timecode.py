"""Frames, times and timecodes say the same, at every rate; the examples hold for the browser's twin as well."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.media.timecode import NotATimecode, frame_at, frame_of, time_of, timecode_of

EXAMPLES = json.loads((Path(__file__).parent / "timecodes.json").read_text())
RATES = st.sampled_from([Fraction(rate) for rate in ("24", "25", "30", "60", "24000/1001", "30000/1001", "60000/1001")])
FRAMES = st.integers(0, 24 * 3600 * 60)


@pytest.mark.parametrize("one", EXAMPLES, ids=lambda one: f"{one['rate']} {one['timecode']}")
def test_an_example(one: dict[str, str | int]) -> None:
    rate, frame, timecode = Fraction(str(one["rate"])), int(one["frame"]), str(one["timecode"])
    assert timecode_of(frame, rate, drop=";" in timecode) == timecode
    assert frame_of(timecode, rate) == frame


@given(FRAMES, RATES, st.sampled_from([None, False]))
def test_back_and_forth(frame: int, rate: Fraction, drop: bool | None) -> None:
    assert frame_at(time_of(frame, rate), rate) == frame
    assert frame_of(timecode_of(frame, rate, drop=drop), rate) == frame
    assert timecode_of(frame, rate, drop=drop) < timecode_of(frame + 1, rate, drop=drop)


@given(st.integers(0, 24 * 60), st.sampled_from([Fraction(30000, 1001), Fraction(60000, 1001)]))
def test_dropped_numbers_keep_to_the_clock(minutes: int, rate: Fraction) -> None:
    """Never further than a few frames from the true time, an hour and a day long."""
    frame = frame_at(Fraction(minutes * 60), rate)
    hours, mins, seconds = (int(part) for part in timecode_of(frame, rate).replace(";", ":").split(":")[:3])
    assert abs((hours * 60 + mins) * 60 + seconds - minutes * 60) <= 1


@pytest.mark.parametrize("text", ["", "1:00:00:00", "00:60:00:00", "00:00:00:24", "00:00:00", "00:01:00;00", "aa"])
def test_what_names_no_frame(text: str) -> None:
    rate = Fraction(30000, 1001) if ";" in text else Fraction(24)
    with pytest.raises(NotATimecode):
        frame_of(text, rate)
