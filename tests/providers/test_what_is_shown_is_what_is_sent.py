"""The bytes that are sent differ from the bytes that are shown in the placeholders alone."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.providers.requests import compile_request, creates_of, fill, placeholders
from storyboard.providers.sheets import UnknownModel, provider_sheets
from storyboard.providers.spec import Picture, Spec
from tests.conftest import examples
from tests.providers.ready import MODELS, ready_specs
from tests.providers.specs import spec

TEXTS = {"positivePrompt", "negativePrompt", "prompt", "negative_prompt", "description", "tags", "name", "id"}


def differences(shown: Any, sent: Any, key: str = "") -> list[tuple[str, Any, Any]]:
    if type(shown) is type(sent) and isinstance(shown, dict):
        assert list(shown) == list(sent)
        return [found for name in shown for found in differences(shown[name], sent[name], name)]
    if type(shown) is type(sent) and isinstance(shown, list):
        return [found for one, other in zip(shown, sent, strict=True) for found in differences(one, other, key)]
    return [] if shown == sent and type(shown) is type(sent) else [(key, shown, sent)]


@pytest.mark.parametrize("model", MODELS)
@examples(small=60, full=2_000)
@given(spec=ready_specs(), number=st.integers())
def test_only_placeholders_change(model: str, spec: Spec, number: int) -> None:
    shown = compile_request(spec, model).body
    values = {one: f"{number} {one}" for one in placeholders(shown)}
    sent = fill(shown, values)
    for key, before, after in differences(json.loads(shown), json.loads(sent)):
        assert key not in TEXTS
        assert after == values[before]
    assert fill(shown, {}) == shown
    assert placeholders(sent) == []
    assert fill(sent, {after: before for before, after in values.items()}) == sent


@pytest.mark.parametrize("model", MODELS)
@examples(small=60, full=2_000)
@given(spec=ready_specs())
def test_the_same_spec_gives_the_same_bytes_and_their_digest(model: str, spec: Spec) -> None:
    request, again = compile_request(spec, model), compile_request(spec, model)
    assert request == again
    assert request.sha256 == hashlib.sha256(request.body).hexdigest()
    assert request.body == json.dumps(json.loads(request.body), ensure_ascii=False, indent=2).encode()


def test_what_is_not_given_is_dropped() -> None:
    board = spec("x", "y", first_frame=Picture("a", "f" * 64, None, 1920, 1080))
    shown = compile_request(board, "runware/kling-3.0-4k").body
    assert placeholders(shown) == ["task", "hook", "upload", f"asset:{'f' * 64}"]
    (task,) = json.loads(fill(shown, {"hook": None, "upload": None, "task": "1"}))
    assert {"webhookURL", "uploadEndpoint"} & set(task) == set()
    assert task["taskUUID"] == "1"
    crun = json.loads(fill(compile_request(board, "crun/kling-3.0-pro").body, {"hook": None}))
    assert list(crun) == ["model", "input"]


def test_prompts_that_read_like_placeholders_stay_prompts() -> None:
    board = spec("task", "hook", "asset:1", first_frame=Picture("a", "f" * 64, None, 1920, 1080))
    shown = compile_request(board, "runware/kling-3.0-4k").body
    (task,) = json.loads(fill(shown, {"task": "1", "hook": None, "asset:1": None}))
    shots = task["providerSettings"]["klingai"]["multiPrompt"]
    assert [shot["prompt"] for shot in shots] == ["task", "hook", "asset:1"]


@pytest.mark.parametrize(
    ("crop", "ratio", "place"),
    [
        (None, "16:9", ""),
        (None, "1:1", "#420,0,1080,1080"),
        ((0.0, 0.0, 0.5, 0.5), "16:9", "#0,0,960,540"),
        ((0.25, 0.0, 0.5, 1.0), "9:16", "#656,0,608,1080"),
    ],
)
def test_a_frame_is_cut_to_the_boards_shape(crop: Any, ratio: str, place: str) -> None:
    board = spec("x", ratio=ratio, first_frame=Picture("a", "f" * 64, crop, 1920, 1080))
    assert placeholders(compile_request(board, MODELS[0]).body)[-1] == f"asset:{'f' * 64}{place}"


def test_several_results_are_one_task_or_several_creates() -> None:
    board = spec("x", results=3)
    creates = {model: creates_of(board, sheet) for model, sheet in provider_sheets().items()}
    assert creates == {model: 1 if model.startswith("runware") else 3 for model in MODELS}
    (task,) = json.loads(compile_request(board, "runware/kling-3.0-4k").body)
    assert task["numberResults"] == 3
    assert "uploadEndpoint" not in task


def test_nothing_but_models_of_providers_is_requested() -> None:
    for model in ("animatic", "runware/kling-2.0", ""):
        with pytest.raises(UnknownModel):
            compile_request(spec("x"), model)
