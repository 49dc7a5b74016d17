"""Signing in, ping, account, uploads: what comes around the videos at Runware."""

import uuid
from typing import Any

import pytest

from tests.sandbox.stage import GONE, Stage, data_uri, picture, runware_task


def named(kind: str, **more: Any) -> dict[str, Any]:
    return {"taskType": kind, "taskUUID": str(uuid.uuid4()), **more}


@pytest.mark.parametrize("key", ["", "bad-key"])
async def test_an_invalid_key_is_401_in_these_very_words(key: str) -> None:
    """Source: notes 1.3."""
    async with Stage() as stage:
        answer = await stage.runware(runware_task(), key=key)
        assert answer.status_code == 401
        assert answer.json() == {
            "errors": [
                {
                    "code": "invalidApiKey",
                    "message": "Invalid API key. Get one at https://runware.ai/signup",
                    "parameter": "apiKey",
                    "taskType": "authentication",
                }
            ]
        }


async def test_the_first_element_may_carry_the_key() -> None:
    """Source: notes 1.1."""
    async with Stage() as stage:
        sign_in = {"taskType": "authentication", "apiKey": "studio"}
        alone = await stage.client.post("/v1", json=[sign_in])
        [item] = alone.json()["data"]
        assert (item["taskType"], len(item["connectionSessionUUID"])) == ("authentication", 36)
        task = runware_task()
        both = (await stage.client.post("/v1", json=[sign_in, task])).json()
        assert both["data"][1]["taskUUID"] == task["taskUUID"]
        assert [line["account"] for line in await stage.ledger()] == ["studio"]


async def test_ping_is_answered_with_pong() -> None:
    """Source: notes 1.1."""
    async with Stage() as stage:
        assert (await stage.runware({"taskType": "ping", "ping": True})).json() == {"data": [{"pong": True}]}


async def test_the_account_tells_its_balance() -> None:
    """Source: notes 1.7."""
    async with Stage() as stage:
        await stage.runware(runware_task(duration=10))
        answer = await stage.runware(named("accountManagement", operation="getDetails"))
        [details] = answer.json()["data"]
        assert details["balance"] == 100_000 - 4.2
        assert details["usage"]["total"]["requests"] == 1


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "BMP", "GIF"])
async def test_an_uploaded_picture_is_used_by_its_id(form: str) -> None:
    """Source: notes 1.7."""
    async with Stage() as stage:
        upload = named("imageUpload", image=data_uri(picture(form=form)))
        [item] = (await stage.runware(upload)).json()["data"]
        assert (item["taskType"], item["taskUUID"]) == ("imageUpload", upload["taskUUID"])
        kept = await stage.client.get(item["imageURL"])
        assert (kept.status_code, kept.content) == (200, picture(form=form))
        for way in (item["imageUUID"], item["imageURL"]):
            assert (await stage.runware(framed(way))).status_code == 200
        assert (await stage.runware(framed(item["imageUUID"]), key="other")).status_code == 400


def framed(image: str) -> dict[str, Any]:
    frames = [{"image": image, "frame": "first"}]
    return runware_task({"width": GONE, "height": GONE, "inputs.frameImages": frames})


async def test_an_upload_is_deleted_thirty_days_after_its_last_use() -> None:
    """Source: notes 1.7."""
    async with Stage() as stage:
        [item] = (await stage.runware(named("imageUpload", image=data_uri(picture())))).json()["data"]
        for _month in range(2):
            await stage.clock.advance(29 * 24 * 3600)
            assert (await stage.runware(framed(item["imageUUID"]))).status_code == 200
        await stage.clock.advance(31 * 24 * 3600)
        answer = await stage.runware(framed(item["imageUUID"]))
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "mediaNotFound")


async def test_media_are_stored_and_deleted() -> None:
    """Source: notes 1.7, mediaStorage."""
    async with Stage() as stage:
        [kept] = (await stage.runware(named("mediaStorage", operation="upload", media=data_uri(picture())))).json()[
            "data"
        ]
        assert kept["operation"] == "upload"
        delete = named("mediaStorage", operation="delete", media=kept["mediaUUID"])
        [gone] = (await stage.runware(delete)).json()["data"]
        assert gone == {**{n: delete[n] for n in ("taskType", "taskUUID", "operation")}, "mediaUUID": kept["mediaUUID"]}
        assert (await stage.client.get(kept["mediaURL"])).status_code == 404
        assert (await stage.runware(delete)).status_code == 400


@pytest.mark.parametrize(
    "image", ["nonsense!", "data:image/png,x", "data:image/png;base64,", "QUJD", data_uri(b"GIF89a")]
)
async def test_what_is_no_picture_is_refused(image: str) -> None:
    async with Stage() as stage:
        for task in (named("imageUpload", image=image), framed(image)):
            answer = await stage.runware(task)
            assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "invalidMedia")


async def test_an_element_is_made_once_and_then_known_by_its_id() -> None:
    """Source: seed 4k, elements: id."""
    async with Stage() as stage:
        whole = {"id": "hero", "frontalImage": data_uri(picture())}
        early = framed("https://a.example/a.png")
        early["inputs"]["elements"] = [{"id": "hero"}]
        refused = await stage.runware(early)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, "elementNotFound")
        making = framed("https://a.example/a.png")
        making["inputs"]["elements"] = [whole]
        assert (await stage.runware(making)).status_code == 200
        assert (await stage.runware(early)).status_code == 200
        assert (await stage.runware({**early, "taskUUID": str(uuid.uuid4())}, key="other")).status_code == 400
