"""Each rule, firing and not firing. Lengths are code points of the text as it is sent, the style before every shot."""

import pytest

from storyboard.providers.problems import Rule, Severity, blocks, problems_of
from storyboard.providers.sheets import ANIMATIC, KLING, UnknownModel, sheet_of
from storyboard.providers.spec import Picture, Spec
from tests.providers.specs import spec

TWIN = "👩🏽‍🚀"  # four code points, seven UTF-16 units, one thing to see
FACE = "😀"  # one code point, two UTF-16 units
FIVES = ["x" * 500] * 5
Expected = list[tuple[str, str, float | None, float | None]]


def found(wanted: Spec) -> Expected:
    return [(p.code, p.path, p.limit, p.found) for p in problems_of(wanted, KLING)]


@pytest.mark.parametrize(
    ("wanted", "problems"),
    [
        (spec("x"), []),
        (spec("x" * 500), []),
        (spec("x" * 501), [("shot_prompt_long", "shots[1].prompt", 500, 501)]),
        (spec("x" * 512), [("shot_prompt_long", "shots[1].prompt", 500, 512)]),
        (spec("x" * 513), [("shot_prompt_too_long", "shots[1].prompt", 512, 513)]),
        (spec(""), [("shot_prompt_empty", "shots[1].prompt", 1, 0)]),
        (spec(" \n\t "), [("shot_prompt_empty", "shots[1].prompt", 1, 0)]),
        (spec("x", "", "x"), [("shot_prompt_empty", "shots[2].prompt", 1, 0)]),
        # The style counts, with the space between it and the prompt; a style alone is no prompt.
        (spec("x" * 489, style="y" * 10), []),
        (spec("x" * 490, style="y" * 10), [("shot_prompt_long", "shots[1].prompt", 500, 501)]),
        (spec("x" * 502, style="y" * 10), [("shot_prompt_too_long", "shots[1].prompt", 512, 513)]),
        (spec("", style="y" * 10), [("shot_prompt_empty", "shots[1].prompt", 1, 0)]),
        (spec("x" * 500, style="   "), []),
        (spec(f"  {'x' * 500}  "), []),
        # Code points, neither UTF-16 units nor what looks like one letter.
        (spec(FACE * 500), []),
        (spec(FACE * 513), [("shot_prompt_too_long", "shots[1].prompt", 512, 513)]),
        (spec(TWIN * 125), []),
        (spec(TWIN * 126), [("shot_prompt_long", "shots[1].prompt", 500, 504)]),
        (spec("é" * 500), []),
        (spec("e\u0301" * 251), [("shot_prompt_long", "shots[1].prompt", 500, 502)]),
        # All prompts together.
        (spec(*FIVES), []),
        (spec(*FIVES, "x"), [("prompt_too_long", "shots", 2500, 2501)]),
        (spec(*["x" * 490] * 5, style="y" * 9), []),
        (spec(*["x" * 490] * 5, "x", style="y" * 9), [("prompt_too_long", "shots", 2500, 2511)]),
        # One prompt for the whole board: the shots' own are not sent.
        (spec("", mode="single", prompt="x" * 2500), []),
        (spec("", mode="single", prompt="x" * 2501), [("prompt_too_long", "prompt", 2500, 2501)]),
        (spec("", mode="single", prompt="x" * 2490, style="y" * 9), []),
        (spec("", mode="intelligent", prompt="x" * 2490, style="y" * 10), [("prompt_too_long", "prompt", 2500, 2501)]),
        (spec("x", mode="intelligent"), [("prompt_empty", "prompt", 1, 0)]),
        (spec("x" * 900, mode="single", prompt="x"), []),
    ],
)
def test_against_kling(wanted: Spec, problems: Expected) -> None:
    assert found(wanted) == problems


def test_several_are_told_in_the_order_of_the_board() -> None:
    codes = [code for code, *_rest in found(spec("x" * 600, "", *FIVES[:4]))]
    assert codes == ["shot_prompt_too_long", "shot_prompt_empty", "prompt_too_long"]


def test_each_names_its_shot() -> None:
    assert [p.shot for p in problems_of(spec("x", "", "x" * 600), KLING)] == ["shot2", "shot3"]


@pytest.mark.parametrize(
    ("wanted", "severity", "rule"),
    [
        (spec(""), Severity.BLOCKS, Rule.PROVIDER),
        (spec("x" * 513), Severity.BLOCKS, Rule.PROVIDER),
        (spec("x" * 501), Severity.WARNS, Rule.HOUSE),
        (spec(*FIVES, "x"), Severity.WARNS, Rule.HOUSE),
        (spec("x", mode="single"), Severity.BLOCKS, Rule.PROVIDER),
    ],
)
def test_the_providers_rules_block_and_the_houses_warn(wanted: Spec, severity: Severity, rule: Rule) -> None:
    (problem,) = problems_of(wanted, KLING)
    assert (problem.severity, problem.rule) == (severity, rule)
    assert blocks([problem]) is (severity is Severity.BLOCKS)


@pytest.mark.parametrize("edge", ["first_frame", "last_frame"])
def test_a_frame_has_300_pixels_a_side(edge: str) -> None:
    small, enough = (Picture("p", "sha", None, *size) for size in ((533, 299), (534, 300)))
    (problem,) = problems_of(spec("x", **{edge: small}), KLING)
    assert (problem.code, problem.path, problem.limit, problem.found) == (f"{edge}_too_small", edge, 300, 299)
    assert (problem.severity, problem.rule) == (Severity.BLOCKS, Rule.PROVIDER)
    assert problems_of(spec("x", **{edge: enough}), KLING) == []
    assert problems_of(spec("x", **{edge: small}), ANIMATIC) == []


def test_the_animatic_takes_any_text() -> None:
    for wanted in (spec(""), spec("x" * 10_000), spec("", mode="single")):
        assert problems_of(wanted, ANIMATIC) == []


def test_a_model_is_found_by_its_name_or_not_at_all() -> None:
    assert sheet_of("animatic") is ANIMATIC
    with pytest.raises(UnknownModel):
        sheet_of("kling-3.0")


@pytest.mark.parametrize(
    ("style", "prompt", "sent"),
    [("", "A kite.", "A kite."), ("35 mm.", "A kite.", "35 mm. A kite."), (" 35 mm. ", " A kite. ", "35 mm. A kite.")],
)
def test_the_style_goes_before_the_prompt(style: str, prompt: str, sent: str) -> None:
    assert spec(prompt, style=style).sent(prompt) == sent
