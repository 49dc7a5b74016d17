from pathlib import Path

from storyboard.media.animatic import render
from tests.media.making import board_of


def test_progress_rises_to_one_in_steps_of_half_a_second(tmp_path: Path) -> None:
    told: list[float] = []
    render(board_of((1, 2)), tmp_path / "out.mp4", told.append)
    assert told == [12 / 72, 24 / 72, 36 / 72, 48 / 72, 60 / 72, 1.0]
