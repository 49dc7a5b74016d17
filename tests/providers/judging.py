"""A stand-in of a provider as the judge of orders: files are really given to it, and every create is really sent."""

import asyncio
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import httpx

from storyboard.providers.element_ids import element_id_at
from storyboard.providers.requests import compile_request, creates_of, fill, placeholders
from storyboard.providers.sheet import Sheet
from storyboard.providers.spec import Clip, ElementSpec, Media, Picture, ShotSpec, Spec
from tests.sandbox.stage import Stage, data_uri, picture

HOOK, UPLOAD = "https://studio.example/hooks/1", "https://studio.example/uploads/1"
CLIP, VOICE = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41", b"ID3\x04" + bytes(60)
# An account's play money and memory are bounded: after so many orders it is another one.
MOST_ORDERS = 200


@dataclass(frozen=True)
class Order:
    """A board as it is ordered. kept: ids of elements that an earlier order has given; told: whether there is a public
    address for hooks and uploads."""

    spec: Spec
    kept: tuple[str, ...] = ()
    told: bool = False


@dataclass(frozen=True)
class Verdict:
    """What became of one create: whether it was accepted, else the fields that were named, and the answer."""

    accepted: bool
    fields: tuple[str, ...]
    text: str


def size_of(picture: Picture, place: str) -> tuple[int, int]:
    """Pixels of what a placeholder stands for: the part that is cut out, else all of the picture."""
    box = place.partition("#")[2]
    if box:
        _left, _top, width, height = (int(side) for side in box.split(","))
        return width, height
    return picture.width or 640, picture.height or 360


def media_of(spec: Spec) -> Iterator[Media | None]:
    """Everything of a board that could be given."""
    yield from (spec.first_frame, spec.last_frame)
    if spec.motion:
        yield from (spec.motion.picture, spec.motion.clip)
    for element in spec.elements:
        yield from (*element.images, element.video, element.voice)


@dataclass
class Judge:
    """One model of one provider, asked in memory."""

    sheet: Sheet
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)
    stage: Stage = field(default_factory=Stage)
    orders: int = 0
    given: dict[tuple[type, tuple[int, int] | None], str] = field(default_factory=dict)

    def __enter__(self) -> "Judge":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.runner.run(self.stage.__aexit__())
        self.runner.close()

    def judge(self, order: Order, *, once: bool = False) -> list[Verdict]:
        """Sends the creates of an order, or but one of them: they are the same."""
        return self.runner.run(self._judge(order, once))

    async def _judge(self, order: Order, once: bool) -> list[Verdict]:
        await self._new_account()
        if order.kept:
            await self._keep(order)
        kept = {one.id: self._id_of(one) for one in order.spec.elements if one.id in order.kept}
        body = await self._body(order.spec, kept, order.told)
        times = 1 if once else creates_of(order.spec, self.sheet)
        return [verdict_of(await self._send(renamed(body))) for _time in range(times)]

    async def _new_account(self) -> None:
        self.orders += 1
        if self.orders % MOST_ORDERS == 0:
            await self.stage.__aexit__()
            self.stage, self.given = Stage(), {}

    @property
    def _account(self) -> str:
        """What ids of elements are made from: another for each order, so that none is known from another order."""
        return f"account {self.orders}"

    def _id_of(self, element: ElementSpec) -> str:
        return element_id_at(self._account, element.id, element.revision)

    async def _keep(self, order: Order) -> None:
        """An earlier order with the elements in full, so that the account knows them."""
        kept = tuple(element for element in order.spec.elements if element.id in order.kept)
        spec = Spec(
            "Board", "1:1", "single", "A kite.", "", "", False, (ShotSpec("s", "", "", 5),),
            first_frame=Picture("a", "a" * 64, None, 300, 300), elements=kept,
        )  # fmt: skip
        verdict = verdict_of(await self._send(await self._body(spec, {}, told=False)))
        assert verdict.accepted, verdict.text

    async def _body(self, spec: Spec, kept: Mapping[str, str], told: bool) -> bytes:
        shown = compile_request(spec, self.sheet.model, kept, self._account).body
        media = {f"asset:{one.sha256}": one for one in media_of(spec) if one}
        values: dict[str, str | None] = {"task": str(uuid.uuid4())}
        values |= {"hook": HOOK, "upload": UPLOAD} if told else {"hook": None, "upload": None}
        for place in placeholders(shown):
            if place.startswith("asset:"):
                values[place] = await self._given(media[place.partition("#")[0]], place)
        return fill(shown, values)

    async def _given(self, media: Media, place: str) -> str:
        """What a file goes by, given once for each account: pictures of one size are one picture."""
        size = size_of(media, place) if isinstance(media, Picture) else None
        what = (type(media), size)
        if what not in self.given:
            self.given[what] = await (self._give_picture(size) if size else self._give_recording(media))
        return self.given[what]

    async def _give_picture(self, size: tuple[int, int]) -> str:
        content = picture(size=size)
        if self.sheet.kind == "crun":
            return await self._at_crun(content)
        return await self._at_runware(taskType="imageUpload", image=data_uri(content))

    async def _give_recording(self, media: Media) -> str:
        content = data_uri(CLIP if isinstance(media, Clip) else VOICE, "application/octet-stream")
        return await self._at_runware(taskType="mediaStorage", operation="upload", media=content)

    async def _at_runware(self, **task: str) -> str:
        answer = await self.stage.runware({"taskUUID": str(uuid.uuid4()), **task})
        [item] = answer.json()["data"]
        return str(item.get("imageUUID") or item["mediaUUID"])

    async def _at_crun(self, content: bytes) -> str:
        links = (await self.stage.crun_asked("/files/upload-url", content_type="image/png", ext=".png")).json()["data"]
        put = await self.stage.client.put(
            links["presigned_url"], content=content, headers={"content-type": "image/png"}
        )
        assert put.status_code == 200
        return str(links["file_url"])

    async def _send(self, body: bytes) -> httpx.Response:
        """The very bytes to where our request says."""
        request = compile_request(EMPTY, self.sheet.model)
        path = request.path or "/v1"
        headers = {"authorization": "Bearer studio", "x-api-key": "studio", "content-type": "application/json"}
        return await self.stage.client.post(path, content=body, headers=headers)


EMPTY = Spec("", "16:9", "single", "", "", "", False, ())


def renamed(body: bytes) -> bytes:
    """The same create under a name of its own, where it has one."""
    value = json.loads(body)
    return body if isinstance(value, dict) else json.dumps([{**value[0], "taskUUID": str(uuid.uuid4())}]).encode()


def verdict_of(answer: httpx.Response) -> Verdict:
    """An answer to a create, whichever API gave it."""
    content = answer.json()
    accepted = answer.status_code == 200 and "errors" not in content and content.get("code", 200) == 200
    return Verdict(accepted, () if accepted else tuple(_fields(content)), answer.text)


def _fields(content: Any) -> Iterator[str]:
    """The fields that a refusal names."""
    if "reason" in content:
        yield from (part.split()[0].rstrip(":") for part in content["message"].split("; "))
    for error in content.get("errors", ()):
        named = error.partition(":")[0] if isinstance(error, str) else error.get("parameter", "")
        yield from [named] if isinstance(named, str) else named
