"""An element that a request names and nobody here has media of stops the order: the import says so, each time."""

import json
from typing import Any

import pytest

from storyboard.projects.import_notes import remarks_about
from storyboard.projects.importing import import_text
from storyboard.projects.problems import view_problems
from tests.conftest import People

pytestmark = [pytest.mark.both, pytest.mark.django_db]


def told(people: People, **element: Any) -> list[tuple[str, str]]:
    """What an import of a request with one element tells, after having made sure that the board cannot be ordered."""
    task = {
        "taskType": "videoInference",
        "model": "klingai:kling-video@3-pro",
        "positivePrompt": "<<<element_1>>> walks.",
        "duration": 5,
        "inputs": {"frameImages": ["https://pictures.example/a.png"], "elements": [element]},
    }
    (made,) = import_text(people.workspace, people.alice, json.dumps([task]))
    assert "element_no_frontal" in [one.problem.code for one in view_problems(made.project).blocking]
    assert remarks_about(made.project)
    return [(one.code, one.path) for one in made.told if one.code.startswith("element")]


def test_by_its_id_alone_the_first_time_and_again(people: People) -> None:
    assert told(people, id="hero01") == [("element_unknown", "elements[1]")]
    assert told(people, id="hero01") == [("element_bare", "elements[1]")]


def test_with_words_and_no_media(people: People) -> None:
    assert told(people, id="hero01", description="A hero in red.") == [("element_bare", "elements[1]")]
