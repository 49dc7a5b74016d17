"""The whole corpus, thrown at a child with bounded memory: 2,000 files and more with TEST_FULL, else about 300."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import FULL
from tests.media.corpus import Sample, bombs, corpus

SIZES = {"cuts": 60, "flips": 40, "fields": 40} if FULL else {"cuts": 4, "flips": 3, "fields": 2}
MOST_MEMORY = 900_000_000
# With the small size, so many of the files that are merely called wrongly.
EVERY = 1 if FULL else 12


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What came of each file, by its name; `peak` is the child's most memory in bytes."""
    folder = tmp_path_factory.mktemp("corpus")
    samples = list(_chosen(corpus(folder, **SIZES)))
    paths = []
    for number, sample in enumerate(samples):
        paths.append(folder / f"{number}-{sample.name}")
        paths[-1].write_bytes(sample.content)
    target = tmp_path_factory.mktemp("taken")
    done = subprocess.run(
        [sys.executable, "-m", "tests.media.throwing", str(target)],
        input="\n".join(map(str, paths)),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=False,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    broke = paths[len(lines)].name if len(lines) < len(paths) else ""
    assert not broke, f"the child ended with {done.returncode} on {broke}"
    return {answer.get("name", "peak"): answer for answer in lines}


def _chosen(samples: Iterator[Sample]) -> Iterator[Sample]:
    for number, sample in enumerate(samples):
        if not sample.name.startswith("really-") or number % EVERY == 0:
            yield sample


def test_there_are_as_many_files_as_promised(answers: dict[str, Any]) -> None:
    assert len(answers) > (2_000 if FULL else 200)


def test_every_file_is_refused_with_a_reason_or_can_be_shown(answers: dict[str, Any]) -> None:
    wrong = {name: answer["wrong"] for name, answer in answers.items() if "wrong" in answer}
    assert not wrong


def test_no_file_takes_more_than_a_few_seconds(answers: dict[str, Any]) -> None:
    slow = {name: answer["seconds"] for name, answer in answers.items() if answer.get("seconds", 0) > 8}
    assert not slow


def test_memory_stays_bounded(answers: dict[str, Any]) -> None:
    assert answers["peak"]["peak"] < MOST_MEMORY


def test_good_files_are_taken_whatever_they_are_called(answers: dict[str, Any]) -> None:
    good = {name: answer for name, answer in answers.items() if "-good-" in name or "-really-" in name}
    assert [name for name, answer in good.items() if "taken" not in answer] == []


def test_files_cut_short_are_mostly_refused(answers: dict[str, Any]) -> None:
    outcomes = Counter("refused" in answer for name, answer in answers.items() if "-cut-" in name)
    assert outcomes[True] > outcomes[False] * 3


def test_bombs_are_refused_or_disarmed(answers: dict[str, Any]) -> None:
    found = {name.split("-", 1)[1]: answer for name, answer in answers.items() if "-bomb" in name}
    assert set(found) == set(bombs())
    taken = {name for name, answer in found.items() if "taken" in answer}
    assert taken <= {"bomb-surplus.png", "bomb-text.png", "bomb-profile.png", "bomb-frames.gif", "bomb-scans.jpg"}


def test_disguised_files_are_refused_by_their_kind(answers: dict[str, Any]) -> None:
    for kind in ("svg", "html", "pdf", "text", "zip", "hls", "concat", "dash"):
        found = [answer for name, answer in answers.items() if name.partition("-")[2].startswith(kind)]
        assert {answer.get("refused") for answer in found if "behind" not in answer["name"]} == {"unknown_kind"}
