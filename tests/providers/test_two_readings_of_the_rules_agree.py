"""The problems list and the stand-ins are two readings of the same pages, neither of which knows the other.

What the first lets pass the second accepts; what the first blocks for a rule of the provider the second refuses, and
names the field where there is one reason alone. What the house blocks on its own may be accepted or not.
"""

from collections import Counter

import pytest
from hypothesis import given

from storyboard.providers.problems import Rule, Severity, problems_of
from storyboard.providers.sheets import provider_sheet
from tests.conftest import examples
from tests.providers.judging import Order, judged_by
from tests.providers.ready import MODELS
from tests.providers.wild_orders import orders


@pytest.mark.parametrize("model", MODELS)
def test_they_agree(model: str) -> None:
    sheet = provider_sheet(model)
    seen: Counter[str] = Counter()
    with judged_by(sheet) as judge:

        @examples(small=150, full=5_000)
        @given(order=orders(model))
        def agree(order: Order) -> None:
            blocking = [one for one in problems_of(order.spec, sheet) if one.severity is Severity.BLOCKS]
            by_provider = [one for one in blocking if one.rule is Rule.PROVIDER]
            verdicts = judge.judge(order, once=bool(blocking))
            if not blocking:
                seen["passed"] += 1
                assert [one.text for one in verdicts if not one.accepted] == []
            elif by_provider:
                seen["refused"] += 1
                assert not any(one.accepted for one in verdicts), by_provider
            if len(blocking) == 1 and by_provider:
                seen[blocking[0].code] += 1

        agree()
    print(model, seen)
