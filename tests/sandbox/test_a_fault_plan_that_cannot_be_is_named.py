"""A plan that cannot be carried out is refused with a sentence that says where."""

import re
from pathlib import Path
from typing import Any

import pytest

from storyboard.sandbox.faults import PlanError, plan_from, plan_in


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ([], "is an object with “faults”"),
        ({"fault": []}, "is an object with “faults”"),
        ({"seed": "x"}, "“seed” is a whole number"),
        ({"faults": ["drop_after"]}, "Fault 1 needs a “kind”, one of broken_off, conflict"),
        ({"faults": [{"kind": "delay"}, {"kind": "explode"}]}, "Fault 2 needs a “kind”"),
        ({"faults": [{"kind": "delay", "keep": 1}]}, "Fault 1, delay, has no “keep”; it takes account, api, chance"),
        ({"faults": [{"kind": "delay", "seconds": -1}]}, "“seconds” is a number from 0"),
        ({"faults": [{"kind": "delay", "api": "kling"}]}, "“api” is one of crun, highway, runware"),
        ({"faults": [{"kind": "conflict", "api": "crun"}]}, "“api” is one of runware"),
        ({"faults": [{"kind": "delay", "on": "webhook"}]}, "“on” is one of create, file, poll, upload"),
        ({"faults": [{"kind": "never", "on": "poll"}]}, "this kind strikes creates alone"),
        ({"faults": [{"kind": "delay", "nth": [0]}]}, "“nth” is a count from 1 or a list of them"),
        ({"faults": [{"kind": "delay", "every": 1.5}]}, "“every” is a count from 1"),
        ({"faults": [{"kind": "delay", "times": True}]}, "“times” is a count from 1"),
        ({"faults": [{"kind": "delay", "chance": 1.1}]}, "“chance” is a number from 0 to 1"),
        ({"faults": [{"kind": "server_error", "status": 302}]}, "“status” is 200 or a status from 400 to 599"),
        ({"faults": [{"kind": "partial", "keep": -1}]}, "“keep” is a whole number from 0"),
        ({"faults": [{"kind": "dead_link", "fetches": 0}]}, "“fetches” is a count from 1"),
        ({"faults": [{"kind": "too_many", "retry_after": "soon"}]}, "“retry_after” is a count of seconds"),
    ],
)
def test_it_says_where(source: Any, says: str) -> None:
    with pytest.raises(PlanError, match=re.escape(says)):
        plan_from(source)


def test_a_file_that_is_no_plan_is_named(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="cannot be read: No such file"):
        plan_in(tmp_path / "none.json")
    (tmp_path / "plan.json").write_text("{", encoding="utf-8")
    with pytest.raises(PlanError, match="is no JSON"):
        plan_in(tmp_path / "plan.json")
