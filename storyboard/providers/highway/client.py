"""Highway's API: one create, one result query, nothing else. Source: its seed and docs.jiekou.ai.

It knows no id of the client's, so that a create whose answer was lost can never be asked for. Whether numbers come as
numbers or as texts varies, so both are read.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote

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
    a_dict,
    clean,
    link_in,
    name_in,
    number_in,
    objects,
)
from storyboard.providers.asking import (
    Access,
    asked,
    by_status,
    created,
    each,
    error_by_status,
    json_call,
    wait_in,
)
from storyboard.providers.errors import (
    NotOffered,
    ProviderError,
    Reason,
    error_for,
    reason_of_status,
    was_not_taken,
)
from storyboard.providers.highway.account import HIGHWAY
from storyboard.providers.highway.errors import REASONS
from storyboard.providers.http import Call, Door

PATH = "/v3/async/kling-v3.0-4k-t2v"
RESULT_PATH = "/v3/async/task-result"
KNOWS_CREATES = False
LINK_SECONDS = 3600
MOST_LINK_SECONDS = 30 * 24 * 3600

# Any public host: which one files lie on is not written down.
RESULT_HOSTS: tuple[str, ...] = ()

STATES: Mapping[str, State] = {
    "TASK_STATUS_QUEUED": State.WAITING,
    "TASK_STATUS_PROCESSING": State.RUNNING,
    **dict.fromkeys((f"TASK_STATUS_{word.upper()}" for word in SUCCESS), State.DONE),
    "TASK_STATUS_FAILED": State.FAILED,
}


async def submit(door: Door, access: Access, body: bytes, path: str = PATH) -> Submitted:
    """Sends one create, exactly as it is."""
    call = json_call(access, HIGHWAY.headers(access.key), body, path)
    return await created(door, access, call, lambda answer: read_submit(answer, access.key))


def read_submit(answer: http.Answer, key: str) -> Submitted:
    """What came of a create."""
    value = a_dict(answer.json())
    task = name_in(value.get("task_id"))
    if 200 <= answer.status < 300 and task:
        return Accepted(task)
    word, reason, message = _said(value, answer.status, key)
    refuses = was_not_taken(answer.status) or (answer.status < 300 and word in REASONS and reason is not Reason.BUSY)
    if word and refuses:
        return Refused(word, message, reason, wait_in(answer))
    return by_status(answer)


def _said(value: dict[str, Any], status: int, key: str) -> tuple[str, Reason, str]:
    """The word, class and sentence of an error body; a word that is not known goes by its status."""
    word = clean(value.get("reason"), key, 100)
    reason = REASONS.get(word) or reason_of_status(status)
    return word, reason, clean(value.get("message"), key) or word


async def ask(
    door: Door, access: Access, tasks: Sequence[str], wanted: Mapping[str, int] | None = None
) -> dict[str, Answer]:
    """Where tasks stand, one question each; a task has one result, whatever is wanted.

    A task whose question was refused is left out. Raises ProviderError where none was answered.
    """

    async def one(task: str) -> Answer:
        url = f"{access.url}{RESULT_PATH}?task_id={quote(task, safe='')}"
        answer = await asked(door, access, Call("GET", url, HIGHWAY.headers(access.key), may_repeat=True))
        return read_answer(answer, task, datetime.now(UTC), access.key)

    return await each(tasks, one)


def read_answer(answer: http.Answer, task: str, now: datetime, key: str) -> Answer:
    """Where a task stands, and where its video lies until when. Raises ProviderError."""
    value = a_dict(answer.json())
    told = a_dict(value.get("task"))
    if answer.status != 200 or not told:
        return _missing_or_error(value, answer, key)
    if name_in(told.get("task_id")) not in ("", task):
        raise error_for(Reason.UNREADABLE, "the answer is about another task")
    status = told.get("status")
    state = STATES.get(status, State.RUNNING) if isinstance(status, str) else State.RUNNING
    if state is State.FAILED:
        words = clean(told.get("reason"), key)
        return Answer(State.FAILED, failure=words or "failed", kind=_kind_of(words))
    video = next((video for video in objects(value.get("videos")) if link_in(video.get("video_url"))), None)
    if state is State.DONE and video:
        return Answer(State.DONE, 100, (_result(video, task, now),))
    # Without its file a task is not done, whatever it says; the next answer may have it.
    state = State.RUNNING if state is State.DONE else state
    return Answer(state, number_in(told.get("progress_percent"), 99))


def _result(video: dict[str, Any], task: str, now: datetime) -> Result:
    """The link ends an hour from now unless it says otherwise."""
    seconds = number_in(video.get("video_url_ttl"), MOST_LINK_SECONDS) or LINK_SECONDS
    return Result(task, link_in(video.get("video_url")), now + timedelta(seconds=seconds))


def _kind_of(words: str) -> Reason:
    """The class of a failure that has only words."""
    told = words.lower()
    is_content = any(word in told for word in ("moderat", "policy", "safety", "sensitive", "risk control"))
    return Reason.CONTENT if is_content else Reason.GENERATION


def _missing_or_error(value: dict[str, Any], answer: http.Answer, key: str) -> Answer:
    """Missing where the body itself says so: a page that is not found is a wrong address. Raises ProviderError."""
    word, reason, message = _said(value, answer.status, key)
    if reason is Reason.NOT_FOUND and (word or value.get("code") == 404):
        return Answer(State.MISSING)
    raise _error(word, reason, message, answer)


def _error(word: str, reason: Reason, message: str, answer: http.Answer) -> ProviderError:
    return error_for(reason, message, word, wait_in(answer)) if word else error_by_status(answer)


async def give(door: Door, access: Access, content: bytes, media_type: str) -> Given:
    """Raises NotOffered: nothing can be given to it."""
    raise NotOffered(Reason.REQUEST, "takes no files")


async def estimate(door: Door, access: Access, body: bytes, path: str = PATH) -> Decimal | None:
    """None: it tells no price."""
    return None


async def balance(door: Door, access: Access) -> Decimal | None:
    """None: it has no call for it."""
    return None


def task_of_hook(body: bytes) -> str | None:
    """None: it calls nobody."""
    return None
