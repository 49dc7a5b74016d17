"""Camera and shot-size words, one click away from every prompt. A workspace may keep its own in their place.

Written as text, a group a line: its name, a colon, its words with commas between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from storyboard.studio.models import Workspace

MOST_GROUPS, MOST_WORDS, LONGEST = 20, 60, 80

# The words that Kling's own prompting guides use, in the language that models read best.
USUAL = """\
Shot size: extreme wide shot, wide shot, full shot, medium shot, medium close-up, close-up, extreme close-up, insert
Angle: eye level, low angle, high angle, overhead, ground level, over the shoulder, point of view, Dutch angle
Camera move: static camera, slow push in, pull back, pan left, pan right, tilt up, tilt down, tracking shot, \
dolly zoom, crane up, crane down, orbit, handheld, whip pan
Lens: wide 24 mm, 35 mm, 50 mm, 85 mm portrait, macro, anamorphic, shallow depth of field, deep focus, rack focus
Light: golden hour, blue hour, overcast, hard noon sun, backlight, candlelight, neon, moonlight, volumetric haze
Pace: slow motion, real time, time lapse, steady pace, lingering, sudden stop
"""


@dataclass(frozen=True)
class Group:
    """Words under one name, in the order in which they are offered."""

    name: str
    words: tuple[str, ...]


class NotWords(Exception):
    """A text that is no list of groups; its message says which line, and why."""


def vocabulary_of(workspace: Workspace) -> list[Group]:
    """The groups that prompts of a workspace are offered."""
    if workspace.vocabulary is None:
        return parsed(USUAL)
    return [Group(name, tuple(words)) for name, words in workspace.vocabulary]


def parsed(text: str) -> list[Group]:
    """The groups that a text lists. Raises NotWords."""
    lines = [(number, line.strip()) for number, line in enumerate(text.replace("\x00", "").splitlines(), 1)]
    groups = [_group(number, line) for number, line in lines if line]
    if len(groups) > MOST_GROUPS:
        raise NotWords(_("At most %(most)s groups can be kept; these are %(found)s.") % _found(MOST_GROUPS, groups))
    return groups


def _group(number: int, line: str) -> Group:
    name, colon, rest = line.partition(":")
    words = tuple(dict.fromkeys(word.strip() for word in rest.split(",") if word.strip()))
    if not colon or not name.strip() or not words:
        raise NotWords(_("Line %(number)s needs a name, a colon and at least one word.") % {"number": number})
    if len(words) > MOST_WORDS:
        sentence = _("Line %(number)s has %(found)s words; a group keeps at most %(most)s.")
        raise NotWords(sentence % {"number": number, **_found(MOST_WORDS, words)})
    if any(len(part) > LONGEST for part in (name.strip(), *words)):
        sentence = _("Line %(number)s has a name or word of more than %(most)s characters.")
        raise NotWords(sentence % {"number": number, "most": LONGEST})
    return Group(name.strip(), words)


def _found(most: int, found: Sequence[object]) -> dict[str, int]:
    return {"most": most, "found": len(found)}


def written(groups: Sequence[Group]) -> str:
    """Groups as the text that lists them."""
    return "".join(f"{group.name}: {', '.join(group.words)}\n" for group in groups)


def keep_vocabulary(workspace: Workspace, text: str) -> None:
    """Keeps the groups that a text lists; an empty text brings the usual ones back. Raises NotWords."""
    groups = parsed(text)
    workspace.vocabulary = [[group.name, list(group.words)] for group in groups] or None
    workspace.save(update_fields=["vocabulary"])
