"""What of a text went and what came, by words."""

import difflib
import re
from dataclasses import dataclass

ANOTHER_TEXT = 0.6  # with less in common, spaces counted, two texts are shown whole
WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """A run of words in a comparison; `kind` is "same", "gone" or "new"."""

    kind: str
    text: str


def reworded(old: str, new: str) -> list[Piece]:
    """Both texts as one: what they share, and where they part what went before what came."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < ANOTHER_TEXT:
        return [Piece("gone", old), Piece("new", new)]
    pieces = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(before[a:b])))
            continue
        pieces += [Piece("gone", "".join(before[a:b]))] * (b > a) + [Piece("new", "".join(after[c:d]))] * (d > c)
    return pieces
