"""A stranger's serializer: the provider's own Python SDK puts on the wire what we do, for equal orders.

Each order is written twice: as a board, and in the SDK's own request types, which its own client posts to a server
here. Field by field both are the same JSON, types of numbers included, once what is left out of ours is filled with the
provider's own default.
"""

import json
import uuid
from dataclasses import replace
from typing import Any

import pytest
from runware import Runware, RunwareError
from runware.types.task_map import (
    KlingaiVideo30ProParams,
    KlingaiVideo30StandardParams,
    KlingaiVideo304kParams,
)

from storyboard.providers.element_ids import element_id_at
from storyboard.providers.mentions import mention_of
from storyboard.providers.requests import compile_request, fill
from storyboard.providers.spec import Clip, Delivery, ElementSpec, Motion, Picture, ShotSpec, Spec, Voice
from tests.providers.stand_in import StandIn
from tests.sandbox.stage import Stage

TASK = "8aeff207-bb9d-4913-841d-57e6a099de51"
HOOK, UPLOAD = "https://studio.example/hooks/1", "https://studio.example/uploads/1.mp4"
# The SDK always writes it. The pages know no other value and call it the default, and none of their examples sends it.
DEFAULTS = {"deliveryMethod": "async"}
ACCOUNT, GUIDE, GATE = "account", "guideguidegu", "gategategate"
GUIDE_ID, GATE_ID = element_id_at(ACCOUNT, GUIDE, 1), element_id_at(ACCOUNT, GATE, 2)


Params = KlingaiVideo304kParams | KlingaiVideo30ProParams | KlingaiVideo30StandardParams


def at(name: str) -> str:
    return f"https://pictures.example/{name}"


def picture(name: str) -> Picture:
    return Picture("a", "", url=at(name))


def board(mode: str, prompt: str, *shots: int, **fields: Any) -> Spec:
    """A board of shots of so many seconds."""
    rows = tuple(ShotSpec(f"s{number}", "", f"Shot {number}.", each) for number, each in enumerate(shots, 1))
    return replace(Spec("Board", "16:9", mode, prompt, "", "", True, rows), **fields)


def clip(name: str) -> Clip:
    return Clip("c", "", url=at(name))


guide = ElementSpec(
    GUIDE, "Guide", "guide", "character", "A tall man.", ("character",), revision=1, frontal=picture("g0.png"),
    extras=(picture("g1.png"), picture("g2.png")), voice=Voice("v", "", url=at("g.mp3")),
)  # fmt: skip
gate = ElementSpec(GATE, "Gate", "gate", "place", revision=2, source="video", video=clip("gate.mp4"))
MENTIONS = f"{mention_of(GUIDE)} opens {mention_of(GATE)}."
OPENING = [{"image": at("first.jpg"), "frame": "first"}]
BOTH_ENDS = [*OPENING, {"image": at("last.jpg"), "frame": "last"}]
PLANNED: dict[str, object] = {"klingai": {"shotType": "intelligence", "sound": True}}
SHOTS = [{"prompt": f"Shot {number}.", "duration": 3} for number in (1, 2, 3)]
SAYS, NEGATIVE = "A library comes alive.", "low detail"
QUIET: dict[str, object] = {"klingai": {"sound": False}}

CARAVAN = KlingaiVideo304kParams(
    model="klingai:kling-video@3-4k", taskType="videoInference", taskUUID=TASK, width=3840, height=2160, duration=9,
    includeCost=True, webhookURL=HOOK, uploadEndpoint=UPLOAD,
    providerSettings={"klingai": {"sound": True, "multiPrompt": SHOTS}},
)  # fmt: skip
LIBRARY = KlingaiVideo304kParams(
    model="klingai:kling-video@3-4k", taskType="videoInference", taskUUID=TASK, positivePrompt=SAYS,
    negativePrompt=NEGATIVE, duration=8, includeCost=True, webhookURL=HOOK, uploadEndpoint=UPLOAD,
    providerSettings=PLANNED, inputs={"frameImages": OPENING},
)  # fmt: skip
STATION = KlingaiVideo304kParams(
    model="klingai:kling-video@3-4k", taskType="videoInference", taskUUID=TASK, positivePrompt=SAYS,
    negativePrompt=NEGATIVE, duration=10, includeCost=True, webhookURL=HOOK, uploadEndpoint=UPLOAD,
    providerSettings=PLANNED, inputs={"frameImages": BOTH_ENDS},
)  # fmt: skip
QUARRY = KlingaiVideo304kParams(
    model="klingai:kling-video@3-4k", taskType="videoInference", taskUUID=TASK, positivePrompt=SAYS,
    negativePrompt=NEGATIVE, width=3840, height=2160, duration=8, includeCost=True, webhookURL=HOOK,
    uploadEndpoint=UPLOAD, providerSettings=PLANNED,
)  # fmt: skip
CAST = KlingaiVideo30ProParams(
    model="klingai:kling-video@3-pro", taskType="videoInference", taskUUID=TASK,
    positivePrompt="<<<element_1>>> opens <<<element_2>>>.", duration=5, includeCost=True, webhookURL=HOOK,
    uploadEndpoint=UPLOAD, providerSettings=QUIET,
    inputs={
        "frameImages": OPENING,
        "elements": [
            {"id": GUIDE_ID, "description": "A tall man.", "frontalImage": at("g0.png"),
             "images": [at("g1.png"), at("g2.png")], "voices": [at("g.mp3")], "tags": ["character"]},
            {"id": GATE_ID, "videos": [at("gate.mp4")]},
        ],
    },
)  # fmt: skip
KNOWN_CAST = KlingaiVideo304kParams(
    model="klingai:kling-video@3-4k", taskType="videoInference", taskUUID=TASK,
    positivePrompt="<<<element_1>>> opens <<<element_2>>>.", duration=5, includeCost=True, webhookURL=HOOK,
    uploadEndpoint=UPLOAD, providerSettings=QUIET,
    inputs={"frameImages": OPENING, "elements": [{"id": GUIDE_ID}, {"id": GATE_ID}]},
)  # fmt: skip
MOVES = KlingaiVideo30ProParams(
    model="klingai:kling-video@3-pro", taskType="videoInference", taskUUID=TASK, positivePrompt="She dances.",
    width=1080, height=1920, duration=5, includeCost=True, webhookURL=HOOK, uploadEndpoint=UPLOAD,
    providerSettings={"klingai": {"sound": False, "characterOrientation": "video", "keepOriginalSound": True}},
    inputs={"referenceImages": [at("figure.png")], "referenceVideos": [at("dance.mp4")]},
)  # fmt: skip
DELIVERED = KlingaiVideo30StandardParams(
    model="klingai:kling-video@3-standard", taskType="videoInference", taskUUID=TASK, positivePrompt="A kite.",
    width=960, height=960, duration=5, includeCost=True, webhookURL=HOOK, uploadEndpoint=UPLOAD, outputFormat="WEBM",
    outputQuality=80, safety={"checkContent": True, "mode": "fast"}, ttl=3600, providerSettings=QUIET,
)  # fmt: skip
# Where several results go by one address is not documented: none is sent.
SEVERAL = KlingaiVideo304kParams(
    model="klingai:kling-video@3-4k", taskType="videoInference", taskUUID=TASK, positivePrompt="A kite.", width=2880,
    height=2880, duration=5, numberResults=4, includeCost=True, webhookURL=HOOK, providerSettings=QUIET,
)  # fmt: skip

library = board("intelligent", SAYS, 8, negative_prompt=NEGATIVE, first_frame=picture("first.jpg"))
cast = board("single", MENTIONS, 5, sound=False, first_frame=picture("first.jpg"), elements=(guide, gate))
one_kite = board("single", "A kite.", 5, sound=False, ratio="1:1")
ORDERS: dict[str, tuple[Params, str, Spec]] = {
    "multi-shot with sound": (CARAVAN, "4k", board("custom", "", 3, 3, 3)),
    "one frame with intelligence": (LIBRARY, "4k", library),
    "first and last frame": (
        STATION, "4k", replace(library, last_frame=picture("last.jpg"), shots=board("single", "", 10).shots)
    ),
    "text at 3840×2160": (QUARRY, "4k", replace(library, first_frame=None)),
    "elements in full": (CAST, "pro", cast),
    "elements by id": (KNOWN_CAST, "4k", cast),
    "motion control": (
        MOVES, "pro", board("single", "She dances.", 5, sound=False, ratio="9:16",
        motion=Motion(picture("figure.png"), clip("dance.mp4"), "video", keep_sound=True)),
    ),
    "delivery": (DELIVERED, "standard", replace(one_kite, delivery=Delivery("WEBM", 80, "fast", 3600))),
    "several results": (SEVERAL, "4k", replace(one_kite, results=4)),
}  # fmt: skip


async def on_the_wire(provider: StandIn, params: Params) -> dict[str, Any]:
    """What the SDK's client posts. It is refused, so that there is nothing to poll for."""
    provider.answers(400, {"errors": [{"code": "forbidden", "message": "Only looking."}]})
    async with Runware(api_key="studio", transport="rest", http_base_url=provider.url) as client:
        with pytest.raises(RunwareError, match="Only looking"):
            await client.run(dict(params))
    (asked,) = provider.asked
    (task,) = asked.body
    return dict(task)


def ours(model: str, spec: Spec, kept: dict[str, str]) -> dict[str, Any]:
    """What an order of ours posts."""
    shown = compile_request(spec, f"runware/kling-3.0-{model}", kept, ACCOUNT).body
    (task,) = json.loads(fill(shown, {"task": TASK, "hook": HOOK, "upload": UPLOAD}))
    return dict(task)


def fields(task: dict[str, Any]) -> dict[str, str]:
    """Each field as it is written: 5 is not 5.0, true is not 1."""
    return {name: json.dumps(value, sort_keys=True) for name, value in task.items()}


@pytest.mark.parametrize("name", ORDERS)
async def test_field_by_field(provider: StandIn, name: str) -> None:
    params, model, spec = ORDERS[name]
    theirs = await on_the_wire(provider, params)
    kept = {GUIDE: GUIDE_ID, GATE: GATE_ID} if name == "elements by id" else {}
    assert fields({**DEFAULTS, **ours(model, spec, kept)}) == fields(theirs)


@pytest.mark.parametrize("name", ORDERS)
async def test_both_are_taken(provider: StandIn, name: str) -> None:
    """The same judge for both; elements by id are known there from an order before."""
    theirs = await on_the_wire(provider, ORDERS[name][0])
    mine = ours(*ORDERS[name][1:], {GUIDE: GUIDE_ID, GATE: GATE_ID} if name == "elements by id" else {})
    async with Stage() as stage:
        for task in (ours("pro", cast, {}), theirs, mine):
            answer = await stage.runware(renamed(task))
            assert answer.status_code == 200, answer.text


def renamed(task: dict[str, Any]) -> dict[str, Any]:
    """Under an id of its own, and without addresses to post to."""
    left = {name: value for name, value in task.items() if name not in ("webhookURL", "uploadEndpoint")}
    return {**left, "taskUUID": str(uuid.uuid4())}
