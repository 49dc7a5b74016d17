from itertools import pairwise
from pathlib import Path

import pytest

from storyboard.media.animatic import render
from storyboard.media.board import AnimaticBoard, AnimaticShot, Container, HeightClass, Ratio
from tests.media.making import BLUE, GREEN, RED, board_of, decoded, near, plain_picture


def test_each_shot_lasts_exactly_its_seconds(tmp_path: Path) -> None:
    colours, seconds = (RED, GREEN, BLUE), (1, 3, 2)
    shots = tuple(
        AnimaticShot(n, "", "", length, plain_picture(tmp_path / f"{n}.png", colour))
        for n, (length, colour) in enumerate(zip(seconds, colours, strict=True), start=1)
    )
    render(board_of((), shots=shots), tmp_path / "out.mp4")
    frames = decoded(tmp_path / "out.mp4")
    assert len(frames) == 24 * 6
    for (start, end), colour in zip(pairwise((0, 24, 96, 144)), colours, strict=True):
        assert near(frames[start][100, 100], colour)
        assert near(frames[end - 1][100, 100], colour)


@pytest.mark.parametrize(
    ("ratio", "height_class", "container", "size"),
    [
        ("16:9", 720, "mp4", (1280, 720)),
        ("9:16", 720, "webm", (720, 1280)),
        ("1:1", 720, "mov", (720, 720)),
        ("16:9", 1080, "mov", (1920, 1080)),
        ("9:16", 1080, "mp4", (1080, 1920)),
        ("1:1", 1080, "webm", (1080, 1080)),
    ],
)
def test_every_ratio_size_and_container_has_24_frames_for_each_second(
    tmp_path: Path, ratio: Ratio, height_class: HeightClass, container: Container, size: tuple[int, int]
) -> None:
    board = board_of((1, 1), ratio=ratio, height_class=height_class, container=container)
    rendered = render(board, tmp_path / "out")
    frames = decoded(tmp_path / "out")
    assert len(frames) == rendered.frames == 48
    assert frames[0].shape == (size[1], size[0], 3)
    assert (rendered.width, rendered.height) == size


def test_a_board_without_shots_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="one shot or more"):
        AnimaticBoard("", ())


def test_a_shot_shorter_than_a_second_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="1 s or more"):
        AnimaticShot(1, "", "", 0)
