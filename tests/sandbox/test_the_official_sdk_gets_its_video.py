"""A stranger's client: the provider's own Python SDK submits to the Runware side, polls it, and gets its video."""

import asyncio
import json
from pathlib import Path

import httpx
import pytest
from runware import Runware, RunwareError

from storyboard.media.probing import Probe, probe
from tests.sandbox.outside import outside
from tests.sandbox.stage import data_uri, picture


async def test_it_submits_polls_and_gets_every_result(tmp_path: Path) -> None:
    with outside(tmp_path, "--speed", "30") as sandbox:
        async with Runware(api_key="studio", transport="rest", http_base_url=sandbox.urls["RUNWARE"]) as client:
            [upload] = await client.image_upload({"image": data_uri(picture())})
            shots = [{"prompt": "Wide: a quay", "duration": 1}, {"prompt": "Close: a rope", "duration": 2}]
            wanted = {
                "model": "klingai:kling-video@3-4k",
                "duration": 3,
                "numberResults": 2,
                "includeCost": True,
                "inputs": {"frameImages": [{"image": upload["imageUUID"], "frame": "first"}]},
                "providerSettings": {"klingai": {"sound": True, "multiPrompt": shots}},
            }
            results = await client.run(wanted)
            assert [result["cost"] for result in results] == [1.26, 1.26]
        assert len({result["videoUUID"] for result in results}) == 2
        for result in results:
            video = await looked_at(result["videoURL"], tmp_path / "video.mp4")
            assert (video.frames, video.has_audio) == (72, True)
        lines = json.loads(await fetched(f"{sandbox.base}/ledger"))["lines"]
        assert [(line["state"], line["charged"]) for line in lines] == [("charged", "2.52")]


async def fetched(url: str) -> bytes:
    async with httpx.AsyncClient(timeout=60, trust_env=False) as client:
        return (await client.get(url)).content


async def looked_at(url: str, path: Path) -> Probe:
    content = await fetched(url)
    await asyncio.to_thread(path.write_bytes, content)
    return await asyncio.to_thread(probe, path)


async def test_it_understands_every_refusal(tmp_path: Path) -> None:
    with outside(tmp_path) as sandbox:
        async with Runware(api_key="studio", transport="rest", http_base_url=sandbox.urls["RUNWARE"]) as client:
            with pytest.raises(RunwareError, match="Unsupported use of 'fps'") as refused:
                await client.run({"model": "klingai:kling-video@3-pro", "positivePrompt": "A quay", "fps": 24})
            assert (refused.value.code, refused.value.parameter) == ("validation", "fps")
        async with Runware(api_key="bad", transport="rest", http_base_url=sandbox.urls["RUNWARE"]) as client:
            with pytest.raises(RunwareError, match="Invalid API key"):
                await client.run({"model": "klingai:kling-video@3-pro", "positivePrompt": "A quay"})
