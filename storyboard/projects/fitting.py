"""From the shots of a request to those of a board, which is always legal; what had to be changed is told.

No database.
"""

from collections.abc import Sequence

from storyboard.projects import timeline
from storyboard.projects.pasted import Told, said
from storyboard.projects.timeline import MAX_SHOTS, MAX_TOTAL, MIN_SECONDS, MIN_TOTAL, Span
from storyboard.providers.read import Read, ReadShot, Text

USUAL_SECONDS = 5

Fitted = list[tuple[Text, int]]
"""Prompt and whole seconds of each shot."""


def fitted_shots(read: Read) -> tuple[Fitted, list[Told]]:
    """The shots that a board is given for a request: one as long as the whole where it names none."""
    shots = read.shots[:MAX_SHOTS] or (ReadShot((), read.seconds),)
    seconds = _legal(_filled([shot.seconds for shot in shots], read.seconds))
    told = [*_left_out(read.shots), *(_changed(read, seconds) if read.shots else _changed_total(read, seconds[0]))]
    return [(shot.prompt, each) for shot, each in zip(shots, seconds, strict=True)], told


def _filled(seconds: Sequence[int | None], whole: int | None) -> list[int]:
    """Seconds within what a shot may last; those that are missing share what is left of the whole evenly."""
    known = [min(max(each, MIN_SECONDS), MAX_TOTAL) for each in seconds if each is not None]
    missing = len(seconds) - len(known)
    left = min(max((whole or USUAL_SECONDS) - sum(known), missing * MIN_SECONDS), MAX_TOTAL)
    shares = iter(timeline.apportion([MIN_SECONDS] * missing, left)) if missing else iter(())
    given = iter(known)
    return [next(shares) if each is None else next(given) for each in seconds]


def _legal(seconds: Sequence[int]) -> list[int]:
    board = tuple(Span(str(number), each) for number, each in enumerate(seconds))
    legal = timeline.set_total(board, min(max(timeline.total(board), MIN_TOTAL), MAX_TOTAL))
    return [span.seconds for span in legal]


def _left_out(shots: Sequence[ReadShot]) -> list[Told]:
    left = enumerate(shots[MAX_SHOTS:], MAX_SHOTS + 1)
    return [Told("shot_left_out", f"shots[{number}]", said(shot.prompt), {"limit": MAX_SHOTS}) for number, shot in left]


def _changed(read: Read, seconds: Sequence[int]) -> list[Told]:
    told = []
    for number, (shot, now) in enumerate(zip(read.shots, seconds, strict=False), 1):
        if shot.seconds != now:
            code = "shot_seconds_missing" if shot.seconds is None else "shot_seconds_changed"
            value = "" if shot.seconds is None else str(shot.seconds)
            told.append(Told(code, f"shots[{number}].seconds", value, {"seconds": now}))
    whole = sum(seconds)
    if read.seconds is not None and read.seconds != whole:
        told.append(Told("seconds_differ", "seconds", str(read.seconds), {"seconds": whole}))
    return told


def _changed_total(read: Read, now: int) -> list[Told]:
    if read.seconds is None:
        return [Told("seconds_missing", "seconds", "", {"seconds": now})]
    if read.seconds != now:
        limits = {"least": MIN_TOTAL, "most": MAX_TOTAL}
        return [Told("seconds_out_of_range", "seconds", str(read.seconds), {"seconds": now, **limits})]
    return []
