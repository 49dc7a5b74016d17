"""Pictures that were uploaded here keep Kling's limits; those of others are taken unseen. Source: notes 9."""

import io
from typing import Any

import pytest
from PIL import Image

from tests.sandbox.stage import CRUN, Stage, crun_body, picture


async def uploaded(stage: Stage, content: bytes, media_type: str = "image/png", ext: str = ".png") -> tuple[int, str]:
    """The status of the PUT, and the address to use."""
    answer = await stage.crun_asked("/files/upload-url", content_type=media_type, ext=ext)
    links = answer.json()["data"]
    put = await stage.client.put(links["presigned_url"], content=content, headers={"Content-Type": media_type})
    return put.status_code, links["file_url"]


def noisy(side: int) -> bytes:
    """A PNG of about three bytes a pixel."""
    file = io.BytesIO()
    Image.effect_noise((side, side), 200).convert("RGB").save(file, "PNG", compress_level=0)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (picture(size=(300, 300)), ""),
        (picture(size=(750, 300)), ""),
        (picture(size=(300, 299)), "at least 300 pixels wide and high"),
        (picture(size=(751, 300)), "between 1:2.5 and 2.5:1 in shape"),
        (picture(size=(300, 751)), "between 1:2.5 and 2.5:1 in shape"),
        (picture(form="WEBP"), "a JPEG or PNG image"),
        (picture(form="JPEG"), ""),
        (noisy(1900), "at most 10 MB large"),
    ],
)
async def test_limits_of_pictures(content: bytes, says: str) -> None:
    async with Stage() as stage:
        status, url = await uploaded(stage, content)
        assert status == 200
        hero = {"name": "hero", "element_image_urls": [url]}
        for body in (crun_body({"img_urls": [url]}), crun_body({"element_list": [hero]})):
            answer = await stage.crun(body)
            assert answer.status_code == (422 if says else 200)
            assert not says or says in answer.json()["errors"][0]


async def test_what_was_never_put_there_or_by_another_cannot_be_used() -> None:
    async with Stage() as stage:
        links = (await stage.crun_asked("/files/upload-url", content_type="image/png", ext=".png")).json()["data"]
        assert (await stage.crun(crun_body({"img_urls": [links["file_url"]]}))).status_code == 422
        _, url = await uploaded(stage, picture())
        assert (await stage.crun(crun_body({"img_urls": [url]}), key="other")).status_code == 422


async def test_an_upload_link_is_for_pictures_and_ends_after_an_hour() -> None:
    async with Stage() as stage:
        assert (await uploaded(stage, b"no picture"))[0] == 400
        links = (await stage.crun_asked("/files/upload-url", content_type="image/png", ext=".png")).json()["data"]
        await stage.clock.advance(3601)
        late = await stage.client.put(links["presigned_url"], content=picture(), headers={"Content-Type": "image/png"})
        assert late.status_code == 403


@pytest.mark.parametrize("query", [{}, {"content_type": "text/html", "ext": ".html"}, {"content_type": "image/png"}])
async def test_an_upload_link_needs_a_type_and_its_extension(query: dict[str, Any]) -> None:
    async with Stage() as stage:
        assert (await stage.crun_asked("/files/upload-url", **query)).status_code == 422


async def test_the_model_tells_its_own_schema() -> None:
    """Source: notes 3.5."""
    async with Stage() as stage:
        assert [model["model"] for model in (await stage.crun_asked("/job/Models")).json()["data"]] == ["kling/v3"]
        schema = (await stage.crun_asked("/job/Models/kling/v3")).json()["data"]["input_schema"]
        assert schema["required"] == ["multi_shots"]
        assert schema["additionalProperties"] is False
        assert schema["properties"]["duration"] == {"type": "integer", "minimum": 3, "maximum": 15}
        assert schema["properties"]["mode"] == {"enum": ["std", "pro", "4K"]}
        unknown = await stage.client.get(f"{CRUN}/job/Nothing", headers={"x-api-key": "k"})
        assert (unknown.status_code, unknown.json()["code"]) == (404, 404)
