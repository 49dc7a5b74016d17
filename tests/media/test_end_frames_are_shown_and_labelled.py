from pathlib import Path

import numpy as np

from storyboard.media.animatic import render
from storyboard.media.board import AnimaticShot, Labels
from tests.media.making import BLUE, GREEN, RED, board_of, decoded, near, plain_picture

CENTRE = (300, 500)
LABEL = (slice(48, 96), slice(44, 200))


def label_words(frame: np.ndarray) -> int:
    """How many nearly white pixels there are where the label stands."""
    return int((frame[LABEL].min(axis=2) > 200).sum())


def test_the_first_and_last_frame_open_and_close_the_video(tmp_path: Path) -> None:
    shot = AnimaticShot(1, "", "", 2, plain_picture(tmp_path / "own.png", GREEN))
    first, last = plain_picture(tmp_path / "first.png", RED), plain_picture(tmp_path / "last.png", BLUE)
    render(board_of((), shots=(shot,), first_frame=first, last_frame=last), tmp_path / "out.mp4")
    frames = decoded(tmp_path / "out.mp4")
    assert len(frames) == 48
    assert all(near(frame[CENTRE], RED) and label_words(frame) > 100 for frame in frames[:12])
    assert all(near(frame[CENTRE], GREEN) and label_words(frame) == 0 for frame in frames[17:31])
    assert all(near(frame[CENTRE], BLUE) and label_words(frame) > 100 for frame in frames[-12:])


def test_the_middle_of_the_shortest_shot_is_its_own(tmp_path: Path) -> None:
    shots = tuple(AnimaticShot(n, "", "", 1, plain_picture(tmp_path / f"{n}.png", GREEN)) for n in (1, 2))
    ends = {
        "first_frame": plain_picture(tmp_path / "first.png", RED),
        "last_frame": plain_picture(tmp_path / "last.png", BLUE),
    }
    render(board_of((), shots=shots, **ends), tmp_path / "out.mp4")
    frames = decoded(tmp_path / "out.mp4")
    assert near(frames[0][CENTRE], RED)
    assert near(frames[12][CENTRE], GREEN)
    assert near(frames[36][CENTRE], GREEN)
    assert near(frames[-1][CENTRE], BLUE)


def test_a_shot_without_a_picture_borrows_the_end_frame_beside_it(tmp_path: Path) -> None:
    first, last = plain_picture(tmp_path / "first.png", RED), plain_picture(tmp_path / "last.png", BLUE)
    render(board_of((1, 1, 1), first_frame=first, last_frame=last), tmp_path / "out.mp4")
    frames = decoded(tmp_path / "out.mp4")
    assert near(frames[12][CENTRE], RED)
    assert frames[36][CENTRE].max() < 80  # the card between them
    assert near(frames[60][CENTRE], BLUE)


def test_without_end_frames_nothing_is_labelled(tmp_path: Path) -> None:
    shot = AnimaticShot(1, "", "", 1, plain_picture(tmp_path / "own.png", GREEN))
    render(board_of((), shots=(shot,)), tmp_path / "out.mp4")
    assert label_words(decoded(tmp_path / "out.mp4")[0]) == 0


def test_labels_come_from_the_caller(tmp_path: Path) -> None:
    board = board_of((1,), first_frame=plain_picture(tmp_path / "first.png", RED))
    render(board, tmp_path / "short.mp4", labels=Labels(first_frame="I"))
    render(board, tmp_path / "long.mp4", labels=Labels(first_frame="Первый кадр"))
    short, long = (decoded(tmp_path / f"{name}.mp4")[0] for name in ("short", "long"))
    assert label_words(long) > 3 * label_words(short) > 0
