"""The rules of elements, as pure values: each finding has its code, and nothing else is found."""

from fractions import Fraction

import pytest

from storyboard.elements.rules import Clip, Facts, problems_of
from storyboard.providers.problems import Severity

WIDE = Fraction(16, 9)
FINE = Facts(source="images", frontal="a", extras=("b",))


def clip(seconds: Fraction | int, ratio: Fraction = WIDE, size: int = 1) -> Facts:
    return Facts(source="video", videos=(Clip(Fraction(seconds), ratio, size),))


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (FINE, []),
        (Facts(source="images", frontal="a", extras=("b", "c", "d"), voices=1), []),
        (Facts(source="images"), ["element_no_frontal", "element_needs_extra"]),
        (Facts(source="images", frontal="a"), ["element_needs_extra"]),
        (Facts(source="images", frontal="a", extras=("a",)), ["element_extra_is_frontal"]),
        (Facts(source="images", frontal="a", extras=("b", "c", "d", "e")), ["element_too_many_extra"]),
        (Facts(source="video"), ["element_no_video"]),
        (clip(3), []),
        (clip(8), []),
        (clip(Fraction(71, 24)), ["element_video_length"]),
        (clip(Fraction(193, 24)), ["element_video_length"]),
        (clip(5, Fraction(4, 3)), ["element_video_shape"]),
        (clip(5, size=201 * 1024 * 1024), ["element_video_size"]),
        (Facts(source="video", videos=(Clip(None, None, 1),), voices=1), ["element_voice_with_video"]),
        (Facts(source="images", frontal="a", extras=("b",), description="ä" * 100), []),
        (Facts(source="images", frontal="a", extras=("b",), description="ä" * 101), ["description_long"]),
    ],
)
def test_these_are_found(facts: Facts, codes: list[str]) -> None:
    assert [problem.code for problem in problems_of(facts)] == codes


def test_a_long_description_only_warns() -> None:
    facts = Facts(source="images", frontal="a", extras=("b",), description="x" * 120)
    assert [(p.severity, p.limit, p.found) for p in problems_of(facts)] == [(Severity.WARNS, 100, 120)]


def test_a_draft_blocks_only_where_the_workspace_says_so() -> None:
    draft = Facts(source="images", frontal="a", extras=("b",), approved=False)
    assert problems_of(draft) == []
    assert [problem.code for problem in problems_of(draft, only_approved=True)] == ["element_not_approved"]
