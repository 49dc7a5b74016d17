"""Expected spans are rounded to what a person can rely on."""

import pytest

from storyboard.takes.expecting import about


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "5 s"), (8, "10 s"), (42, "40 s"), (59, "60 s"), (94, "90 s"), (119, "120 s"), (120, "2 min"), (200, "3 min")],
)
def test_in_steps(seconds: int, words: str) -> None:
    assert about(seconds) == words
