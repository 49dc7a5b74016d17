"""Each rule of Highway's page, firing and not firing. The first column says where the rule stands."""

from typing import Any

import pytest

from tests.sandbox.stage import GONE, Json, Stage, highway_body


def shots(*seconds: int, **more: Any) -> Json:
    items = [{"prompt": "A gull.", "duration": each} for each in seconds]
    return {"prompt": GONE, "multi_prompt": items, "duration": sum(seconds), **more}


GOOD: list[tuple[str, Json]] = [
    ("seed, prompt alone", {}),
    ("seed, prompt: to 2500", {"prompt": "😀" * 2500}),
    ("seed, duration: 3 to 15", {"duration": 3}),
    ("seed, duration: 3 to 15", {"duration": 15}),
    ("seed, sound", {"sound": True}),
    ("seed, cfg_scale: 0 to 1", {"cfg_scale": 0}),
    ("seed, cfg_scale: 0 to 1", {"cfg_scale": 0.25}),
    ("seed, aspect_ratio", {"aspect_ratio": "1:1"}),
    ("seed, negative_prompt: from 0", {"negative_prompt": ""}),
    ("notes 2.1, multi_prompt without prompt", shots(3, 3)),
    ("notes 2.1, multi_prompt with an empty prompt", shots(3, 3, prompt="")),
    ("notes 9, 1 to 6 shots", shots(1, 1, 1, 1, 1, 1)),
    ("seed, duration: default 5", shots(2, 3, duration=GONE)),
]

BAD: list[tuple[str, Json, str]] = [
    ("seed, no such field", {"model": "x"}, "model: unknown field"),
    ("seed, no elements", {"element_list": []}, "element_list: unknown field"),
    ("seed, prompt: required", {"prompt": GONE}, "prompt must be given"),
    ("RULES.md, empty without multi_prompt", {"prompt": " "}, "prompt must be given"),
    ("seed, prompt: to 2500", {"prompt": "x" * 2501}, "prompt must be at most 2500"),
    ("seed, prompt and multi_prompt exclude each other", shots(5, prompt="x"), "mutually exclusive"),
    ("seed, duration: from 3", {"duration": 2}, "duration must be at least 3"),
    ("seed, duration: to 15", {"duration": 16}, "duration must be at most 15"),
    ("seed, duration: integer", {"duration": "5"}, "duration must be an integer"),
    ("seed, sound: boolean", {"sound": "on"}, "sound must be a boolean"),
    ("seed, cfg_scale: to 1", {"cfg_scale": 1.01}, "cfg_scale must be at most 1"),
    ("seed, cfg_scale: from 0", {"cfg_scale": -0.1}, "cfg_scale must be at least 0"),
    ("seed, cfg_scale: number", {"cfg_scale": "0.5"}, "cfg_scale must be a number"),
    ("seed, aspect_ratio", {"aspect_ratio": "4:3"}, "aspect_ratio must be one of '16:9', '9:16', '1:1'"),
    ("seed, negative_prompt: to 2500", {"negative_prompt": "x" * 2501}, "negative_prompt must be at most 2500"),
    ("notes 9, 1 to 6 shots", shots(1, 1, 1, 1, 1, 1, 1), "multi_prompt must be an array of at most 6"),
    ("RULES.md, no empty multi_prompt", {"multi_prompt": []}, "multi_prompt must be an array of at least 1"),
    ("notes 9, sum equals duration", shots(2, 2, duration=5), "add up to the duration of 5"),
    ("notes 2.1, prompt and duration", {"prompt": GONE, "multi_prompt": [{}]}, "multi_prompt[0].prompt must be given"),
    ("notes 2.1, objects", {"prompt": GONE, "multi_prompt": ["a"]}, "multi_prompt[0] must be an object"),
    ("RULES.md, white space", {"prompt": GONE, "multi_prompt": [{"prompt": " ", "duration": 5}]}, "must be a text"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "changes"), GOOD)
async def test_what_is_right_is_accepted(source: str, changes: Json) -> None:
    async with Stage() as stage:
        answer = await stage.highway(highway_body(changes))
        assert answer.status_code == 200
        assert list(answer.json()) == ["task_id"]


@pytest.mark.parametrize(("source", "changes", "says"), BAD)
async def test_what_is_wrong_is_refused(source: str, changes: Json, says: str) -> None:
    """Source of the error's shape: notes 2.3."""
    async with Stage() as stage:
        answer = await stage.highway(highway_body(changes))
        assert answer.status_code == 400
        content = answer.json()
        assert (content["code"], content["reason"], content["metadata"]) == (400, "INVALID_REQUEST_BODY", {})
        assert says in content["message"]
        assert await stage.ledger() == []


@pytest.mark.parametrize(
    ("key", "path", "status", "reason"),
    [
        ("", "/v3/async/kling-v3.0-4k-t2v", 401, "FAILED_TO_AUTH"),
        ("bad-key", "/v3/async/kling-v3.0-4k-t2v", 403, "INVALID_API_KEY"),
        ("broke", "/v3/async/kling-v3.0-4k-t2v", 403, "NOT_ENOUGH_BALANCE"),
        ("studio", "/v3/async/kling-v9", 404, "MODEL_NOT_FOUND"),
    ],
)
async def test_doors_are_closed_in_highways_words(key: str, path: str, status: int, reason: str) -> None:
    async with Stage() as stage:
        answer = await stage.highway(highway_body(), key=key, path=path)
        assert (answer.status_code, answer.json()["code"], answer.json()["reason"]) == (status, status, reason)
        assert await stage.ledger() == []
