"""Kling's older API says `succeed`, its newer one `succeeded`, others `success`: whichever comes through is believed.

Source: providers.md §6, §8.20 and “must reproduce”.
"""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from storyboard.providers.answers import State
from storyboard.providers.crun import client as crun
from storyboard.providers.highway import client as highway
from storyboard.providers.http import Answer
from storyboard.providers.runware import client as runware

LINK = "https://cdn.example/v.mp4"
TASK, KEY = "8aeff207-bb9d-4913-841d-57e6a099de51", "studio"
WORDS = pytest.mark.parametrize(
    ("word", "state"),
    [("success", State.DONE), ("succeed", State.DONE), ("succeeded", State.DONE), ("successful?", State.RUNNING)],
)


def said(content: Any) -> Answer:
    return Answer(200, json.dumps(content).encode())


@WORDS
def test_at_runware(word: str, state: State) -> None:
    item = {"taskUUID": TASK, "status": word, "videoUUID": "v", "videoURL": LINK}
    assert runware.read_answers(said({"data": [item]}), [TASK], {TASK: 1}, KEY)[TASK].state is state


@WORDS
def test_at_highway(word: str, state: State) -> None:
    task = {"task_id": TASK, "status": f"TASK_STATUS_{word.upper()}"}
    content = {"task": task, "videos": [{"video_url": LINK, "video_type": "mp4"}]}
    assert highway.read_answer(said(content), TASK, datetime(2026, 11, 20, tzinfo=UTC), KEY).state is state


@WORDS
def test_at_crun(word: str, state: State) -> None:
    data = {"task_id": TASK, "status": word, "result": {"media_urls": [LINK]}}
    assert crun.read_answer(said({"code": 200, "data": data}), TASK, KEY).state is state
