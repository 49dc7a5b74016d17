"""A spec written into a row as JSON and read again is the same spec."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given

from storyboard.providers.spec import Delivery, Spec, from_json
from tests.conftest import examples
from tests.providers.specs import specs


@examples(small=60, full=2_000)
@given(specs)
def test_round_trip(spec: Spec) -> None:
    assert from_json(json.loads(json.dumps(spec.as_json()))) == spec


@examples(small=20, full=2_000)
@given(specs)
def test_it_lasts_as_long_as_its_shots(spec: Spec) -> None:
    assert from_json(spec.as_json()).seconds == sum(shot.seconds for shot in spec.shots)


@examples(small=20, full=2_000)
@given(specs)
def test_one_from_before_there_were_elements_and_wishes_has_none(spec: Spec) -> None:
    frozen = spec.as_json()
    for later in ("elements", "absent", "only_approved", "results", "delivery", "motion"):
        del frozen[later]
    first = None
    if spec.first_frame:
        for later in ("width", "height", "url"):
            del frozen["first_frame"][later]
        first = replace(spec.first_frame, width=None, height=None, url="")
    bare: dict[str, Any] = {
        "elements": (),
        "absent": (),
        "only_approved": False,
        "results": 1,
        "delivery": Delivery(),
        "motion": None,
    }
    assert from_json(frozen) == replace(spec, first_frame=first, **bare)
