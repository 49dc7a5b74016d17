"""Crun's API: create, ask, upload, estimate. Source: its seed, docs.crun.ai, CrunTeam/crun-agent-skills.

Both the HTTP status and the code in the body count: refusals may come with HTTP 200. It knows no id of the client's.
A task may be unknown for a while after it was created.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlencode

from storyboard.providers import http
from storyboard.providers.answers import (
    SUCCESS,
    Accepted,
    Answer,
    Given,
    Refused,
    Result,
    State,
    Submitted,
    Unsure,
    a_dict,
    clean,
    link_in,
    name_in,
    number_in,
    price_in,
)
from storyboard.providers.asking import Access, asked, by_status, created, each, error_by_status, json_call, wait_in
from storyboard.providers.crun.account import CRUN
from storyboard.providers.crun.errors import CODES, REFUSALS
from storyboard.providers.errors import (
    NotOffered,
    ProviderError,
    Reason,
    error_for,
    reason_of_status,
    was_not_taken,
)
from storyboard.providers.http import Call, Door
from storyboard.providers.key_checks import amount_in

ROOT = "/api/v1/client"
PATH = f"{ROOT}/job/CreateTask"
KNOWS_CREATES = False
UNIT = "credits"
UPLOAD_SECONDS = 300.0

# Any public host: which one files lie on is not written down.
RESULT_HOSTS: tuple[str, ...] = ()

STATES: Mapping[str, State] = {
    "pending": State.WAITING,
    "running": State.RUNNING,
    **dict.fromkeys(SUCCESS, State.DONE),
    "failed": State.FAILED,
}
EXTENSIONS: Mapping[str, str] = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}


@dataclass(frozen=True)
class Body:
    """What every answer is wrapped in. `code` is the body's own where it has one, else the HTTP status."""

    code: int
    message: str
    data: dict[str, Any]
    has_code: bool


def body_of(answer: http.Answer, key: str) -> Body:
    """The wrapping of an answer, whatever it is. A code of 200 never makes a refusal of HTTP good."""
    value = a_dict(answer.json())
    code = number_in(value.get("code"), 1000) or 0
    has_code = 100 <= code < 1000
    said = code if has_code and (code != 200 or answer.status == 200) else answer.status
    words = [value.get("message"), *_listed(value.get("errors"))]
    message = ": ".join(word for word in (clean(word, key) for word in words) if word)
    return Body(said, clean(message, key), a_dict(value.get("data")), has_code)


async def submit(door: Door, access: Access, body: bytes, path: str = PATH) -> Submitted:
    """Sends one create, exactly as it is."""
    call = json_call(access, CRUN.headers(access.key), body, path)
    return await created(door, access, call, lambda answer: read_submit(answer, access.key))


def read_submit(answer: http.Answer, key: str) -> Submitted:
    """What came of a create."""
    body = body_of(answer, key)
    task = name_in(body.data.get("task_id"))
    if body.code == 200 and task:
        return Accepted(task)
    if not body.has_code or body.code == 200:
        return by_status(answer)
    if body.code in REFUSALS or was_not_taken(body.code):
        return Refused(str(body.code), body.message, _reason(body.code), wait_in(answer))
    return Unsure(body.message or f"answered with code {body.code}")


def _reason(code: int) -> Reason:
    return CODES.get(code) or reason_of_status(code)


async def ask(
    door: Door, access: Access, tasks: Sequence[str], wanted: Mapping[str, int] | None = None
) -> dict[str, Answer]:
    """Where tasks stand, one question each; a task has one result, whatever is wanted.

    A task whose question was refused is left out. Raises ProviderError where none was answered.
    """

    async def one(task: str) -> Answer:
        url = f"{access.url}{ROOT}/job/TaskInfo?task_id={quote(task, safe='')}"
        answer = await asked(door, access, Call("GET", url, CRUN.headers(access.key), may_repeat=True))
        return read_answer(answer, task, access.key)

    return await each(tasks, one)


def read_answer(answer: http.Answer, task: str, key: str) -> Answer:
    """Where a task stands and what it costs: reserved while it runs, then charged. Raises ProviderError."""
    body = body_of(answer, key)
    # “Retrieved successfully or task not found” is what its page says of 200.
    if body.has_code and (body.code == 404 or (body.code == 200 and not body.data)):
        return Answer(State.MISSING, unit=UNIT)
    if body.code != 200 or not body.data:
        raise _error(body, answer)
    if name_in(body.data.get("task_id")).lower() not in ("", task.lower()):
        raise error_for(Reason.UNREADABLE, "the answer is about another task")
    return _standing(body.data, task, key)


def _standing(data: dict[str, Any], task: str, key: str) -> Answer:
    status, outcome, cost = data.get("status"), a_dict(data.get("result")), price_in(data.get("credits"))
    state = STATES.get(status, State.RUNNING) if isinstance(status, str) else State.RUNNING
    if state is State.FAILED:
        code, cause = clean(outcome.get("code"), key, 100), clean(data.get("reason"), key)
        failure = clean(outcome.get("message"), key) or cause or "failed"
        kind = Reason.CONTENT if "moderation" in cause.lower() else Reason.GENERATION
        return Answer(State.FAILED, cost=cost, unit=UNIT, failure=failure, code=code, kind=kind)
    links = [link for link in map(link_in, _listed(outcome.get("media_urls"))) if link]
    if state is State.DONE and links:
        # A reported 0 is not a price.
        results = tuple(Result(f"{task}-{number}" if number else task, link) for number, link in enumerate(links))
        return Answer(State.DONE, 100, results, cost or None, UNIT)
    # Without its file a task is not done, whatever it says; the next answer may have it.
    return Answer(State.RUNNING if state is State.DONE else state, cost=cost, unit=UNIT)


def _listed(value: Any) -> list[Any]:
    return value[:20] if isinstance(value, list) else []


def _error(body: Body, answer: http.Answer) -> ProviderError:
    if not body.has_code or body.code == 200:
        return error_by_status(answer)
    return error_for(_reason(body.code), body.message or f"code {body.code}", str(body.code), wait_in(answer))


async def give(door: Door, access: Access, content: bytes, media_type: str) -> Given:
    """Uploads a picture to an address that the provider signs for it, without the key. Raises ProviderError."""
    if media_type not in EXTENSIONS:
        raise NotOffered(Reason.REQUEST, f"takes no {media_type}")
    query = urlencode({"content_type": media_type, "ext": EXTENSIONS[media_type]})
    url = f"{access.url}{ROOT}/files/upload-url?{query}"
    data = await _data_of(door, access, Call("GET", url, CRUN.headers(access.key), may_repeat=True))
    signed, link = link_in(data.get("presigned_url")), link_in(data.get("file_url"))
    if not signed or not link:
        raise error_for(Reason.UNREADABLE, "the answer names no address to upload to")
    put = Call("PUT", signed, {"Content-Type": media_type}, content=content, may_repeat=True)
    answer = await asked(door, access, put, UPLOAD_SECONDS)
    if not 200 <= answer.status < 300:
        # The storage's own refusal: its 403 is about the signature, which ends, and not about the key.
        reason = Reason.TROUBLE if answer.status == 403 else reason_of_status(answer.status)
        raise error_for(reason, f"answered with status {answer.status}", str(answer.status), wait_in(answer))
    return Given(link)


async def estimate(door: Door, access: Access, body: bytes, path: str = PATH) -> Decimal | None:
    """What a create would cost in credits, None where it does not say. Raises ProviderError."""
    call = json_call(access, CRUN.headers(access.key), body, f"{ROOT}/job/estimate-credits", repeat=True)
    return price_in((await _data_of(door, access, call)).get("credits"))


async def balance(door: Door, access: Access) -> Decimal | None:
    """The credits that the account holds, None where it does not say. Raises ProviderError."""
    call = Call("GET", f"{access.url}{ROOT}/account/balance", CRUN.headers(access.key), may_repeat=True)
    return amount_in((await _data_of(door, access, call)).get("balance"))


async def _data_of(door: Door, access: Access, call: Call) -> dict[str, Any]:
    answer = await asked(door, access, call)
    body = body_of(answer, access.key)
    if body.code != 200 or not body.data:
        raise _error(body, answer)
    return body.data


def task_of_hook(body: bytes) -> str | None:
    """The task a callback is about: its bare object, or one wrapped as answers are."""
    value = a_dict(http.Answer(200, body).json())
    return name_in(a_dict(value.get("data")).get("task_id")) or name_in(value.get("task_id")) or None
