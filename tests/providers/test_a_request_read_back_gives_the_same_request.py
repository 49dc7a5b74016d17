"""Board → request → board → request: nothing is lost.

Left out are the task's id, hook, upload and cost switch; media are compared by bytes or address, and ids that elements
go by at a provider by their place.
"""

import json
from typing import Any

import pytest
from hypothesis import given

from storyboard.providers.mentions import mention_of
from storyboard.providers.reading import Read, read_request
from storyboard.providers.requests import compile_request
from storyboard.providers.spec import Clip, ElementSpec, Picture, Spec, Voice
from tests.conftest import examples
from tests.providers.ready import MODELS, ready_specs
from tests.providers.rebuilding import rebuilt

LEFT_OUT = {"taskUUID", "webhookURL", "uploadEndpoint", "includeCost", "callback_url"}


def compared(body: bytes | Any) -> Any:
    """A request without what is not compared."""
    value = json.loads(body) if isinstance(body, bytes) else body
    if isinstance(value, dict):
        return {key: _compared(key, one) for key, one in value.items() if key not in LEFT_OUT}
    return [compared(one) for one in value] if isinstance(value, list) else value


def _compared(key: str, value: Any) -> Any:
    if key == "elements":
        return [{**compared(one), "id": number} for number, one in enumerate(value)]
    return compared(value)


def sizes_in(spec: Spec) -> dict[str, tuple[int, int]]:
    motion = [spec.motion.picture] if spec.motion else []
    images = [picture for element in spec.elements for picture in element.images]
    found = [spec.first_frame, spec.last_frame, *motion, *images]
    return {one.sha256: (one.width, one.height) for one in found if one and one.width and one.height}


@pytest.mark.parametrize("model", MODELS)
@examples(small=150, full=2_000)
@given(spec=ready_specs())
def test_round_trip(model: str, spec: Spec) -> None:
    request = compile_request(spec, model)
    (read,) = read_request(json.loads(request.body))
    assert read.model == model
    assert read.ignored == ()
    again = compile_request(rebuilt(read, sizes_in(spec)), model)
    assert compared(again.body) == compared(request.body)


SHOTS = [{"prompt": f"Shot {number}.", "duration": 3} for number in (1, 2, 3)]
PROMPT, NEGATIVE = "A library comes alive.", "low detail"
FIRST, LAST = "https://assets.runware.ai/assets/inputs/1.jpg", "https://assets.runware.ai/assets/inputs/2.jpg"
BASE = {"taskType": "videoInference", "taskUUID": "289dea36-d702-472c-a1e2-212338222b7d"}
FOUR_K = {**BASE, "model": "klingai:kling-video@3-4k"}
PLANNED = {"klingai": {"shotType": "intelligence", "sound": True}}
# The structures of the four examples on Runware's 4K page, their prompts shortened.
CARAVAN = {
    **FOUR_K, "width": 3840, "height": 2160, "duration": 9,
    "providerSettings": {"klingai": {"sound": True, "multiPrompt": SHOTS}},
}  # fmt: skip
LIBRARY = {
    **FOUR_K, "positivePrompt": PROMPT, "negativePrompt": NEGATIVE, "duration": 8,
    "providerSettings": PLANNED, "inputs": {"frameImages": [FIRST]},
}  # fmt: skip
STATION = {
    **FOUR_K, "positivePrompt": PROMPT, "negativePrompt": NEGATIVE, "duration": 10, "providerSettings": PLANNED,
    "inputs": {"frameImages": [{"image": FIRST, "frame": "first"}, {"image": LAST, "frame": "last"}]},
}  # fmt: skip
QUARRY = {
    **FOUR_K, "positivePrompt": PROMPT, "negativePrompt": NEGATIVE, "width": 3840, "height": 2160, "duration": 8,
    "providerSettings": PLANNED,
}  # fmt: skip


@pytest.mark.parametrize("task", [CARAVAN, LIBRARY, STATION, QUARRY])
def test_the_examples_of_runwares_page(task: dict[str, Any]) -> None:
    (read,) = read_request(task)
    assert read.ignored == ()
    (again,) = json.loads(compile_request(rebuilt(read, {}), "runware/kling-3.0-4k").body)
    if task is LIBRARY:
        task = {**task, "inputs": {"frameImages": [{"image": FIRST, "frame": "first"}]}}
    assert compared(again) == compared(task)
    assert [key for key in again if key not in LEFT_OUT] == [key for key in task if key not in LEFT_OUT]


def one(value: Any) -> Read:
    (read,) = read_request(value)
    return read


def test_what_the_examples_say() -> None:
    caravan, library, station = one([CARAVAN]), one(LIBRARY), one(STATION)
    assert (caravan.mode, caravan.seconds, caravan.ratio, caravan.sound) == ("custom", 9, "16:9", True)
    assert [shot.seconds for shot in caravan.shots] == [3, 3, 3]
    assert (library.mode, library.prompt, library.negative_prompt) == ("intelligent", (PROMPT,), NEGATIVE)
    assert (library.first_frame, library.last_frame, library.ratio) == (FIRST, "", None)
    assert (station.first_frame, station.last_frame) == (FIRST, LAST)


def test_elements_sent_by_id_alone_are_read_as_kept() -> None:
    guide = ElementSpec("guideguidegu", "Guide", "guide", "character")
    spec = Spec(
        "", "16:9", "single", mention_of(guide.id), "", "", False, (), Picture("a", "f" * 64), elements=(guide,)
    )
    read = one(json.loads(compile_request(spec, MODELS[0], {guide.id: "e123"}).body))
    assert [(element.handle, element.is_kept) for element in read.elements] == [("e123", True)]
    assert read.prompt == (0,)


def test_video_and_voice_of_elements_come_back() -> None:
    guide = ElementSpec("guideguidegu", "Guide", "guide", "character", frontal=Picture("a", "1"), voice=Voice("v", "2"))
    gate = ElementSpec("gategategate", "Gate", "gate", "place", source="video", video=Clip("c", "3"))
    spec = Spec("", "16:9", "single", "x", "", "", False, (), elements=(guide, gate))
    first, second = one(json.loads(compile_request(spec, MODELS[0]).body)).elements
    assert (first.frontal, first.extras, first.voice) == ("asset:1", (), "asset:2")
    assert (second.frontal, second.video) == ("", "asset:3")
