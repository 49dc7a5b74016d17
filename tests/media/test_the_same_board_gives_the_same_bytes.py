from pathlib import Path

import pytest

from storyboard.media.animatic import render
from storyboard.media.board import Container
from tests.media.making import RED, board_of, plain_picture


@pytest.mark.parametrize("container", ["mp4", "webm", "mov"])
def test_the_same_board_gives_the_same_bytes(tmp_path: Path, container: Container) -> None:
    board = board_of((1, 1), container=container, first_frame=plain_picture(tmp_path / "a.png", RED))
    render(board, tmp_path / "one")
    render(board, tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
