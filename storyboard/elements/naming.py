"""Names, readable ids and tags of elements. The words they are found by are made in `folding`."""

import re
import unicodedata

from storyboard.folding import folded

HANDLE_LENGTH = 20
TAG_LENGTH = 40


def in_one_case(text: str) -> str:
    """A name as it is compared for uniqueness: case and width do not count, accents do."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())[:200]


def sort_key(name: str) -> str:
    """A name as lists are ordered by it."""
    return folded(name)[:200]


def handle_from(name: str) -> str:
    """A readable id out of a name: `The Guide` is `the_guide`."""
    plain = re.sub(r"[^a-z0-9]+", "_", folded(name)).strip("_")
    return plain[:HANDLE_LENGTH].strip("_") or "element"


def free_handle(wanted: str, taken: set[str]) -> str:
    """The wanted readable id, or the first like it with a number that nobody has."""
    if wanted not in taken:
        return wanted
    number = 2
    while (handle := f"{wanted[: HANDLE_LENGTH - len(str(number)) - 1].rstrip('_')}_{number}") in taken:
        number += 1
    return handle


def is_handle(text: str) -> bool:
    """Whether a text can be a readable id. Source: issue 3 (Kling's element_name holds at most 20 characters)."""
    return re.fullmatch(r"[a-z0-9_]{1,20}", text) is not None


def tags_from(text: str) -> list[str]:
    """The tags in a text, divided by commas: lower case, single spaces, each once."""
    tags = (" ".join(part.split()).lower()[:TAG_LENGTH].strip() for part in text.replace("\x00", "").split(","))
    return list(dict.fromkeys(tag for tag in tags if tag))
