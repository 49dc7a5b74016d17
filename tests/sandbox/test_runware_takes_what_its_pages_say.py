"""Each rule of Runware's pages, firing and not firing. The first column says where the rule stands."""

from typing import Any

import pytest

from storyboard.sandbox.runware_rules import MODELS, faults_of
from tests.sandbox.stage import GONE, Json, Stage, runware_task

FOUR_K, PRO, STANDARD = "klingai:kling-video@3-4k", "klingai:kling-video@3-pro", "klingai:kling-video@3-standard"
FULL_HD = {"model": PRO, "width": 1920, "height": 1080}
HD = {"model": STANDARD, "width": 1280, "height": 720}
KLING = "providerSettings.klingai"
SHOTS = f"{KLING}.multiPrompt"
NO_SIZE = {"width": GONE, "height": GONE}
FRAME = "https://pictures.example/first.png"
OPENING = {"image": FRAME, "frame": "first"}
FRAMES = {**NO_SIZE, "inputs.frameImages": [OPENING]}
HERO = {"id": "hero", "frontalImage": FRAME}
FIRST = "inputs.elements[0]"
MOTION = {**FULL_HD, "inputs.referenceImages": [FRAME], "inputs.referenceVideos": ["https://clips.example/a.mp4"]}


def shots(*seconds: int, **more: Any) -> Json:
    """Custom shots of these seconds."""
    items = [{"prompt": f"Shot {number}", "duration": each} for number, each in enumerate(seconds, start=1)]
    return {SHOTS: items, "positivePrompt": GONE, "duration": sum(seconds), **more}


def frames(*found: Any, **more: Any) -> Json:
    """A task with these frames in place of a size."""
    return {**FRAMES, "inputs.frameImages": list(found), **more}


def elements(*found: Json, **more: Any) -> Json:
    return {**FRAMES, "inputs.elements": list(found), **more}


GOOD: list[tuple[str, Json]] = [
    ("seed 4k, positivePrompt: not required", {"positivePrompt": GONE}),
    ("notes 1.4, positivePrompt: optional on standard", {**HD, "positivePrompt": GONE}),
    ("seed 4k, positivePrompt: 2 to 2500", {"positivePrompt": "ab"}),
    ("seed 4k, positivePrompt: 2 to 2500", {"positivePrompt": "😀" * 2500}),
    ("seed 4k, negativePrompt: 2 to 2500", {"negativePrompt": "  "}),
    ("seed 4k, duration: 3 to 15", {"duration": 3}),
    ("seed 4k, duration: 3 to 15", {"duration": 15}),
    ("seed 4k, numberResults: 1 to 4", {"numberResults": 4}),
    ("seed pro, numberResults: 1 to 20", {**FULL_HD, "numberResults": 20}),
    ("seed 4k, outputType", {"outputType": "URL"}),
    ("seed 4k, outputFormat", {"outputFormat": "WEBM"}),
    ("seed 4k, outputFormat", {"outputFormat": "MOV"}),
    ("seed 4k, outputQuality: 20 to 99", {"outputQuality": 20}),
    ("seed 4k, outputQuality: 20 to 99", {"outputQuality": 99}),
    ("seed 4k, deliveryMethod", {"deliveryMethod": "async"}),
    ("seed 4k, ttl: from 60", {"ttl": 60}),
    ("seed 4k, safety", {"safety": {"checkContent": True, "mode": "fast"}}),
    ("seed 4k, webhookURL", {"webhookURL": "https://app.example/hook?token=a"}),
    ("seed 4k, uploadEndpoint", {"uploadEndpoint": "https://bucket.example/a.mp4?X-Amz-Expires=3600"}),
    ("notes 1.4, sizes of 4k", {"width": 2160, "height": 3840}),
    ("notes 1.4, sizes of 4k", {"width": 2880, "height": 2880}),
    ("notes 1.4, sizes of pro", {"model": PRO, "width": 1440, "height": 1440}),
    ("notes 1.4, sizes of standard", {"model": STANDARD, "width": 720, "height": 1280}),
    ("notes 1.4, routing", {"routing": {"any": 1}}),
    ("seed 4k, multiPrompt: at most 6, sum equals duration", shots(1, 1, 1, 1, 1, 1)),
    ("seed 4k, multiPrompt: sum equals duration", shots(14, 1)),
    ("seed 4k, duration: default 5", shots(2, 3, duration=GONE)),
    ("notes 9, both prompts on pro", {**FULL_HD, **shots(3, 2), "positivePrompt": "A harbour."}),
    ("notes 9, multiPrompt alone on pro", {**FULL_HD, **shots(3, 2)}),
    ("seed 4k, shotType", {f"{KLING}.shotType": "intelligence"}),
    ("seed 4k, sound", {f"{KLING}.sound": True}),
    ("seed 4k, frameImages: plain strings", frames(FRAME)),
    ("seed 4k, frameImages: 1 to 2", frames(FRAME, FRAME)),
    ("seed 4k, frame: 0 and -1", frames({"image": FRAME, "frame": 0}, {"image": FRAME, "frame": -1})),
    ("seed pro, frame may be left out", {**FULL_HD, **frames({"image": FRAME}, {"image": FRAME})}),
    ("notes 1.8, a lone last frame that is named", frames({"image": FRAME, "frame": "last"})),
    ("seed pro, an element with an image", elements(HERO)),
    ("seed 4k, images: 1 to 3", elements({**HERO, "images": [FRAME] * 3, "tags": ["Character"], "description": ""})),
    ("seed 4k, videos: 1", elements({"id": "hero", "videos": ["https://clips.example/a.mp4"]})),
    ("seed 4k, voices with images", elements({**HERO, "voices": ["https://clips.example/a.mp3"]})),
    ("seed 4k, elements: at most 3", elements(*({**HERO, "id": name} for name in "abc"))),
    ("seed 4k, elements by id alone", elements({"id": "hero"})),
    ("notes 1.8, id of 20 characters", elements({**HERO, "id": "x" * 20})),
    ("seed pro, motion control", {**MOTION, f"{KLING}.characterOrientation": "video"}),
    ("seed pro, keepOriginalSound", {**MOTION, f"{KLING}.keepOriginalSound": True}),
]  # fmt: skip

BAD: list[tuple[str, Json, str]] = [
    ("notes 1.4, seed is not in the schema", {"seed": 7}, "unknown seed"),
    ("notes 1.4, CFGScale is not in the schema", {"CFGScale": 0.5}, "unknown CFGScale"),
    ("notes 1.8, the old frameImages at the top", {"frameImages": []}, "unknown frameImages"),
    ("seed 4k, Provider Settings: under klingai", {"providerSettings.sound": True}, "unknown providerSettings.sound"),
    ("notes 1.8, cfgScale does not exist", {f"{KLING}.cfgScale": 1}, f"unknown {KLING}.cfgScale"),
    ("seed 4k, positivePrompt: from 2", {"positivePrompt": "a"}, "short positivePrompt"),
    ("seed 4k, positivePrompt: to 2500", {"positivePrompt": "😀" * 2501}, "long positivePrompt"),
    ("seed pro, positivePrompt: required", {**FULL_HD, "positivePrompt": GONE}, "missing positivePrompt"),
    ("RULES.md, white space alone", {**FULL_HD, "positivePrompt": "  \n"}, "missing positivePrompt"),
    ("seed 4k, negativePrompt: from 2", {"negativePrompt": ""}, "short negativePrompt"),
    ("seed 4k, negativePrompt: to 2500", {"negativePrompt": "x" * 2501}, "long negativePrompt"),
    ("seed 4k, duration: from 3", {"duration": 2}, "low duration"),
    ("seed 4k, duration: to 15", {"duration": 16}, "high duration"),
    ("seed 4k, duration: step 1", {"duration": 5.5}, "type duration"),
    ("seed 4k, duration: an integer", {"duration": True}, "type duration"),
    ("seed 4k, numberResults: to 4", {"numberResults": 5}, "high numberResults"),
    ("seed pro, numberResults: to 20", {**FULL_HD, "numberResults": 21}, "high numberResults"),
    ("seed 4k, numberResults: from 1", {"numberResults": 0}, "low numberResults"),
    ("seed 4k, outputType", {"outputType": "base64Data"}, "choice outputType"),
    ("seed 4k, outputFormat", {"outputFormat": "mp4"}, "choice outputFormat"),
    ("seed 4k, outputQuality: from 20", {"outputQuality": 19}, "low outputQuality"),
    ("seed 4k, outputQuality: to 99", {"outputQuality": 100}, "high outputQuality"),
    ("seed 4k, deliveryMethod", {"deliveryMethod": "sync"}, "choice deliveryMethod"),
    ("seed 4k, ttl: from 60", {"ttl": 59}, "low ttl"),
    ("seed 4k, safety", {"safety": {"mode": "all"}}, "choice safety.mode"),
    ("seed 4k, webhookURL: URI", {"webhookURL": "app.example/hook"}, "form webhookURL"),
    ("seed 4k, uploadEndpoint: URI", {"uploadEndpoint": "ftp://app.example/a"}, "form uploadEndpoint"),
    ("RULES.md, null", {"ttl": None}, "type ttl"),
    ("notes 1.4, width and height together", {"height": GONE}, "missing height"),
    ("notes 1.4, sizes of 4k", {"width": 1920, "height": 1080}, "choice width"),
    ("notes 1.4, sizes of pro", {"model": PRO}, "choice width"),
    ("notes 1.4, size or frames", {"inputs.frameImages": [FRAME]}, "together inputs.frameImages"),
    ("notes 1.4, size or frames", NO_SIZE, "missing width"),
    ("seed 4k, multiPrompt: at most 6", shots(1, 1, 1, 1, 1, 1, 1), f"many {SHOTS}"),
    ("seed 4k, multiPrompt: sum equals duration", shots(2, 2, duration=5), f"form {SHOTS}"),
    ("seed 4k, duration: default 5", shots(2, 2, duration=GONE), f"form {SHOTS}"),
    ("notes 9, a shot of whole seconds from 1", shots(0, 5), f"low {SHOTS}[0].duration"),
    ("notes 1.8, durations are numbers", {SHOTS: [{"prompt": "x", "duration": "5"}]}, f"type {SHOTS}[0].duration"),
    ("notes 1.8, a shot is prompt and duration", {SHOTS: [{"duration": 5}]}, f"missing {SHOTS}[0].prompt"),
    ("notes 9, shot prompts: 1 to 2500", {SHOTS: [{"prompt": "x" * 2501, "duration": 5}]}, f"long {SHOTS}[0].prompt"),
    ("RULES.md, white space alone", {SHOTS: [{"prompt": " ", "duration": 5}]}, f"short {SHOTS}[0].prompt"),
    ("notes 9, multiPrompt with shotType", {**shots(5), f"{KLING}.shotType": "intelligence"}, f"together {SHOTS}"),
    ("notes 1.8, customize is never sent", {f"{KLING}.shotType": "customize"}, f"choice {KLING}.shotType"),
    ("seed 4k, frameImages: at most 2", {**FRAMES, "inputs.frameImages": [FRAME] * 3}, "many inputs.frameImages"),
    ("seed 4k, frameImages: from 1", {**FRAMES, "inputs.frameImages": []}, "few inputs.frameImages"),
    ("seed 4k, frameImages: strings or objects", frames(FRAME, {"image": FRAME}), "form inputs.frameImages"),
    ("seed 4k, frame: four values", frames({"image": FRAME, "frame": "middle"}), "choice inputs.frameImages[0].frame"),
    ("RULES.md, two frames at one position", frames(OPENING, {"image": FRAME, "frame": 0}), "form inputs.frameImages"),
    ("seed pro, frameImages: array of objects", frames(FRAME, **FULL_HD), "type inputs.frameImages[0]"),
    ("seed 4k, elements: at most 3", elements(*({**HERO, "id": name} for name in "abcd")), "many inputs.elements"),
    ("seed 4k, id: required", elements({"frontalImage": FRAME}), f"missing {FIRST}.id"),
    ("notes 1.8, id: at most 20", elements({**HERO, "id": "x" * 21}), f"long {FIRST}.id"),
    ("seed 4k, images: to 3", elements({**HERO, "images": [FRAME] * 4}), f"many {FIRST}.images"),
    ("seed 4k, images", elements({"id": "hero", "images": [FRAME]}), f"missing {FIRST}.frontalImage"),
    ("seed 4k, videos: 1 item", elements({"id": "hero", "videos": [FRAME] * 2}), f"many {FIRST}.videos"),
    ("seed 4k, videos: not with images", elements({**HERO, "videos": [FRAME]}), f"together {FIRST}.videos"),
    ("seed 4k, videos", elements({"id": "a", "videos": [FRAME], "voices": [FRAME]}), f"together {FIRST}.videos"),
    ("seed 4k, voices: with images only", elements({"id": "hero", "voices": [FRAME]}), f"missing {FIRST}.frontalImage"),
    ("seed 4k, tags: from 1", elements({**HERO, "tags": []}), f"few {FIRST}.tags"),
    ("seed 4k, id: unique", elements(HERO, HERO), "form inputs.elements"),
    ("notes 1.4, elements require frames", {"inputs.elements": [HERO]}, "missing inputs.frameImages"),
    ("notes 1.8, no motion on 4k", {"inputs.referenceImages": [FRAME]}, "unknown inputs.referenceImages"),
    ("notes 1.8, no motion on 4k", {f"{KLING}.keepOriginalSound": True}, f"unknown {KLING}.keepOriginalSound"),
    ("seed pro, referenceVideos: 1", {**MOTION, "inputs.referenceVideos": [FRAME] * 2}, "many inputs.referenceVideos"),
    ("notes 1.4, motion", {**MOTION, "inputs.referenceVideos": GONE}, "missing inputs.referenceVideos"),
    ("notes 1.4, motion", {**FULL_HD, f"{KLING}.characterOrientation": "image"}, "missing inputs.referenceImages"),
    ("seed pro", {**MOTION, f"{KLING}.characterOrientation": "left"}, f"choice {KLING}.characterOrientation"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "changes"), GOOD)
def test_what_is_right_passes(source: str, changes: Json) -> None:
    task = runware_task(changes)
    assert faults_of(task, MODELS[task["model"]]) == []


@pytest.mark.parametrize(("source", "changes", "fault"), BAD)
def test_what_is_wrong_is_found_where_it_is(source: str, changes: Json, fault: str) -> None:
    task = runware_task(changes)
    found = [f"{one.kind} {one.path}" for one in faults_of(task, MODELS[task["model"]])]
    assert fault in found
    assert all(one.partition(" ")[2].split("[")[0].split(".")[-1] for one in found)


@pytest.mark.parametrize(
    ("changes", "code", "parameter", "says"),
    [
        ({"fps": 24}, "unsupportedParameter", "fps", "Unsupported use of 'fps' parameter. This parameter is not"),
        (
            {**FULL_HD, "positivePrompt": GONE},
            "missingParameter",
            "positivePrompt",
            "Missing required parameter: 'positivePrompt'.",
        ),
        (
            {"width": 1920, "height": 1080},
            "unsupportedDimensions",
            ["width", "height"],
            "are not supported for the kling video 3.0 4k model. Supported values are: '3840x2160', '2160x3840', '2880",
        ),
        ({"ttl": 1}, "invalidTtl", "ttl", "must be at least 60"),
    ],
)
async def test_refusals_are_told_in_runwares_words(changes: Json, code: str, parameter: Any, says: str) -> None:
    """Source: notes 1.3, real message shapes."""
    async with Stage() as stage:
        task = runware_task(changes)
        answer = await stage.runware(task)
        assert answer.status_code == 400
        [error] = answer.json()["errors"]
        assert (error["code"], error["parameter"]) == (code, parameter)
        assert (error["taskUUID"], error["taskType"]) == (task["taskUUID"], "videoInference")
        assert says in error["message"]
        assert error["documentation"].startswith(f"{MODELS[task['model']].page}#request-")
        assert await stage.ledger() == []


@pytest.mark.parametrize(
    ("task", "code"),
    [
        ({"taskType": "imageInference"}, "unsupportedTaskType"),
        ({}, "unsupportedTaskType"),
        ({"taskType": []}, "unsupportedTaskType"),
        (runware_task({"taskUUID": "not-a-uuid"}), "invalidTaskUUID"),
        (runware_task({"taskUUID": "aac49721-1964-181a-ae78-8a4e29b91402"}), "invalidTaskUUID"),
        (runware_task({"taskUUID": GONE}), "missingParameter"),
        (runware_task({"model": "klingai:kling-video@9"}), "unknownModel"),
        (
            {"taskType": "getResponse", "taskUUID": "289dea36-d702-472c-a1e2-212338222b7d", "x": 1},
            "unsupportedParameter",
        ),
        ("a text", "invalidRequestBody"),
    ],
)
async def test_tasks_must_be_tasks(task: Any, code: str) -> None:
    async with Stage() as stage:
        answer = await stage.runware(task)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)


@pytest.mark.parametrize("body", [b"{}", b"[]", b"nonsense", b"[NaN]", b"[" * 100_000, b"\xff", b"1" * 5000])
async def test_the_body_is_an_array_of_tasks(body: bytes) -> None:
    """Source: notes 1.1."""
    async with Stage() as stage:
        headers = {"Authorization": "Bearer k", "Content-Type": "application/json"}
        answer = await stage.client.post("/v1", content=body, headers=headers)
        assert (answer.status_code, len(answer.json()["errors"])) == (400, 1)
