import hashlib
from pathlib import Path

import pytest

from storyboard.media.intake import take_in
from tests.media.corpus import good_files

NAMES = ("a.jpg", "palette.png", "a.webp", "lossless.webp", "a.avif", "moving.gif", "a.mp4", "a.mov", "a.webm")
SOUNDS = ("a.mp3", "a.wav", "a.m4a")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return dict(good_files(tmp_path_factory.mktemp("good")))


@pytest.mark.parametrize("name", NAMES + SOUNDS)
def test_twice_the_same(tmp_path: Path, good: dict[str, bytes], name: str) -> None:
    found = []
    for other_name in ("one.bin", "two.mp4"):
        (tmp_path / other_name).write_bytes(good[name])
        taken = take_in(tmp_path / other_name, tmp_path)
        found.append(taken)
        assert taken.sha256 == hashlib.sha256(taken.path.read_bytes()).hexdigest()
    assert found[0] == found[1]


@pytest.mark.parametrize("name", NAMES + SOUNDS)
def test_a_cleaned_file_is_taken_in_as_it_is(tmp_path: Path, good: dict[str, bytes], name: str) -> None:
    """Downloaded and uploaded again, it is the same asset."""
    (tmp_path / "in").write_bytes(good[name])
    once = take_in(tmp_path / "in", tmp_path)
    again = tmp_path / "again"
    again.mkdir()
    assert take_in(once.path, again).sha256 == once.sha256
