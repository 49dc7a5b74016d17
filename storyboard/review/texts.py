"""The words of a comment with the frames and people named in them: `@87`, `@00:00:03:15`, `@wren`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from storyboard.media.timecode import NotATimecode, frame_of
from storyboard.review.places import Film
from storyboard.studio.models import Person

# Not within a word, as in an address of mail.
_NAMED = re.compile(r"(?<!\w)@(?:(?P<code>\d{2,9}:\d\d:\d\d[:;]\d{2,3})|(?P<frame>\d{1,9})(?![\w:;])|(?P<name>(?=\S)))")
# A full stop after a name ends the sentence; one within a word belongs to another name.
_GOES_ON = re.compile(r"[.+-]*[\w@]")


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
    end, names = 0, sorted(people, key=len, reverse=True)
    for found in _NAMED.finditer(text):
        if found.start() < end:
            continue  # a name may hold an @
        for piece in _named(found, film, people, names):
            if found.start() > end:
                yield Piece(text[end : found.start()])
            yield piece
            end = found.start() + len(piece.text)
    if end < len(text):
        yield Piece(text[end:])


def _named(
    found: re.Match[str], film: Film | None, people: Mapping[str, Person], names: Iterable[str]
) -> Iterator[Piece]:
    """The one thing that a match names, or nothing; of `names` that fit the first."""
    if found["name"] is not None:
        said = found.string[found.end() :]
        for name in names:
            if said[: len(name)].lower() == name and not _GOES_ON.match(said, len(name)):
                yield Piece(f"@{said[: len(name)]}", person=people[name])
                return
    elif film is not None and (frame := _frame(found, film)) is not None:
        yield Piece(found[0], frame=frame)


def _frame(found: re.Match[str], film: Film) -> int | None:
    try:
        frame = frame_of(found["code"], film.rate) if found["code"] else int(found["frame"])
    except NotATimecode:
        return None
    return frame if frame < film.frames else None
