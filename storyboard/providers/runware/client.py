"""Runware's API: one address, tasks in an array, answers matched by taskUUID. Source: its pages, SDKs, seeds.

A create is known by the taskUUID that the client chose: sent again while the first one lives it is refused as a
conflict, which says that the first one was taken. A task that is not known looks like one that waits.
"""

import asyncio
import base64
import json
import random
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from typing import Any

from storyboard.providers import http
from storyboard.providers.answers import (
    Accepted,
    Answer,
    Given,
    Refused,
    Submitted,
    Unsure,
    a_dict,
    name_in,
    objects,
    price_in,
)
from storyboard.providers.asking import Access, asked, by_status, created, each, error_by_status, json_call, wait_in
from storyboard.providers.errors import (
    DOUBTFUL,
    Declined,
    InTrouble,
    NoAnswer,
    ProviderError,
    Reason,
    error_for,
    was_not_taken,
)
from storyboard.providers.http import Door
from storyboard.providers.runware.account import RUNWARE, details_task
from storyboard.providers.runware.envelope import Envelope, Trouble, opened, task_in
from storyboard.providers.runware.errors import CONFLICT
from storyboard.providers.runware.progress import standing

PATH = ""
# A second create under a living taskUUID is refused as a conflict and not billed. Source: integrators of it, its SDK.
KNOWS_CREATES = True
MOST_TASKS = 50
UPLOAD_SECONDS = 300.0

# Where finished videos lie: vm.runware.ai and im.runware.ai were seen.
RESULT_HOSTS = (".runware.ai",)

# An error under one of these is about the question; the render goes on. Source: providers' pages, 401/429/5xx on polls.
_OF_THE_QUESTION = frozenset({401, 402, 403, 408, 429})

# A question about many that fails like this may fail by one of them.
_MAY_LIE_AT_ONE = (NoAnswer, InTrouble, Declined)

_BROKE = frozenset({Reason.TROUBLE, Reason.TIMEOUT})
_MAY_HAVE_BROKEN = frozenset({Reason.UNKNOWN, Reason.GENERATION})


async def submit(door: Door, access: Access, body: bytes, path: str = PATH) -> Submitted:
    """Sends one create, an array of one task, exactly as it is."""
    task = _task_of(body)
    call = json_call(access, RUNWARE.headers(access.key), body, path)
    return await created(door, access, call, lambda answer: read_submit(answer, task, access.key))


def read_submit(answer: http.Answer, task: str, key: str) -> Submitted:
    """What came of the create of that task. Whatever acknowledges it counts before whatever refuses it."""
    envelope = opened(answer.json(), key)
    items, troubles = envelope.of(task.lower())
    troubles += envelope.general
    if any(trouble.code == CONFLICT for trouble in troubles):
        return Accepted(task)
    if answer.status == 200 and any(item.get("status") != "error" for item in items):
        return Accepted(task)
    troubles += [opened({"error": _failure(item)}, key).troubles[0] for item in items if item.get("status") == "error"]
    if not troubles:
        return by_status(answer)
    return _refusal(troubles[0], answer)


def _refusal(trouble: Trouble, answer: http.Answer) -> Submitted:
    """Refused where the words are a refusal; what broke on their side may have broken after the task was taken."""
    reason, status_refuses = trouble.reason, was_not_taken(answer.status)
    is_busy = reason is Reason.BUSY and answer.status == 503
    broke = reason in _BROKE or (reason in _MAY_HAVE_BROKEN and not status_refuses)
    if broke or (answer.status >= 500 and not is_busy) or answer.status in DOUBTFUL:
        return Unsure(trouble.message or f"answered with status {answer.status}")
    return Refused(trouble.code, trouble.message, reason, wait_in(answer), trouble.parameters)


async def ask(
    door: Door, access: Access, tasks: Sequence[str], wanted: Mapping[str, int] | None = None
) -> dict[str, Answer]:
    """Where tasks stand, many in one request. `wanted` says how many results a task is to have (1 where it does not).

    A task whose question was refused is left out. Raises ProviderError where none was answered.
    """
    names = list(dict.fromkeys(tasks))
    batches = {str(start): names[start : start + MOST_TASKS] for start in range(0, len(names), MOST_TASKS)}
    counts = {task.lower(): number for task, number in (wanted or {}).items()}

    async def one(start: str) -> dict[str, Answer]:
        return await _ask_batch(door, access, batches[start], counts)

    found: dict[str, Answer] = {}
    for answers in (await each(batches, one)).values():
        found |= answers
    return found


async def _ask_batch(door: Door, access: Access, tasks: list[str], wanted: Mapping[str, int]) -> dict[str, Answer]:
    """Where these tasks stand. A question about many that fails may do so by one of them, which must not keep the
    others from being heard of. Raises ProviderError."""
    try:
        return await _ask_together(door, access, tasks, wanted)
    except _MAY_LIE_AT_ONE:
        if len(tasks) == 1:
            raise
        return await _ask_halves(door, access, tasks, wanted)


async def _ask_halves(door: Door, access: Access, tasks: list[str], wanted: Mapping[str, int]) -> dict[str, Answer]:
    """Each half for itself, and then the halves of one that fails alone; where both fail the provider does. The halves
    are others each time, so that not even two such tasks hide the others for long. Raises ProviderError."""
    mixed, middle = random.sample(tasks, len(tasks)), len(tasks) // 2
    halves = {"one": mixed[:middle], "other": mixed[middle:]}

    async def ask_half(name: str) -> dict[str, Answer]:
        return await _ask_together(door, access, halves[name], wanted)

    answers = await each(halves, ask_half)
    found = {task: answer for half in answers.values() for task, answer in half.items()}
    for name in halves.keys() - answers.keys():
        with suppress(ProviderError):
            found |= await _ask_halves(door, access, halves[name], wanted) if len(halves[name]) > 1 else {}
    return found


async def _ask_together(door: Door, access: Access, tasks: list[str], wanted: Mapping[str, int]) -> dict[str, Answer]:
    questions = [{"taskType": "getResponse", "taskUUID": task} for task in tasks]
    answer = await _post(door, access, questions)
    return read_answers(answer, tasks, wanted, access.key)


def read_answers(answer: http.Answer, tasks: Sequence[str], wanted: Mapping[str, int], key: str) -> dict[str, Answer]:
    """What a poll says of the tasks that it asked for. Raises ProviderError where it says nothing of any."""
    envelope = opened(answer.json(), key)
    if not envelope.is_one or answer.status in _OF_THE_QUESTION or answer.status >= 500:
        raise _error_of(envelope, answer)
    found: dict[str, Answer] = {}
    for task in tasks:
        items, troubles = envelope.of(task.lower())
        own = [trouble for trouble in troubles if not _is_of_question(trouble)]
        if items or own or not (troubles or envelope.general or answer.status != 200):
            found[task] = standing(items, own, wanted.get(task.lower(), 1), key)
    if tasks and not found:
        raise _error_of(envelope, answer)
    return found


def _is_of_question(trouble: Trouble) -> bool:
    """Whether an error that names a task is about asking for it, and says nothing of its render."""
    if trouble.task_type not in ("", "getResponse"):
        return False
    asked_wrong = {Reason.KEY, Reason.BUSY, Reason.CREDIT}
    return trouble.reason in (asked_wrong | {Reason.TROUBLE} if trouble.task_type else asked_wrong)


async def give(door: Door, access: Access, content: bytes, media_type: str) -> Given:
    """Uploads a file; pictures and recordings have different tasks. Raises ProviderError."""
    body = await asyncio.to_thread(_upload_body, content, media_type)
    call = json_call(access, RUNWARE.headers(access.key), body)
    answer = await asked(door, access, call, UPLOAD_SECONDS)
    return read_given(answer, access.key)


def read_given(answer: http.Answer, key: str) -> Given:
    """The id of an uploaded file. Raises ProviderError."""
    envelope = opened(answer.json(), key)
    for item in envelope.data if answer.status == 200 else ():
        reference = name_in(item.get("imageUUID")) or name_in(item.get("mediaUUID"))
        if reference:
            return Given(reference)
    raise _error_of(envelope, answer)


def _upload_body(content: bytes, media_type: str) -> bytes:
    data = f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"
    name = str(uuid.uuid4())
    if media_type.startswith("image/"):
        return json.dumps([{"taskType": "imageUpload", "taskUUID": name, "image": data}]).encode()
    task = {"taskType": "mediaStorage", "taskUUID": name, "operation": "upload", "media": data}
    return json.dumps([task]).encode()


async def estimate(door: Door, access: Access, body: bytes, path: str = PATH) -> Decimal | None:
    """What a create would cost, by a dry run that executes and charges nothing; None where it says no price.

    Raises ProviderError. Source: Runware's own skills, header X-Runware-Dry-Run; the form of its answer is not written
    down, so that any `cost` of the task counts.
    """
    headers = {**RUNWARE.headers(access.key), "X-Runware-Dry-Run": "1"}
    answer = await asked(door, access, json_call(access, headers, body, path))
    envelope = opened(answer.json(), access.key)
    if answer.status != 200 or envelope.troubles or not envelope.is_one:
        raise _error_of(envelope, answer)
    costs = [cost for cost in (price_in(item.get("cost")) for item in envelope.data) if cost]
    return sum(costs, Decimal(0)) or None


async def balance(door: Door, access: Access) -> Decimal | None:
    """What the account holds in US dollars, None where the answer does not say. Raises ProviderError."""
    answer = await _post(door, access, details_task())
    checked = RUNWARE.check.read(answer.status, answer.json()) if RUNWARE.check else None
    envelope = opened(answer.json(), access.key)
    if answer.status != 200 or envelope.troubles or not envelope.is_one:
        raise _error_of(envelope, answer)
    return checked.balance if checked else None


def task_of_hook(body: bytes) -> str | None:
    """The task a webhook is about: an answer with data or errors, a list of them, or a bare task."""
    value = http.Answer(200, body).json()
    for entry in objects(value):
        inner = [*objects(entry.get("data")), *objects(entry.get("errors")), a_dict(entry.get("error")), entry]
        for item in inner:
            if task := task_in(item):
                return task
    return None


async def _post(door: Door, access: Access, tasks: list[dict[str, Any]] | list[dict[str, str]]) -> http.Answer:
    """Tasks that order nothing, so that they may be sent again."""
    call = json_call(access, RUNWARE.headers(access.key), json.dumps(tasks).encode(), repeat=True)
    return await asked(door, access, call)


def _error_of(envelope: Envelope, answer: http.Answer) -> ProviderError:
    """The error of a question that was refused: by its code where there is one, else by its status."""
    if not envelope.troubles:
        return error_by_status(answer)
    trouble = (envelope.general or envelope.troubles)[0]
    by = error_by_status(answer)
    reason = trouble.reason
    if reason is Reason.UNKNOWN and answer.status != 200:
        reason = by.reason
    return error_for(reason, trouble.message, trouble.code, wait_in(answer))


def _failure(item: dict[str, Any]) -> dict[str, Any]:
    return {"code": item.get("code"), "message": item.get("message"), **a_dict(item.get("error"))}


def _task_of(body: bytes) -> str:
    """The taskUUID of the one task in a body. Raises ValueError for a body that is none, before anything is sent."""
    tasks = objects(http.Answer(0, body).json())
    task = name_in(tasks[0].get("taskUUID")) if len(tasks) == 1 else ""
    if not task:
        raise ValueError("the body is no array of one task with a taskUUID")
    return task
