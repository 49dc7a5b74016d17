"""The four examples of Runware's 4k page, their long prompts shortened, cost what the page says they did."""

from typing import Any

import pytest

from tests.sandbox.stage import LONG_ENOUGH, Stage

FOUR_K = {"taskType": "videoInference", "model": "klingai:kling-video@3-4k"}
INTELLIGENT = {"klingai": {"shotType": "intelligence", "sound": True}}
ASSETS = "https://assets.runware.ai/assets/inputs"

CARAVAN = {
    **FOUR_K,
    "taskUUID": "289dea36-d702-472c-a1e2-212338222b7d",
    "width": 3840,
    "height": 2160,
    "duration": 9,
    "providerSettings": {
        "klingai": {
            "sound": True,
            "multiPrompt": [
                {"prompt": "Ultra-detailed wide establishing shot of a vast white salt plain.", "duration": 3},
                {"prompt": "Medium tracking shot alongside the caravan.", "duration": 3},
                {"prompt": "Low-angle closing shot as the caravan reaches a field of basalt columns.", "duration": 3},
            ],
        }
    },
}
LIBRARY = {
    **FOUR_K,
    "taskUUID": "2b9f3c40-bb25-4d16-9534-eb081f0b9d8e",
    "positivePrompt": "A majestic frozen library built into a vast glacier canyon comes alive.",
    "negativePrompt": "low detail, jitter, flicker",
    "duration": 8,
    "providerSettings": INTELLIGENT,
    "inputs": {"frameImages": [f"{ASSETS}/fd9f5484-b232-4fe1-a93b-46a04bf4dc31.jpg"]},
}
STATION = {
    **FOUR_K,
    "taskUUID": "0742fa18-074b-4e66-a2f4-dc6463eb7771",
    "positivePrompt": "A seamless cinematic transition inside a monumental flooded railway terminal.",
    "negativePrompt": "low detail, jittery motion",
    "duration": 10,
    "providerSettings": INTELLIGENT,
    "inputs": {
        "frameImages": [
            {"image": f"{ASSETS}/e24fd650-3586-47b7-b6a1-697ef0a16ce9.jpg", "frame": "first"},
            {"image": f"{ASSETS}/14f991f2-0930-4cd8-9bc1-892d20371bf9.jpg", "frame": "last"},
        ]
    },
}
QUARRY = {
    **FOUR_K,
    "taskUUID": "8aeff207-bb9d-4913-841d-57e6a099de51",
    "positivePrompt": "A colossal weathered pilgrimage mech walks slowly through a vast amber stone quarry.",
    "negativePrompt": "low detail, blurry",
    "width": 3840,
    "height": 2160,
    "duration": 8,
    "providerSettings": INTELLIGENT,
}


@pytest.mark.parametrize(("task", "cost"), [(CARAVAN, 3.78), (LIBRARY, 3.36), (STATION, 4.2), (QUARRY, 3.36)])
async def test_they_are_accepted_and_cost_the_same(task: dict[str, Any], cost: float) -> None:
    async with Stage() as stage:
        assert (await stage.runware({**task, "includeCost": True})).status_code == 200
        await stage.clock.advance(LONG_ENOUGH)
        [item] = (await stage.poll(task["taskUUID"]))["data"]
        assert {"taskType", "taskUUID", "videoUUID", "videoURL", "cost"} <= item.keys()
        assert item["cost"] == cost
