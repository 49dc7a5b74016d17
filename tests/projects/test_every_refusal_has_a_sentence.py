"""A refused operation tells its reason in words: every code has a sentence, and its values fill it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from storyboard.projects.sentences import PROBLEMS, REFUSALS, problem_sentence, refusal_sentence
from storyboard.projects.timeline import Board, Refused
from storyboard.providers.problems import Problem, Rule, Severity
from storyboard.providers.sheets import KLING
from tests.projects.boards import STEPS, boards, numbers, places


def raised() -> Iterator[tuple[str, frozenset[str], str]]:
    """(code, names of the values, where) of every `Refused(…)` written in the program."""
    for path in sorted(Path(settings.BASE_DIR, "storyboard").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if path.name != "timeline.py" and not re.search(r"projects\.timeline import .*\bRefused\b", text):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused":
                code = node.args[0]
                assert isinstance(code, ast.Constant), f"{path}:{node.lineno} hides its code"
                yield str(code.value), frozenset(k.arg or "" for k in node.keywords), f"{path.name}:{node.lineno}"


def placeholders(sentence: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", sentence))


@pytest.mark.parametrize(("code", "values", "where"), sorted(raised(), key=str))
def test_the_values_fill_the_sentence(code: str, values: frozenset[str], where: str) -> None:
    assert code in REFUSALS, where
    assert placeholders(str(REFUSALS[code])) <= values, where


def test_no_sentence_is_left_over() -> None:
    assert set(REFUSALS) == {code for code, _values, _where in raised()}


@given(operation=st.sampled_from(sorted(STEPS)), board=boards(), place=places, number=numbers)
def test_whatever_is_refused_is_told(operation: str, board: Board, place: int, number: int) -> None:
    try:
        STEPS[operation](board, place, number)
    except Refused as refused:
        sentence = refusal_sentence(refused)
        assert sentence.endswith(".")
        assert "%(" not in sentence


@pytest.mark.parametrize("code", PROBLEMS)
def test_every_problem_reads_as_a_sentence(code: str) -> None:
    problem = Problem(code, "shots[3].prompt", Severity.BLOCKS, Rule.PROVIDER, 512, 520)
    sentence = problem_sentence(problem, KLING)
    assert sentence.endswith(".")
    assert "%(" not in sentence
    assert "None" not in sentence
    if "over" in placeholders(str(PROBLEMS[code])):
        assert "by 8" in sentence
