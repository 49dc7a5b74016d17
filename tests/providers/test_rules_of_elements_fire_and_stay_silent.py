"""Each rule of elements and mentions, firing and staying silent; nothing else is found beside it."""

import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from storyboard.providers import element_problems as module
from storyboard.providers.element_ability import KLING_ELEMENTS, ElementAbility
from storyboard.providers.element_problems import element_problems, problems_of_element
from storyboard.providers.findings import Problem, Rule, Severity
from storyboard.providers.mentions import MentionStyle, mention_of
from storyboard.providers.problems import blocks, problems_of
from storyboard.providers.sheet import Sheet
from storyboard.providers.spec import Absent, Clip, ElementSpec, Picture, Spec, Voice
from tests.providers.element_rules import ELEMENT_RULES
from tests.providers.specs import spec

RUNWARE = replace(KLING_ELEMENTS, least_images=1, needs_first_frame=True)
CRUN = replace(KLING_ELEMENTS, least_images=1, video=False, voice=False, frontal=False)
HOUSES = ("element_needs_extra", "element_extra_is_frontal")
"""Only advice where one image is enough."""
GUIDE, GLOBE = "guideguidegu", "globeglobegl"
A, B, C, D, E = (Picture(name, name) for name in "abcde")
VOICE = Voice("v", "v")
FRAME = Picture("f", "f")


def images(*extras: Picture, **fields: Any) -> ElementSpec:
    return replace(ElementSpec(GUIDE, "Guide", "guide", "character", frontal=A, extras=extras, approved=True), **fields)


def video(seconds: Fraction | int | None = 5, width: int = 1920, height: int = 1080, **fields: Any) -> ElementSpec:
    length = None if seconds is None else Fraction(seconds)
    more = {name: fields.pop(name) for name in ("bytes", "media_type") if name in fields}
    clip = Clip("c", "c", length, width, height, **more)
    return replace(ElementSpec(GUIDE, "Guide", "guide", "character", source="video", video=clip), **fields)


def codes(problems: list[Problem]) -> list[str]:
    """Codes, those that only warn with a ~ before them."""
    return [("~" if problem.severity is Severity.WARNS else "") + problem.code for problem in problems]


@pytest.mark.parametrize(
    ("element", "ability", "expected"),
    [
        (images(B), KLING_ELEMENTS, []),
        (images(B, C, D, voice=VOICE), KLING_ELEMENTS, []),
        (images(B, frontal=None), KLING_ELEMENTS, ["element_no_frontal"]),
        (images(), KLING_ELEMENTS, ["element_needs_extra"]),
        (images(), RUNWARE, ["~element_needs_extra"]),
        (images(A), KLING_ELEMENTS, ["element_extra_is_frontal"]),
        (images(A), RUNWARE, ["~element_extra_is_frontal"]),
        (images(B, C, D, E), KLING_ELEMENTS, ["element_too_many_extra"]),
        # No image is told apart from the others.
        (images(), CRUN, []),
        (images(B, C, D, E, frontal=None), CRUN, []),
        (images(B, C, D, E), CRUN, ["element_too_many_extra"]),
        (images(frontal=None), CRUN, ["element_no_frontal"]),
        (images(B, voice=VOICE), CRUN, ["element_voice_not_taken"]),
        (images(B, voice=replace(VOICE, seconds=Fraction(5))), KLING_ELEMENTS, []),
        (images(B, voice=replace(VOICE, seconds=Fraction(30))), KLING_ELEMENTS, []),
        (images(B, voice=replace(VOICE, seconds=Fraction(119, 24))), KLING_ELEMENTS, ["~element_voice_length"]),
        (images(B, voice=replace(VOICE, seconds=Fraction(721, 24))), KLING_ELEMENTS, ["~element_voice_length"]),
        (
            images(frontal=None, voice=VOICE),
            KLING_ELEMENTS,
            ["element_no_frontal", "element_voice_alone", "element_needs_extra"],
        ),
        (video(), KLING_ELEMENTS, []),
        (video(), CRUN, ["element_video_not_taken"]),
        (video(video=None), KLING_ELEMENTS, ["element_no_video"]),
        (video(video=None, frontal=A, voice=VOICE), KLING_ELEMENTS, ["element_no_video"]),
        (video(3), KLING_ELEMENTS, []),
        (video(8), KLING_ELEMENTS, []),
        (video(Fraction(71, 24)), KLING_ELEMENTS, ["element_video_length"]),
        (video(Fraction(193, 24)), KLING_ELEMENTS, ["element_video_length"]),
        (video(None), KLING_ELEMENTS, []),
        (video(frontal=A), KLING_ELEMENTS, ["element_images_with_video"]),
        (video(extras=(A, B)), KLING_ELEMENTS, ["element_images_with_video"]),
        (video(voice=VOICE), KLING_ELEMENTS, ["element_voice_with_video"]),
        (video(width=1080, height=1920), KLING_ELEMENTS, []),
        (video(width=1440), KLING_ELEMENTS, ["~element_video_shape"]),
        (video(media_type="video/quicktime"), KLING_ELEMENTS, []),
        (video(media_type="video/webm"), KLING_ELEMENTS, ["element_video_type"]),
        (video(bytes=200 * 1024 * 1024), KLING_ELEMENTS, []),
        (video(bytes=200 * 1024 * 1024 + 1), KLING_ELEMENTS, ["element_video_size"]),
        (images(B, description="ä" * 100), KLING_ELEMENTS, []),
        (images(B, description="ä" * 101), KLING_ELEMENTS, ["~description_long"]),
        (images(B, description="ä" * 101), replace(KLING_ELEMENTS, description_caution=None), []),
        (images(B, approved=False), KLING_ELEMENTS, []),
    ],
)
def test_of_one_element(element: ElementSpec, ability: ElementAbility, expected: list[str]) -> None:
    found = problems_of_element(element, ability, "elements[1]")
    assert codes(found) == expected
    for problem in found:
        assert problem.path.startswith("elements[1].")
        assert (problem.element, problem.name, problem.rule) == (GUIDE, "Guide", rule_of(problem, element))


def rule_of(problem: Problem, element: ElementSpec) -> Rule:
    """The house's: what is left out or sent instead of something else, and advice."""
    is_advice = problem.code in HOUSES and problem.severity is Severity.WARNS
    left_out = problem.code.endswith("_not_taken") or (problem.code == "element_no_video" and bool(element.images))
    return Rule.HOUSE if is_advice or left_out else Rule.PROVIDER


@pytest.mark.parametrize(
    ("element", "code", "severity"),
    [
        (video(9), "element_video_length", Severity.BLOCKS),
        (video(width=1440), "element_video_shape", Severity.WARNS),
        (images(B, voice=replace(VOICE, seconds=Fraction(4))), "element_voice_length", Severity.WARNS),
        (images(B, description="ä" * 101), "description_long", Severity.WARNS),
    ],
)
def test_figures_that_only_kling_documents_are_the_houses_caution(
    element: ElementSpec, code: str, severity: Severity
) -> None:
    (problem,) = problems_of_element(element, replace(RUNWARE, documented=False), "elements[1]")
    assert (problem.code, problem.severity, problem.rule) == (code, severity, Rule.HOUSE)


def test_elements_mentioned_in_another_order_than_the_boards_are_told_where_they_are_numbered() -> None:
    both = (images(B), images(B, id=GLOBE, name="Globe"))
    say = spec(f"{mention_of(GLOBE)} {mention_of(GUIDE)}", elements=both)
    assert codes(element_problems(say, KLING_ELEMENTS)) == ["~elements_out_of_order"]
    assert codes(element_problems(say, replace(CRUN, mentions=MentionStyle.HANDLE))) == []
    assert codes(element_problems(replace(say, elements=both[::-1]), KLING_ELEMENTS)) == []


def test_a_draft_blocks_only_where_the_workspace_says_so() -> None:
    (problem,) = problems_of_element(images(B, approved=False), KLING_ELEMENTS, "elements[1]", only_approved=True)
    assert (problem.code, problem.severity, problem.rule) == ("element_not_approved", Severity.BLOCKS, Rule.HOUSE)
    assert problems_of_element(images(B), KLING_ELEMENTS, "elements[1]", only_approved=True) == []


GLOBE_ON_BOARD = images(B, id=GLOBE, name="Globe")
SAYS_GUIDE, SAYS_GLOBE, SAYS_NOBODY = (mention_of(one) for one in (GUIDE, GLOBE, "nobodynobody"))
BOTH = (images(B), GLOBE_ON_BOARD)
GLOBE_ABSENT = (Absent(GLOBE, "Globe"),)


@pytest.mark.parametrize(
    ("wanted", "ability", "expected"),
    [
        (spec("x"), KLING_ELEMENTS, []),
        (spec("x"), None, []),
        (spec(SAYS_GUIDE, elements=BOTH[:1]), KLING_ELEMENTS, []),
        (spec(SAYS_GUIDE, SAYS_GLOBE, elements=BOTH), KLING_ELEMENTS, []),
        (spec(SAYS_GUIDE, elements=BOTH), KLING_ELEMENTS, [("~element_not_mentioned", "elements[2]", "")]),
        (spec("x", style=SAYS_GUIDE, elements=BOTH[:1]), KLING_ELEMENTS, []),
        # Mentions that would not be sent, each told once.
        (spec("x", SAYS_GLOBE, SAYS_GLOBE, absent=GLOBE_ABSENT), KLING_ELEMENTS,
         [("mention_absent", "shots[2].prompt", "shot2")]),
        (spec("x", SAYS_GLOBE, absent=(Absent(GLOBE, "Globe", archived=True),)), KLING_ELEMENTS,
         [("mention_archived", "shots[2].prompt", "shot2")]),
        (spec(SAYS_NOBODY), KLING_ELEMENTS, [("mention_unknown", "shots[1].prompt", "shot1")]),
        (spec("x", style=SAYS_NOBODY), KLING_ELEMENTS, [("mention_unknown", "style", "")]),
        (spec("x", mode="single", prompt=SAYS_NOBODY), KLING_ELEMENTS, [("mention_unknown", "prompt", "")]),
        (spec(SAYS_NOBODY, mode="single", prompt="x"), KLING_ELEMENTS, []),
        (spec("{{element:xx}}"), KLING_ELEMENTS, []),
        # The board as a whole.
        (spec("x", elements=(images(B),) * 4, style=SAYS_GUIDE), KLING_ELEMENTS,
         [("too_many_elements", "elements", "")]),
        (spec("x", elements=(images(B),) * 3, style=SAYS_GUIDE), KLING_ELEMENTS, []),
        (spec(SAYS_GUIDE, elements=BOTH[:1]), RUNWARE, [("elements_need_first_frame", "first_frame", "")]),
        (spec(SAYS_GUIDE, elements=BOTH[:1], first_frame=FRAME), RUNWARE, []),
        (spec("x"), RUNWARE, []),
        (spec(SAYS_GUIDE, elements=(images(B, archived=True),)), KLING_ELEMENTS,
         [("~element_archived", "elements[1]", "")]),
        (spec(SAYS_GUIDE, elements=(images(B, approved=False),), only_approved=True), KLING_ELEMENTS,
         [("element_not_approved", "elements[1].approval", "")]),
        (spec(SAYS_GUIDE, elements=(images(B, approved=False),)), KLING_ELEMENTS, []),
        # A model that takes none is sent words.
        (spec(SAYS_GUIDE, elements=BOTH[:1]), None, [("~elements_not_taken", "elements", "")]),
        (spec(SAYS_GLOBE, absent=GLOBE_ABSENT), None, []),
        (spec(SAYS_NOBODY), None, [("mention_unknown", "shots[1].prompt", "shot1")]),
    ],
)  # fmt: skip
def test_of_a_board(wanted: Spec, ability: ElementAbility | None, expected: list[tuple[str, str, str]]) -> None:
    found = element_problems(wanted, ability)
    assert [(code, p.path, p.shot) for code, p in zip(codes(found), found, strict=True)] == expected


def test_a_mention_names_its_element_so_that_it_can_be_added() -> None:
    (problem,) = element_problems(spec(SAYS_GLOBE, absent=GLOBE_ABSENT), KLING_ELEMENTS)
    assert (problem.element, problem.name, problem.rule) == (GLOBE, "Globe", Rule.HOUSE)


@pytest.mark.parametrize(
    ("element", "path"),
    [
        (images(B, frontal=Picture("a", "")), "elements[1].frontal"),
        (images(Picture("b", "")), "elements[1].extras"),
        (images(B, voice=Voice("v", "")), "elements[1].voice"),
        (video(video=Clip("c", "", None, None, None)), "elements[1].video"),
    ],
)
def test_a_file_that_is_not_fetched_stands_in_the_way(element: ElementSpec, path: str) -> None:
    (problem,) = problems_of_element(element, KLING_ELEMENTS, "elements[1]")
    assert (problem.code, problem.path, problem.rule) == ("element_not_fetched", path, Rule.HOUSE)
    assert problem.severity is Severity.BLOCKS


@pytest.mark.parametrize("rule", ELEMENT_RULES, ids=lambda rule: f"{rule[1]}-{rule[5].kind}-{rule[0]}")
def test_each_by_its_source(rule: tuple[str, str, str, Severity, Rule, Sheet, Spec, Spec]) -> None:
    _source, code, path, severity, whose, sheet, breaks, keeps = rule
    (problem,) = [problem for problem in problems_of(breaks, sheet) if problem.code == code][:1]
    assert (problem.path, problem.severity, problem.rule) == (path, severity, whose)
    assert code not in [problem.code for problem in problems_of(keeps, sheet)]
    assert not blocks(problems_of(keeps, sheet))


def test_no_rule_is_without_its_source() -> None:
    source = Path(str(module.__file__)).read_text("utf-8")
    codes = re.findall(r'"((?:element|elements|mention|too_many|description)_[a-z_]+)"', source)
    made = {"element_image_too_small", "element_image_too_long"}
    assert set(codes) | made == {rule[1] for rule in ELEMENT_RULES}
