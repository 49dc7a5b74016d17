"""Where the pages of providers contradict each other a request settles it; rows by their number in providers.md §8."""

import json
from dataclasses import replace
from typing import Any

import pytest

from storyboard.providers.requests import compile_request
from storyboard.providers.spec import Delivery, ElementSpec, Picture, ShotSpec, Spec
from tests.providers.ready import MODELS

R4K, PRO, STD, HWY, CRUN = MODELS[0], MODELS[1], MODELS[2], MODELS[3], MODELS[6]
WIDE, OTHER = Picture("a", "f" * 64, None, 1920, 1080), Picture("b", "e" * 64, None, 1920, 1080)
GUIDE = ElementSpec("guideguidegu", "The Guide", "guide", "character", "A tall man.", frontal=OTHER)
GATE = ElementSpec("gategategate", "The Gate", "gate", "place", frontal=WIDE, extras=(OTHER,))
NONE = object()
"""The field is not there."""

board = Spec(
    "Board", "16:9", "single", "A quay.", "", "", False,
    (ShotSpec("1", "Wide", "Wide: a quay.", 2), ShotSpec("2", "Close", "Close: a rope.", 3)),
)  # fmt: skip
custom, planned = replace(board, mode="custom"), replace(board, mode="intelligent")
framed = replace(board, first_frame=WIDE)
both = replace(framed, last_frame=OTHER)
said = replace(framed, prompt="{{element:gategategate}} and {{element:guideguidegu}}.", elements=(GUIDE, GATE))
SHOTS = [{"prompt": "Wide: a quay.", "duration": 2}, {"prompt": "Close: a rope.", "duration": 3}]
PLACE, LAST_PLACE = f"asset:{'f' * 64}", f"asset:{'e' * 64}"
KLING = "providerSettings.klingai"


def sent(spec: Spec, model: str) -> Any:
    """The task of a request."""
    body = json.loads(compile_request(spec, model).body)
    return body[0] if isinstance(body, list) else body


def at(value: Any, path: str) -> Any:
    """What stands at a dotted path."""
    for step in path.split("."):
        if isinstance(value, dict) and step not in value:
            return NONE
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


@pytest.mark.parametrize(
    ("point", "spec", "model", "path", "value"),
    [
        # 2, 3: the overall prompt beside shots, and shots beside an overall prompt.
        (2, custom, R4K, "positivePrompt", NONE),
        (2, custom, HWY, "prompt", ""),
        (2, custom, CRUN, "input.prompt", NONE),
        (3, planned, R4K, "positivePrompt", "A quay."),
        (3, planned, R4K, f"{KLING}.multiPrompt", NONE),
        (3, planned, CRUN, "input.multi_prompt", NONE),
        (3, board, HWY, "multi_prompt", NONE),
        # 5, 7: shots with whole seconds that add up.
        (5, custom, R4K, "duration", 5),
        (5, custom, CRUN, "input.duration", 5),
        (5, custom, HWY, "duration", 5),
        (7, custom, R4K, f"{KLING}.multiPrompt", SHOTS),
        (7, custom, HWY, "multi_prompt", SHOTS),
        (7, custom, CRUN, "input.multi_prompt", SHOTS),
        # 8: the kind of shots.
        (8, custom, R4K, f"{KLING}.shotType", NONE),
        (8, planned, R4K, f"{KLING}.shotType", "intelligence"),
        (8, custom, CRUN, "input.shot_type", "customize"),
        (8, planned, CRUN, "input.shot_type", "intelligence"),
        (8, custom, CRUN, "input.multi_shots", True),
        (8, board, CRUN, "input.multi_shots", False),
        (8, board, CRUN, "input.shot_type", NONE),
        # 9, 10: frames or a shape.
        (9, both, R4K, "inputs.frameImages.1", {"image": LAST_PLACE, "frame": "last"}),
        (9, both, CRUN, "input.img_urls", [PLACE, LAST_PLACE]),
        (10, framed, R4K, "width", NONE),
        (10, framed, R4K, "inputs.frameImages", [{"image": PLACE, "frame": "first"}]),
        (10, replace(board, last_frame=OTHER), R4K, "inputs.frameImages", [{"image": LAST_PLACE, "frame": "last"}]),
        (10, board, R4K, "inputs", NONE),
        (10, framed, CRUN, "input.aspect_ratio", NONE),
        (10, board, CRUN, "input.aspect_ratio", "16:9"),
        (10, board, HWY, "aspect_ratio", "16:9"),
        # 11: square sizes.
        (11, replace(board, ratio="1:1"), R4K, "width", 2880),
        (11, replace(board, ratio="1:1"), PRO, "height", 1440),
        (11, replace(board, ratio="1:1"), STD, "width", 960),
        # 12: sound is forced with several shots at Crun alone, and always said.
        (12, custom, CRUN, "input.audio", True),
        (12, board, CRUN, "input.audio", False),
        (12, custom, R4K, f"{KLING}.sound", False),
        (12, custom, HWY, "sound", False),
        # 13: a frontal image alone is sent once more.
        (13, said, R4K, "inputs.elements.0.images", [LAST_PLACE]),
        (13, said, R4K, "inputs.elements.1.images", [LAST_PLACE]),
        (13, said, CRUN, "input.element_list.1.element_image_urls", [PLACE, LAST_PLACE]),
        (13, said, CRUN, "input.element_list.1.description", "The Gate"),
        (14, said, CRUN, "input.element_list.0.name", "guide"),
        # 15: mentions by place, by name, in words.
        (15, said, R4K, "positivePrompt", "<<<element_2>>> and <<<element_1>>>."),
        (15, replace(said, elements=(GATE, GUIDE)), R4K, "positivePrompt", "<<<element_1>>> and <<<element_2>>>."),
        (15, said, CRUN, "input.prompt", "@gate and @guide."),
        (15, said, HWY, "prompt", "The Gate and A tall man.."),
        # 17: several results in one task, or tasks of one each.
        (17, replace(board, results=4), R4K, "numberResults", 4),
        (17, replace(board, results=4), CRUN, "input.numberResults", NONE),
        # 18: what a model has not is left out.
        (18, replace(board, negative_prompt="blur"), R4K, "negativePrompt", "blur"),
        (18, replace(board, negative_prompt="blur"), HWY, "negative_prompt", "blur"),
        (18, replace(board, negative_prompt="blur"), CRUN, "input.negative_prompt", NONE),
        (18, replace(board, delivery=Delivery(adherence=0.5)), HWY, "cfg_scale", 0.5),
        (18, replace(board, delivery=Delivery(adherence=0.5)), R4K, f"{KLING}.cfgScale", NONE),
        # 19: how fine.
        (19, board, R4K, "model", "klingai:kling-video@3-4k"),
        (19, board, CRUN, "input.mode", "4K"),
        (19, board, MODELS[4], "input.mode", "std"),
        (19, board, CRUN, "model", "kling/v3"),
        # 24: where hooks go.
        (24, board, R4K, "webhookURL", "hook"),
        (24, board, CRUN, "callback_url", "hook"),
        (24, board, HWY, "webhook", NONE),
        # 28: shots at Highway, as on its own page.
        (28, custom, HWY, "multi_prompt.0.prompt", "Wide: a quay."),
    ],
)
def test_point(point: int, spec: Spec, model: str, path: str, value: Any) -> None:
    found = at(sent(spec, model), path)
    assert (found is NONE) if value is NONE else (found == value and type(found) is type(value)), (point, found)


def test_19_the_path_names_highways_model() -> None:
    assert compile_request(board, HWY).path == "/v3/async/kling-v3.0-4k-t2v"
