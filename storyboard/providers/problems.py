"""Findings about a spec, named before money is spent: a stable code, the field, the limit and the value found.

Whoever shows a problem turns its code and values into a sentence; here there are only facts. A rule is the provider's
where its own documents say it: then the request would be refused. It is the house's where only Kling or others say it,
or where the provider would take the order and leave something out: such a problem `loses`.

A rule of the house blocks only where money would go in silence: where a part that was chosen on purpose would be left
out, where there is nothing to show, or where the provider takes what Kling behind it refuses or cuts; whether such a
failed task is charged is not documented anywhere. Else it warns.
"""

from storyboard.providers.delivery_problems import delivery_problems
from storyboard.providers.element_pictures import element_picture_problems
from storyboard.providers.element_problems import element_problems
from storyboard.providers.findings import Fix, Problem, Rule, Severity
from storyboard.providers.frame_problems import frame_problems
from storyboard.providers.motion_problems import motion_problems
from storyboard.providers.sheet import Sheet
from storyboard.providers.shot_problems import shot_problems
from storyboard.providers.spec import Spec
from storyboard.providers.text_problems import text_problems

__all__ = ["Fix", "Problem", "Rule", "Severity", "blocks", "problems_of"]


def problems_of(spec: Spec, sheet: Sheet) -> list[Problem]:
    """Everything that stands between a board and an order to that model, in the order of the board."""
    if sheet.free:
        return []
    return [
        *text_problems(spec, sheet),
        *shot_problems(spec, sheet),
        *frame_problems(spec, sheet),
        *motion_problems(spec, sheet),
        *element_problems(spec, sheet.elements, addresses=sheet.addresses),
        *element_picture_problems(spec, sheet),
        *delivery_problems(spec, sheet),
    ]


def blocks(problems: list[Problem]) -> bool:
    """Whether an order would be refused."""
    return any(problem.severity is Severity.BLOCKS for problem in problems)
