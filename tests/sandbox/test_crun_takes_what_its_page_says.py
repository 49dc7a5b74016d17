"""Each rule of Crun's page, firing and not firing. The first column says where the rule stands."""

from typing import Any

import pytest

from tests.sandbox.stage import GONE, Json, Stage, crun_body

START, END = "https://pictures.example/start.jpg", "https://pictures.example/end.jpg"
HERO = {"name": "hero", "description": "A girl in yellow", "element_image_urls": [START]}


def several(kind: str, **more: Any) -> Json:
    return {"multi_shots": True, "shot_type": kind, "img_urls": [START], **more}


def custom(*seconds: int, **more: Any) -> Json:
    items = [{"prompt": "A gull.", "duration": each} for each in seconds]
    return several("customize", **{"prompt": GONE, "multi_prompt": items, "duration": sum(seconds), **more})


GOOD: list[tuple[str, Json]] = [
    ("seed, text to video", {}),
    ("seed, one start frame", {"img_urls": [START]}),
    ("seed, first and last frame", {"img_urls": [START, END]}),
    ("seed, 3 to 15 seconds", {"duration": 3}),
    ("seed, 3 to 15 seconds", {"duration": 15}),
    ("notes 3.1, mode", {"mode": "4K"}),
    ("notes 3.1, aspect_ratio", {"aspect_ratio": "9:16"}),
    ("seed, aspect_ratio is ignored with pictures", {"img_urls": [START], "aspect_ratio": "9:16"}),
    ("seed, shot_type is set to null", {"shot_type": "customize"}),
    ("seed, customize", custom(1, 1, 1, 1, 1, 1)),
    ("seed, customize needs no prompt", custom(2, 3)),
    ("seed, audio is forced to true", custom(2, 3, audio=False)),
    ("seed, intelligence", several("intelligence")),
    ("seed, elements: 3 of 1 to 4 images", {"element_list": [{**HERO, "name": name} for name in "abc"]}),
    ("seed, elements: 3 of 1 to 4 images", {"element_list": [{**HERO, "element_image_urls": [START] * 4}]}),
    ("seed, callback_url", {"^callback_url": "https://app.example/hook?token=a"}),
    ("notes 3.2, callback_url null", {"^callback_url": None}),
    ("notes 3.1, compliance", {"input_compliance": "enabled", "output_compliance": "enabled"}),
    ("notes 9, prompt: to 2500", {"prompt": "😀" * 2500}),
]

BAD: list[tuple[str, Json, str]] = [
    ("seed, multi_shots is required", {"multi_shots": GONE}, "input.multi_shots: must be given"),
    ("seed, prompt is required", {"prompt": GONE}, "input.prompt: must be given when multi_shots is false"),
    ("RULES.md, white space", {"prompt": " "}, "input.prompt: must be given"),
    ("seed, exactly 1 image", custom(2, 3, img_urls=[]), "img_urls: must be exactly 1 image"),
    ("seed, exactly 1 image", custom(2, 3, img_urls=GONE), "img_urls: must be exactly 1 image"),
    ("seed, exactly 1 image", several("intelligence", img_urls=[START, END]), "img_urls: must be exactly 1 image"),
    ("seed, 1 or 2 images", {"img_urls": [START] * 3}, "input.img_urls: must be an array of at most 2"),
    ("seed, shot_type", several("customize", shot_type=GONE), "input.shot_type: must be given"),
    ("seed, shot_type", several("clever"), "input.shot_type: must be one of"),
    ("seed, customize requires multi_prompt", several("customize"), "input.multi_prompt: must be given for customize"),
    ("seed, sum equals duration", custom(2, 2, duration=5), "add up to duration"),
    ("seed, up to 6 shots", custom(1, 1, 1, 1, 1, 1, 1), "input.multi_prompt: must be an array of at most 6"),
    ("seed, at least 1 second", custom(0, 5), "input.multi_prompt[0].duration: must be at least 1"),
    ("notes 9, a shot's prompt: to 512", custom(5, multi_prompt=[{"prompt": "x" * 513, "duration": 5}]), "at most 512"),
    ("RULES.md, white space", custom(5, multi_prompt=[{"prompt": " ", "duration": 5}]), "must be a text"),
    ("seed, intelligence requires prompt", several("intelligence", prompt=GONE), "given for intelligence"),
    ("seed, intelligence", several("intelligence", multi_prompt=[{"prompt": "x", "duration": 5}]), "left out"),
    ("seed, 3 to 15 seconds", {"duration": 2}, "input.duration: must be at least 3"),
    ("seed, 3 to 15 seconds", {"duration": 16}, "input.duration: must be at most 15"),
    ("notes 3.1, mode", {"mode": "4k"}, "input.mode: must be one of 'std', 'pro', '4K'"),
    ("notes 3.1, aspect_ratio", {"aspect_ratio": "4:3"}, "input.aspect_ratio: must be one of"),
    ("notes 3.1, no data URI", {"img_urls": ["data:image/png;base64,AAAA"]}, "must be an http or https URL"),
    ("seed, up to 3 elements", {"element_list": [{**HERO, "name": name} for name in "abcd"]}, "at most 3"),
    ("seed, up to 4 images", {"element_list": [{**HERO, "element_image_urls": [START] * 5}]}, "at most 4"),
    ("seed, from 1 image", {"element_list": [{**HERO, "element_image_urls": []}]}, "at least 1"),
    ("RULES.md, two of one name", {"element_list": [HERO, HERO]}, "different names"),
    ("notes 3.1, not in the schema", {"negative_prompt": "x"}, "input.negative_prompt: unknown field"),
    ("notes 3.1, not in the schema", {"cfg_scale": 0.5}, "input.cfg_scale: unknown field"),
    ("seed, model", {"^model": "kling/v2"}, "model: must be one of 'kling/v3'"),
    ("seed, callback_url", {"^callback_url": "app.example"}, "callback_url: must be an http or https URL"),
    ("notes 3.1, no such field", {"^callBackUrl": "https://a.example"}, "callBackUrl: unknown field"),
    ("notes 9, prompt: to 2500", {"prompt": "x" * 2501}, "input.prompt: must be at most 2500"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "changes"), GOOD)
async def test_what_is_right_is_accepted(source: str, changes: Json) -> None:
    async with Stage() as stage:
        answer = await stage.crun(crun_body(changes))
        assert answer.status_code == 200, answer.text
        assert answer.json()["code"] == 200
        assert len(answer.json()["data"]["task_id"]) == 36


@pytest.mark.parametrize(("source", "changes", "says"), BAD)
async def test_what_is_wrong_is_refused(source: str, changes: Json, says: str) -> None:
    """Source of the error's shape: notes 3.4."""
    async with Stage() as stage:
        answer = await stage.crun(crun_body(changes))
        content = answer.json()
        assert (answer.status_code, content["code"]) == (422, 422)
        assert content["message"] == "Missing Params or Type Error"
        assert any(says in error for error in content["errors"]), content["errors"]
        assert await stage.ledger() == []


@pytest.mark.parametrize(
    ("key", "status", "code", "message"),
    [
        ("", 401, 401, "API key missing"),
        ("bad-key", 401, 401, "API key invalid"),
        ("disabled-key", 403, 403, "API key disabled"),
        ("broke", 200, 402, "Insufficient credits"),
    ],
)
async def test_doors_are_closed_in_cruns_words(key: str, status: int, code: int, message: str) -> None:
    """Out of credit comes as HTTP 200. Source: notes 3.4, 9 “must reproduce”."""
    async with Stage() as stage:
        answer = await stage.crun(crun_body(), key=key)
        assert answer.status_code == status
        assert (answer.json()["code"], answer.json()["message"]) == (code, message)
        assert await stage.ledger() == []
