"""A spec written into a row as JSON and read again is the same spec."""

import json
from dataclasses import replace

from hypothesis import given

from storyboard.providers.spec import Spec, from_json
from tests.conftest import examples
from tests.providers.specs import specs


@examples(small=60, full=20_000)
@given(specs)
def test_round_trip(spec: Spec) -> None:
    assert from_json(json.loads(json.dumps(spec.as_json()))) == spec


@examples(small=20, full=2_000)
@given(specs)
def test_it_lasts_as_long_as_its_shots(spec: Spec) -> None:
    assert from_json(spec.as_json()).seconds == sum(shot.seconds for shot in spec.shots)


@examples(small=20, full=2_000)
@given(specs)
def test_one_from_before_there_were_elements_has_none(spec: Spec) -> None:
    frozen = spec.as_json()
    for later in ("elements", "absent", "only_approved"):
        del frozen[later]
    assert from_json(frozen) == replace(spec, elements=(), absent=(), only_approved=False)
