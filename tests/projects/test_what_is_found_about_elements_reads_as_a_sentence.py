"""Every code of the rules of elements has a sentence for the board, and one for the element's own page where it can
show there."""

import inspect
import re

import pytest

from storyboard.elements import sentences as library
from storyboard.projects.element_sentences import ELEMENT_PROBLEMS
from storyboard.projects.sentences import problem_sentence
from storyboard.providers import element_problems
from storyboard.providers.findings import Problem, Rule, Severity
from storyboard.providers.sheets import KLING

CODES = set(re.findall(r'"((?:elements?|mention|too_many|description)_\w+)"', inspect.getsource(element_problems)))
# Those of every picture are made from what they are about.
OF_IMAGES = {"element_image_too_small", "element_image_too_long"}
CODES |= OF_IMAGES
NOT_OF_KLING = {"element_voice_not_taken", "element_video_not_taken"}


def test_the_codes_are_those_of_the_rules() -> None:
    assert set(ELEMENT_PROBLEMS) == CODES


@pytest.mark.parametrize("code", sorted(CODES))
def test_on_the_board(code: str) -> None:
    problem = Problem(code, "elements[1].x", Severity.BLOCKS, Rule.HOUSE, 3, 4, name="The Guide")
    sentence = problem_sentence(problem, KLING)
    assert sentence.endswith(".")
    assert "%(" not in sentence
    about_one = code.startswith(("element_", "description_")) or code in ("mention_absent", "mention_archived")
    assert ("“The Guide”" in sentence) is about_one


@pytest.mark.parametrize(
    "code",
    sorted(
        set(re.findall(r'"(\w+)"', inspect.getsource(element_problems).partition("# One element")[2]))
        & CODES - NOT_OF_KLING
        | OF_IMAGES
    ),
)
def test_on_its_own_page(code: str) -> None:
    sentence = library.problem_sentence(Problem(code, "element.x", Severity.BLOCKS, Rule.PROVIDER, 3, 4))
    assert sentence.endswith(".")


def test_each_file_that_is_not_fetched_is_named() -> None:
    fields = ("frontal", "extras", "video", "voice")
    problems = [
        Problem("element_not_fetched", f"elements[1].{field}", Severity.BLOCKS, Rule.HOUSE, name="X")
        for field in fields
    ]
    on_board = {problem_sentence(problem, KLING) for problem in problems}
    on_its_page = {library.problem_sentence(problem) for problem in problems}
    assert len(on_board) == len(on_its_page) == len(fields)
    assert "The frontal image of “X” is not fetched yet. Retry or replace it in the library." in on_board
