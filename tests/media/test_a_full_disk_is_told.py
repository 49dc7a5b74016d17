import errno
import pickle
from pathlib import Path

import pytest

from storyboard.media.animatic import render
from storyboard.media.board import Container
from storyboard.media.pictures import thumbnail
from tests.media.making import RED, board_of, plain_picture

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")


@pytest.mark.parametrize("container", ["mp4", "webm", "mov"])
def test_a_full_disk_stops_an_animatic_with_its_reason(tmp_path: Path, container: Container) -> None:
    (tmp_path / "out").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left") as caught:
        render(board_of((1, 1), container=container), tmp_path / "out")
    assert caught.value.errno == errno.ENOSPC
    assert pickle.loads(pickle.dumps(caught.value)).errno == errno.ENOSPC


def test_a_full_disk_stops_a_thumbnail_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "out.webp").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left") as caught:
        thumbnail(plain_picture(tmp_path / "a.png", RED).path, tmp_path / "out.webp", 100)
    assert caught.value.errno == errno.ENOSPC


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        render(board_of((1,)), tmp_path / "nowhere" / "out.mp4")
