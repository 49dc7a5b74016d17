"""Whatever comes back, a client returns its values or raises the room's own errors."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from storyboard.providers import http
from storyboard.providers.answers import Accepted, Answer, Given, Refused, State, Unsure, clean, link_in, name_in
from storyboard.providers.asking import scrubbed, wait_in
from storyboard.providers.crun import client as crun
from storyboard.providers.errors import ProviderError
from storyboard.providers.highway import client as highway
from storyboard.providers.runware import client as runware

KEY = "sk-secret-9f8e7d6c5b4a"
TASK = "0b0f5c0e-2f64-4a0d-8f6e-2f3f1d9c8a11"
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)

# The words that the readers look for, so that what is made up gets past their first doors.
FIELDS = [
    "data",
    "errors",
    "error",
    "task",
    "videos",
    "result",
    "status",
    "taskUUID",
    "taskType",
    "code",
    "message",
    "parameter",
    "videoUUID",
    "videoURL",
    "cost",
    "progress",
    "resultIndex",
    "task_id",
    "video_url",
    "video_url_ttl",
    "reason",
    "media_urls",
    "credits",
    "progress_percent",
    "imageUUID",
]
WORDS = [
    TASK, TASK.upper(), "success", "processing", "error", "failed", "running", "TASK_STATUS_SUCCEED", "getResponse",
    "TASK_STATUS_FAILED", "conflictTaskUUID", "rateLimitExceeded", "https://cdn.example/v.mp4", "3600", KEY, "\ud800",
    "\0",
]  # fmt: skip
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([200, 402, 404, 10**30, -1])
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(WORDS)
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=4), inner),
    max_leaves=30,
)
NUMBERS = st.sampled_from([b"1e9999999", b"1e99999999999999999999", b"-0.0", b"1" * 5000, b"NaN", b"[" * 100_000])
BODIES = JSON.map(lambda value: json.dumps(value).encode()) | st.binary(max_size=200) | NUMBERS
WRAPPED = NUMBERS.map(lambda number: b'{"data": [{"taskUUID": "%s", "cost": %s}]}' % (TASK.encode(), number))
HEADERS = st.dictionaries(st.just("retry-after") | st.just("date"), st.text(max_size=40))
STATUSES = st.sampled_from([200, 201, 204, 302, 400, 402, 404, 429, 500, 503])
ANSWERS = st.builds(http.Answer, STATUSES, BODIES | WRAPPED, HEADERS).map(lambda answer: scrubbed(answer, KEY))

Reader = Callable[[http.Answer], Any]
CREATES: list[Reader] = [
    lambda answer: runware.read_submit(answer, TASK, KEY),
    lambda answer: highway.read_submit(answer, KEY),
    lambda answer: crun.read_submit(answer, KEY),
]
QUESTIONS: list[Reader] = [
    lambda answer: runware.read_answers(answer, [TASK, "other"], {TASK: 2}, KEY).get(TASK, Answer(State.MISSING)),
    lambda answer: highway.read_answer(answer, TASK, NOW, KEY),
    lambda answer: crun.read_answer(answer, TASK, KEY),
]


def outcome_of(read: Reader, answer: http.Answer) -> Any:
    """What is read, or the error of ours that is raised; any other error fails the test."""
    try:
        return read(answer)
    except ProviderError as error:
        return error


@given(ANSWERS)
def test_any_answer_to_a_create_is_one_of_three_things(answer: http.Answer) -> None:
    for read in CREATES:
        found = read(answer)
        assert isinstance(found, Accepted | Refused | Unsure)
        assert answer.status < 500 or not isinstance(found, Accepted) or "conflict" in str(answer.body)
        assert KEY not in repr(found)
        repr(found).encode()


@given(ANSWERS)
def test_any_answer_to_a_question_is_a_state_or_an_error_of_ours(answer: http.Answer) -> None:
    for read in QUESTIONS:
        found = outcome_of(read, answer)
        assert KEY not in repr(found) + repr(getattr(found, "__dict__", ""))
        if isinstance(found, ProviderError):
            continue
        assert isinstance(found, Answer)
        assert found.progress is None or 0 <= found.progress <= 100
        assert found.state is not State.DONE or any(result.url for result in found.results)
        assert found.cost is None or found.cost >= 0
        assert KEY not in repr(found)
        repr(found).encode()


@given(ANSWERS)
def test_any_answer_to_an_upload_is_a_name_or_an_error_of_ours(answer: http.Answer) -> None:
    found = outcome_of(lambda given: runware.read_given(given, KEY), answer)
    assert isinstance(found, Given | ProviderError)
    assert KEY not in repr(vars(found))


@given(BODIES)
def test_any_webhook_names_a_task_or_none(body: bytes) -> None:
    for client in (runware, highway, crun):
        task = client.task_of_hook(body)
        assert task is None or (0 < len(task) <= 100 and task.isascii() and task.isprintable())


@given(st.dictionaries(st.sampled_from(["retry-after", "date"]), st.text() | st.sampled_from(["0", "9" * 400])))
def test_any_wait_is_bounded(headers: dict[str, str]) -> None:
    wait = wait_in(http.Answer(429, b"", headers))
    assert wait is None or 0 <= wait <= 24 * 3600


@given(JSON)
def test_words_names_and_links_are_plain(value: Any) -> None:
    words = clean(value, KEY)
    assert KEY not in words
    assert len(words) <= 500
    assert words.isprintable()
    assert name_in(value).isascii()
    assert not link_in(value) or link_in(value).startswith("http")
