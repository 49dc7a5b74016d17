"""The problems list and the stand-ins are two readings of the same pages, neither of which knows the other.

What the first lets pass the second accepts; what the first blocks for a rule of the provider the second refuses, and
names the field where there is one reason alone. What the house blocks on its own may be accepted or not.
"""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given

from storyboard.providers.problems import Problem, Rule, Severity, blocks, problems_of
from storyboard.providers.sheet import Sheet
from storyboard.providers.sheets import provider_sheet, provider_sheets
from storyboard.providers.spec import Spec
from tests.conftest import examples
from tests.providers.element_rules import ELEMENT_RULES
from tests.providers.judging import Judge, Order
from tests.providers.ready import MODELS
from tests.providers.test_every_rule_fires_and_stays_silent import RULES
from tests.providers.wild_orders import orders

KLING = "providerSettings.klingai"
# The field that a refusal names, by API and code. A shot or an element is named as well, and what stands in it.
FIELDS: dict[str, dict[str, str]] = {
    "runware": {
        "prompt_empty": "positivePrompt", "prompt_short": "positivePrompt", "prompt_too_long": "positivePrompt",
        "negative_short": "negativePrompt", "negative_too_long": "negativePrompt", "total_too_short": "duration",
        "total_too_long": "duration", "too_many_shots": f"{KLING}.multiPrompt", "ratio_not_taken": "width",
        "motion_needs_picture": "inputs.referenceImages", "motion_needs_clip": "inputs.referenceVideos",
        "orientation_unknown": f"{KLING}.characterOrientation", "too_many_results": "numberResults",
        "too_few_results": "numberResults", "format_unknown": "outputFormat", "safety_unknown": "safety.mode",
        "quality_out_of_range": "outputQuality", "link_too_short": "ttl", "too_many_elements": "inputs.elements",
        "elements_need_first_frame": "inputs.frameImages", "element_no_frontal": "inputs.elements[",
        "element_voice_alone": "inputs.elements[", "element_too_many_extra": "inputs.elements[",
        "element_no_video": "inputs.elements[", "element_images_with_video": "inputs.elements[",
        "element_voice_with_video": "inputs.elements[",
    },
    "highway": {
        "prompt_too_long": "prompt", "negative_too_long": "negative_prompt", "total_too_short": "duration",
        "total_too_long": "duration", "ratio_not_taken": "aspect_ratio", "adherence_out_of_range": "cfg_scale",
    },
    "crun": {
        "prompt_empty": "input.prompt", "total_too_short": "input.duration", "total_too_long": "input.duration",
        "too_many_shots": "input.multi_prompt", "shot_too_short": "input.multi_prompt[",
        "shots_need_first_frame": "input.img_urls", "last_frame_with_shots": "input.img_urls",
        "ratio_not_taken": "input.aspect_ratio", "too_many_elements": "input.element_list",
        "element_no_frontal": "input.element_list[", "element_too_many_extra": "input.element_list[",
    },
}  # fmt: skip


def blocking(spec: Spec, sheet: Sheet) -> list[Problem]:
    return [one for one in problems_of(spec, sheet) if one.severity is Severity.BLOCKS]


def agreed(judge: Judge, order: Order) -> str:
    """What both readings say of an order: passed, refused (by the provider), or blocked (by the house alone)."""
    problems = blocking(order.spec, judge.sheet)
    verdicts = judge.judge(order, once=bool(problems))
    if not problems:
        assert [one.text for one in verdicts if not one.accepted] == []
        return "passed"
    by_provider = [one for one in problems if one.rule is Rule.PROVIDER]
    if not by_provider:
        return "blocked"
    (verdict,) = verdicts
    assert not verdict.accepted, by_provider
    if len(problems) == 1:
        wanted = FIELDS[judge.sheet.kind][problems[0].code]
        assert any(field.startswith(wanted) for field in verdict.fields), (wanted, verdict.text)
    return "refused"


@pytest.mark.parametrize("model", MODELS)
def test_about_orders_of_every_kind(model: str) -> None:
    seen: Counter[str] = Counter()
    with Judge(provider_sheet(model)) as judge:

        @examples(small=150, full=5_000)
        @given(order=orders(model))
        def agree(order: Order) -> None:
            seen[agreed(judge, order)] += 1

        agree()
    assert seen["passed"] > seen.total() / 4
    assert seen["refused"] > seen.total() / 25


Row = tuple[str, str, Severity, Rule, Sheet, Spec, Spec]


def rows() -> Iterator[Row]:
    """The rules of models that can be ordered: source, code, severity, whose, the sheet, and its two boards."""
    real = {id(sheet) for sheet in provider_sheets().values()}
    for source, code, _path, severity, rule, sheet, breaks, keeps in [*(row[:-1] for row in RULES), *ELEMENT_RULES]:
        if id(sheet) in real:
            yield source, code, severity, rule, sheet, breaks, keeps


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: f"{row[1]}-{row[4].kind}-{row[0]}")
def test_about_each_rule_by_itself(row: Row) -> None:
    _source, code, severity, rule, sheet, breaks, keeps = row
    told = [one for one in blocking(breaks, sheet) if one.rule is Rule.PROVIDER]
    with Judge(sheet) as judge:
        # The account must not know the element yet: its id alone would do.
        expected = "refused" if told else "blocked" if blocks(problems_of(breaks, sheet)) else "passed"
        assert agreed(judge, Order(breaks)) == expected
        assert agreed(judge, Order(keeps)) == "passed"
    if (severity, rule) == (Severity.BLOCKS, Rule.PROVIDER):
        assert code in [one.code for one in told]


def test_every_rule_of_a_provider_has_its_field() -> None:
    of_providers = {(row[4].kind, row[1]) for row in rows() if (row[2], row[3]) == (Severity.BLOCKS, Rule.PROVIDER)}
    named = {(kind, code) for kind, codes in FIELDS.items() for code in codes}
    assert of_providers <= named
