"""The words of a comment with the frames and people named in them: `@87`, `@00:00:03:15`, `@wren`."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from storyboard.media.timecode import NotATimecode, frame_of
from storyboard.review.places import Film
from storyboard.studio.models import Person

# Not within a word, as in an address of mail.
_NAMED = re.compile(
    r"(?<!\w)@(?:(?P<code>\d{2,}:\d\d:\d\d[:;]\d{2,3})|(?P<frame>\d{1,9})(?![\w:;])|(?P<name>[\w.+-]{1,60}))"
)


@dataclass(frozen=True)
class Piece:
    """A part of a text: `frame` where it leads to one, `person` where it names one."""

    text: str
    frame: int | None = None
    person: Person | None = None


def pieces_of(text: str, film: Film | None, people: Mapping[str, Person]) -> list[Piece]:
    """A text in pieces; `people` by their names in lower case. `film` None: frames are not those of the video shown."""
    return list(_pieces(text, film, people))


def _pieces(text: str, film: Film | None, people: Mapping[str, Person]) -> Iterator[Piece]:
    end = 0
    for found in _NAMED.finditer(text):
        for piece in _named(found, film, people):
            if found.start() > end:
                yield Piece(text[end : found.start()])
            yield piece
            end = found.start() + len(piece.text)
    if end < len(text):
        yield Piece(text[end:])


def _named(found: re.Match[str], film: Film | None, people: Mapping[str, Person]) -> Iterator[Piece]:
    """The one thing that a match names, or nothing."""
    if name := found["name"]:
        # A full stop after a name ends the sentence.
        for tried in (name, name.rstrip(".+-")):
            if person := people.get(tried.lower()):
                yield Piece(f"@{tried}", person=person)
                return
    elif film is not None and (frame := _frame(found, film)) is not None:
        yield Piece(found[0], frame=frame)


def _frame(found: re.Match[str], film: Film) -> int | None:
    try:
        frame = frame_of(found["code"], film.rate) if found["code"] else int(found["frame"])
    except NotATimecode:
        return None
    return frame if frame < film.frames else None
