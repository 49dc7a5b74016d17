from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest

from storyboard.media.animatic import render
from storyboard.media.board import Container
from storyboard.media.sound import HERTZ, soundtrack
from tests.media.making import board_of


def heard(path: Path) -> npt.NDArray[np.float32]:
    """The left channel, decoded."""
    with av.open(str(path)) as file:
        return np.concatenate([frame.to_ndarray()[0] for frame in file.decode(audio=0)])


@pytest.mark.parametrize(("container", "codec_frame"), [("mp4", 1024), ("mov", 1024), ("webm", 960)])
def test_sound_is_as_long_as_the_video(tmp_path: Path, container: Container, codec_frame: int) -> None:
    render(board_of((1, 2), container=container), tmp_path / "out")
    assert abs(heard(tmp_path / "out").size - 3 * HERTZ) <= codec_frame


def test_there_is_a_tick_at_each_cut_and_nowhere_else(tmp_path: Path) -> None:
    render(board_of((1, 2, 1)), tmp_path / "out.mp4")
    sound = np.abs(heard(tmp_path / "out.mp4"))[: 4 * HERTZ]
    loudest = sound.reshape(40, -1).max(axis=1)  # of each tenth of a second
    assert set(np.flatnonzero(loudest > 0.1)) == {10, 30}


def test_the_bed_is_quiet_but_not_silent() -> None:
    bed = soundtrack((3,))
    assert 0.005 < np.abs(bed).max() < 0.05


def test_the_longest_board_never_clips() -> None:
    assert np.abs(soundtrack((3, 2, 3, 2, 3, 2))).max() < 0.5
