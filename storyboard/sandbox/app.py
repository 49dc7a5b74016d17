"""All stand-ins as one ASGI application: three APIs, the files they give out, and the ledger."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from storyboard.sandbox import crun, highway, runware
from storyboard.sandbox.faults import When
from storyboard.sandbox.shelf import Refused
from storyboard.sandbox.striking import after, before
from storyboard.sandbox.tasks import Result, Task
from storyboard.sandbox.web import Answer, Asked, Dropped, Receive, Scope, Send, TooLong, read, told, write
from storyboard.sandbox.world import VIDEO_TYPES, Sandbox

_EXPIRED = b"<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"


class SandboxApp:
    """The application of one sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise RuntimeError(f"The sandbox speaks HTTP alone, not {scope['type']}.")
        try:
            asked = await read(scope, receive)
            await write(await self.answer(asked), send, asked.method)
        except TooLong:
            await write(told({"message": "The request is too large."}, 413, connection="close"), send, scope["method"])
        except Dropped:
            drop = scope.get("sandbox.drop")
            if drop is None:
                raise
            drop()

    async def answer(self, asked: Asked) -> Answer:
        """The answer to any request. Raises Dropped."""
        for start, answer in _ROADS.items():
            if asked.path.startswith(start):
                if len(asked.body) > MOST_WITHOUT_MEDIA and start not in _WITH_MEDIA:
                    return told({"message": "The request is too large."}, 413)
                return await answer(self.sandbox, asked)
        return told({"message": "There is nothing at this address."}, 404)


async def _runware(sandbox: Sandbox, asked: Asked) -> Answer:
    if asked.path.rstrip("/") != "/v1":
        return told({"errors": [{"code": "notFound", "message": "There is nothing at this address."}]}, 404)
    if asked.method != "POST":
        return told({"errors": [{"code": "invalidMethod", "message": "POST an array of tasks."}]}, 405)
    return await runware.answer(sandbox, asked)


async def _file(sandbox: Sandbox, asked: Asked) -> Answer:
    """A finished video, or what the fault plan makes of it."""
    found = sandbox.result(asked.path.removeprefix("/files/").partition(".")[0])
    if found is None or asked.method not in ("GET", "HEAD"):
        return _gone()
    task, result = found
    if (no := _not_there(task, result, asked, sandbox.now())) is not None:
        return no
    strike = sandbox.plan.strike(task.order.account.api, "file", task.order.account.key)
    if (instead := await before(sandbox, strike)) is not None:
        return instead
    if strike.of(When.INSTEAD):
        return told({"message": "Too many requests."}, 429)
    return after(strike, await _video(sandbox, task, result))


def _not_there(task: Task, result: Result, asked: Asked, now: float) -> Answer | None:
    """Links end: signed ones at their own time, the others so long after the video was made."""
    if not result.has_ended(now) or result.failure:
        return _gone()
    if "expires" in asked.query:
        is_good = _is_after(asked.query["expires"], now)
        return None if is_good else Answer(403, _EXPIRED, {"content-type": "application/xml"})
    return _gone() if now - result.ends_at > task.order.link_seconds else None


def _is_after(text: str, now: float) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 15 and int(text) > now


async def _video(sandbox: Sandbox, task: Task, result: Result) -> Answer:
    kind = task.file_misfortune(result)
    if kind == "dead_link":
        return _gone()
    try:
        content = await sandbox.video(task, result)
    except OSError as error:
        return Answer(503, str(error).encode(), {"content-type": "text/plain"})
    answer = Answer(200, content, {"content-type": VIDEO_TYPES[task.order.scenes.container]})
    half = len(answer.body) // 2
    if kind == "corrupt":
        return replace(answer, body=bytes(byte ^ 0x5A for byte in answer.body))
    if kind == "truncated":
        return replace(answer, body=answer.body[:half])
    return replace(answer, cut_at=half) if kind == "broken_off" else answer


async def _shelf(sandbox: Sandbox, asked: Asked) -> Answer:
    """What was uploaded."""
    try:
        thing = sandbox.shelf[asked.path.removeprefix("/shelf/").partition(".")[0]]
    except KeyError:
        return _gone()
    if thing.path is None or asked.method not in ("GET", "HEAD"):
        return _gone()
    return Answer(200, await asyncio.to_thread(thing.path.read_bytes), {"content-type": thing.media_type})


async def _presigned(sandbox: Sandbox, asked: Asked) -> Answer:
    """The PUT of an upload at Crun; the type must be the one that was signed."""
    token = asked.path.removeprefix("/presigned/")
    account, media_type, _, ends_at = sandbox.presigned.get(token, (None, "", "", 0.0))
    if account is None or asked.method != "PUT" or ends_at < sandbox.now():
        return Answer(403, _EXPIRED, {"content-type": "application/xml"})
    if asked.headers.get("content-type", "") != media_type:
        return Answer(403, _EXPIRED.replace(b"Request has expired", b"SignatureDoesNotMatch"))
    try:
        sandbox.shelf.keep_picture(account, asked.body, token)
    except Refused as error:
        return told({"message": str(error)}, 400)
    return Answer(200, b"")


async def _ledger(sandbox: Sandbox, asked: Asked) -> Answer:
    sandbox.now()
    lines = [line.as_json() for line in sandbox.ledger.lines]
    return told({"lines": lines, "struck": sandbox.plan.struck()})


def _gone() -> Answer:
    return Answer(404, b"Not Found", {"content-type": "text/plain"})


MOST_WITHOUT_MEDIA = 1024 * 1024
_WITH_MEDIA = ("/v1", "/presigned/")

Road = Callable[[Sandbox, Asked], Awaitable[Answer]]

_ROADS: dict[str, Road] = {
    "/v1": _runware,
    "/v3/": highway.answer,
    f"{crun.ROOT}/": crun.answer,
    "/files/": _file,
    "/shelf/": _shelf,
    "/presigned/": _presigned,
    "/ledger": _ledger,
}
