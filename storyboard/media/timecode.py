"""The moment of a frame: its number, its time and its SMPTE timecode, exactly, for every rate.

Frames are numbered from 0; rates are frames a second as fractions. `static/js/timecode.js` does the same in the
browser, and both are held to one table of examples. Source: SMPTE ST 12-1 (drop-frame counting).
"""

import re
from fractions import Fraction

_WRITTEN = re.compile(r"(\d{2,9}):([0-5]\d):([0-5]\d)([:;])(\d{2,3})")


class NotATimecode(ValueError):
    """A text that names no frame at its rate."""


def time_of(frame: int, rate: Fraction) -> Fraction:
    """The second at which a frame begins."""
    return frame / rate


def frame_at(seconds: Fraction, rate: Fraction) -> int:
    """The frame that is on screen at a time."""
    return int(seconds * rate // 1)


def counted_rate(rate: Fraction) -> int:
    """How many numbers a second of timecode has: 24 for 23.976, 30 for 29.97."""
    return max(1, round(rate))


def drops(rate: Fraction) -> bool:
    """Whether drop-frame counting is usual at a rate: 29.97 and 59.94 frames a second."""
    return rate in (Fraction(30000, 1001), Fraction(60000, 1001))


def timecode_of(frame: int, rate: Fraction, *, drop: bool | None = None) -> str:
    """A frame as `HH:MM:SS:FF`, or `HH:MM:SS;FF` where numbers are dropped; `drop` None goes by the rate.

    Drop-frame leaves out the first numbers of every minute but each tenth, so that an hour of timecode lasts an hour.
    """
    counted, is_drop = counted_rate(rate), drops(rate) if drop is None else drop
    number = _with_dropped(frame, counted) if is_drop else frame
    seconds, rest = divmod(number, counted)
    minutes, digits = seconds // 60, max(2, len(str(counted - 1)))
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds % 60:02}{';' if is_drop else ':'}{rest:0{digits}}"


def frame_of(text: str, rate: Fraction) -> int:
    """The frame that a timecode names; a semicolon says that numbers are dropped. Raises NotATimecode."""
    written, counted = _WRITTEN.fullmatch(text.strip()), counted_rate(rate)
    if written is None or int(written[5]) >= counted:
        raise NotATimecode(text)
    minutes = int(written[1]) * 60 + int(written[2])
    number = (minutes * 60 + int(written[3])) * counted + int(written[5])
    if written[4] == ":":
        return number
    if minutes % 10 and written[3] == "00" and int(written[5]) < _dropped(counted):
        raise NotATimecode(text)
    return number - _dropped(counted) * (minutes - minutes // 10)


def _dropped(counted: int) -> int:
    """How many numbers a minute leaves out."""
    return 2 * round(counted / 30)


def _with_dropped(frame: int, counted: int) -> int:
    """The number of a frame among those that are counted and those that are left out."""
    left_out = _dropped(counted)
    minute, ten_minutes = counted * 60 - left_out, counted * 600 - 9 * left_out
    tens, rest = divmod(frame, ten_minutes)
    minutes = max(0, rest - left_out) // minute
    return frame + left_out * (9 * tens + minutes)
