from itertools import pairwise
from pathlib import Path

import numpy as np

from storyboard.media.animatic import render
from storyboard.media.board import AnimaticShot
from tests.media.making import RED, board_of, decoded, plain_picture


def test_cards_with_equal_texts_differ(tmp_path: Path) -> None:
    shots = tuple(AnimaticShot(n, "The same", "The same words.", 1) for n in range(1, 7))
    render(board_of((), shots=shots), tmp_path / "out.mp4")
    middles = [frame.astype(np.int16) for frame in decoded(tmp_path / "out.mp4")[12::24]]
    assert len(middles) == 6
    for one, next_one in pairwise(middles):
        difference = np.abs(one - next_one).max(axis=2)
        assert difference.mean() > 2
        assert (difference > 60).mean() > 0.01


def test_two_shots_of_the_same_picture_differ_by_number_and_cut_bar(tmp_path: Path) -> None:
    picture = plain_picture(tmp_path / "red.png", RED)
    shots = tuple(AnimaticShot(n, "", "", 1, picture) for n in (1, 2))
    render(board_of((), shots=shots), tmp_path / "out.mp4")
    frames = decoded(tmp_path / "out.mp4")
    assert (np.abs(frames[12].astype(np.int16) - frames[36]) > 60).sum() > 500
