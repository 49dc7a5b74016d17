"""What each system takes, as requests that a person could paste: one for every ability, with small media of its own."""

import base64
import io
import math
import struct
import uuid
import wave
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from tests.media.filming import Film, film

KLING = "klingai:kling-video@3-"


@dataclass(frozen=True)
class Row:
    """An order of a system: its model, the request to paste, and what the bytes that go out must say (path: value)."""

    model: str
    request: Any
    sent: Mapping[str, Any] = field(default_factory=dict)
    results: int = 1


def picture(colour: str, size: tuple[int, int] = (640, 640)) -> str:
    """A picture of one colour as a data URI."""
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, "JPEG")
    return _uri("image/jpeg", content.getvalue())


@cache
def clip() -> str:
    """A clip of three seconds as a data URI."""
    with TemporaryDirectory() as folder:
        return _uri("video/mp4", film(Path(folder) / "clip.mp4", Film(72)).read_bytes())


@cache
def voice() -> str:
    """Six seconds of a tone as a data URI."""
    content = io.BytesIO()
    with wave.open(content, "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        out.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(n / 6))) for n in range(48_000)))
    return _uri("audio/wav", content.getvalue())


def _uri(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def runware(model: str, **fields: Any) -> list[dict[str, Any]]:
    """A task in the list that it comes in."""
    task = {"taskType": "videoInference", "taskUUID": str(uuid.UUID(int=7, version=4)), "model": KLING + model}
    return [{**task, "duration": 3, **fields}]


def klingai(**settings: Any) -> dict[str, Any]:
    return {"providerSettings": {"klingai": settings}}


def crun(mode: str, **wanted: Any) -> dict[str, Any]:
    return {"model": "kling/v3", "input": {"mode": mode, "multi_shots": False, "duration": 3, "audio": False, **wanted}}


TWO_SHOTS = [{"prompt": "Wide: an empty quay.", "duration": 2}, {"prompt": "Close: a rope drops.", "duration": 1}]
GUIDE = {"id": "guide", "description": "A guide in indigo", "tags": ["Character"]}
_TASK, _KLING = "0.", "0.providerSettings.klingai."


def rows() -> dict[str, Row]:
    """Every ability of every system, by a name for people."""
    first, last = picture("#224466"), picture("#664422")
    return {
        "runware 4k: text, negative prompt, sound, results, delivery": Row(
            "runware/kling-3.0-4k",
            runware("4k", positivePrompt="A kite over a tram.", negativePrompt="blur, text", width=2160, height=3840,
                    numberResults=2, outputFormat="WEBM", outputQuality=80, ttl=3600,
                    safety={"checkContent": True, "mode": "fast"}, **klingai(sound=True)),
            {_TASK + "width": 2160, _TASK + "height": 3840, _TASK + "numberResults": 2, _TASK + "outputFormat": "WEBM",
             _TASK + "outputQuality": 80, _TASK + "ttl": 3600, _TASK + "safety.mode": "fast",
             _TASK + "includeCost": True, _TASK + "negativePrompt": "blur, text", _KLING + "sound": True},
            results=2,
        ),
        "runware 4k: 3840×2160, four results": Row(
            "runware/kling-3.0-4k",
            runware("4k", positivePrompt="A kite over a tram.", width=3840, height=2160, numberResults=4),
            {_TASK + "width": 3840, _TASK + "height": 2160, _TASK + "numberResults": 4},
            results=4,
        ),
        "runware 4k: first and last frame, intelligent shots": Row(
            "runware/kling-3.0-4k",
            runware("4k", positivePrompt="The quay wakes up.", **klingai(shotType="intelligence", sound=True),
                    inputs={"frameImages": [{"image": first, "frame": "first"}, {"image": last, "frame": "last"}]}),
            {_KLING + "shotType": "intelligence", _TASK + "inputs.frameImages.0.frame": "first",
             _TASK + "inputs.frameImages.1.frame": "last", _TASK + "width": None},
        ),
        "runware 4k: custom shots from text, square": Row(
            "runware/kling-3.0-4k",
            runware("4k", width=2880, height=2880, **klingai(multiPrompt=TWO_SHOTS, sound=True)),
            {_KLING + "multiPrompt.1.duration": 1, _TASK + "width": 2880, _TASK + "positivePrompt": None},
        ),
        "runware 4k: first frame, elements of images, voice and video": Row(
            "runware/kling-3.0-4k",
            runware(
                "4k", positivePrompt="<<<element_1>>> meets <<<element_2>>> on the quay.", outputFormat="MOV",
                inputs={
                    "frameImages": [first],
                    "elements": [
                        {**GUIDE, "frontalImage": picture("#aa3311"), "images": [picture("#bb4422")],
                         "voices": [voice()]},
                        {"id": "beast", "description": "A pack animal", "videos": [clip()]},
                    ],
                },
            ),
            {_TASK + "positivePrompt": "<<<element_1>>> meets <<<element_2>>> on the quay.",
             _TASK + "inputs.frameImages.0.frame": "first", _TASK + "outputFormat": "MOV",
             _TASK + "inputs.elements.0.description": "A guide in indigo"},
        ),
        "runware pro: custom shots, many results": Row(
            "runware/kling-3.0-pro",
            runware("pro", width=1920, height=1080, numberResults=5, **klingai(multiPrompt=TWO_SHOTS)),
            {_TASK + "width": 1920, _TASK + "numberResults": 5},
            results=5,
        ),
        "runware pro: motion control": Row(
            "runware/kling-3.0-pro",
            runware("pro", positivePrompt="She dances.", width=1440, height=1440,
                    inputs={"referenceImages": [first], "referenceVideos": [clip()]},
                    **klingai(characterOrientation="video", keepOriginalSound=True)),
            {_KLING + "characterOrientation": "video", _KLING + "keepOriginalSound": True},
        ),
        "runware standard: first frame, intelligent shots": Row(
            "runware/kling-3.0-standard",
            runware("standard", positivePrompt="The quay wakes up.", inputs={"frameImages": [first]},
                    **klingai(shotType="intelligence")),
            {_TASK + "model": KLING + "standard"},
        ),
        "runware standard: motion control": Row(
            "runware/kling-3.0-standard",
            runware("standard", positivePrompt="She dances.", width=1280, height=720,
                    inputs={"referenceImages": [first], "referenceVideos": [clip()]},
                    **klingai(characterOrientation="image", keepOriginalSound=False)),
            {_KLING + "characterOrientation": "image", _KLING + "keepOriginalSound": False, _TASK + "width": 1280},
        ),
        "highway: one prompt": Row(
            "highway/kling-3.0-4k",
            {"prompt": "A kite over a tram.", "duration": 3, "sound": True, "cfg_scale": 0.7, "aspect_ratio": "9:16",
             "negative_prompt": "blur"},
            {"cfg_scale": 0.7, "aspect_ratio": "9:16", "negative_prompt": "blur", "sound": True, "multi_prompt": None},
        ),
        "highway: several shots": Row(
            "highway/kling-3.0-4k",
            {"multi_prompt": TWO_SHOTS, "duration": 3, "aspect_ratio": "1:1"},
            {"prompt": "", "multi_prompt.0.duration": 2, "aspect_ratio": "1:1"},
        ),
        "crun std: text": Row(
            "crun/kling-3.0-std",
            crun("std", prompt="A kite over a tram.", aspect_ratio="9:16"),
            {"input.mode": "std", "input.aspect_ratio": "9:16", "input.img_urls": None, "input.multi_shots": False},
        ),
        "crun pro: first frame": Row(
            "crun/kling-3.0-pro",
            crun("pro", prompt="The quay wakes up.", img_urls=[first]),
            {"input.mode": "pro", "input.multi_shots": False, "input.img_urls.1": None, "input.aspect_ratio": None},
        ),
        "crun pro: first and last frame": Row(
            "crun/kling-3.0-pro",
            crun("pro", prompt="The quay wakes up.", img_urls=[first, last]),
            {"input.mode": "pro", "input.aspect_ratio": None},
        ),
        "crun 4k: custom shots with an element": Row(
            "crun/kling-3.0-4k",
            crun("4K", multi_shots=True, shot_type="customize", audio=True, img_urls=[first],
                 multi_prompt=[{"prompt": "Wide: @keeper enters.", "duration": 2}, TWO_SHOTS[1]],
                 element_list=[{"name": "keeper", "description": "A guide in indigo", "element_image_urls": [
                     picture(f"#{shade}3311") for shade in ("aa", "bb", "cc", "dd")]}]),
            {"input.mode": "4K", "input.multi_prompt.0.prompt": "Wide: @keeper enters.", "input.audio": True,
             "input.element_list.0.name": "keeper"},
        ),
        "crun std: intelligent shots": Row(
            "crun/kling-3.0-std",
            crun("std", multi_shots=True, shot_type="intelligence", audio=True, prompt="The quay wakes up.",
                 img_urls=[first]),
            {"input.shot_type": "intelligence", "input.multi_prompt": None, "input.audio": True},
        ),
    }  # fmt: skip


ROWS = rows()


def at(value: Any, path: str) -> Any:
    """What stands at a path like 0.inputs.frameImages.1; None where nothing does."""
    for part in path.split("."):
        if isinstance(value, list):
            value = value[int(part)] if int(part) < len(value) else None
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value
