"""In which order the parts of a line stand, where scripts that run right to left take part.

The implicit rules of the Unicode bidirectional algorithm (UAX #9: P2–P3, W1–W7 in brief, N1–N2, I1–I2, L2).
Explicit embeddings and isolates are not followed: nobody types them into prompts.
"""

import unicodedata
from collections.abc import Sequence

_LEFT = {"L"}
_RIGHT = {"R", "AL"}
_NUMBER = {"EN", "AN"}


def runs_right(text: str) -> bool:
    """Whether the paragraph runs right to left: its first strong character does."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _RIGHT or kind in _LEFT:
            return kind in _RIGHT
    return False


def levels(clusters: Sequence[str], *, base_right: bool) -> list[int]:
    """The embedding level of each grapheme cluster: odd ones run right to left."""
    kinds = _resolved_numbers([_kind(cluster) for cluster in clusters], base_right)
    kinds = _resolved_neutrals(kinds, "R" if base_right else "L")
    left = 2 if base_right else 0
    return [{"L": left, "R": 1, "N": 2}[kind] for kind in kinds]


def visual_order(run_levels: Sequence[int]) -> list[int]:
    """The indices of runs from left to right, given the level of each in reading order (rule L2)."""
    order = list(range(len(run_levels)))
    for level in range(max(run_levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and run_levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order


def _kind(cluster: str) -> str:
    """L, R, N (a number), S (stands between digits), or "-" (takes its surroundings' side)."""
    kind = unicodedata.bidirectional(cluster[0])
    if kind in _LEFT:
        return "L"
    if kind in _RIGHT:
        return "R"
    if kind in _NUMBER:
        return "N"
    return "S" if kind in {"CS", "ES"} else "-"


def _resolved_numbers(kinds: list[str], base_right: bool) -> list[str]:
    """Numbers after left-running letters are as those; separators between two digits join them."""
    strong = "R" if base_right else "L"
    resolved: list[str] = []
    for index, kind in enumerate(kinds):
        joins = 0 < index < len(kinds) - 1 and kinds[index - 1] == kinds[index + 1] == "N"
        now = kind if kind != "S" else ("N" if joins else "-")
        if now in "LR":
            strong = now
        resolved.append("L" if now == "N" and strong == "L" else now)
    return resolved


def _resolved_neutrals(kinds: list[str], base: str) -> list[str]:
    """Neutrals between two of one side take that side, others the paragraph's; numbers count as right-running."""
    resolved = list(kinds)
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] == "-":
            end += 1
        if end > start:
            before = _side(kinds[start - 1]) if start else base
            after = _side(kinds[end]) if end < len(kinds) else base
            resolved[start:end] = [before if before == after else base] * (end - start)
        start = end + 1
    return resolved


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"
