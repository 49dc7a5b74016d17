"""The first start makes a key, every later one finds it, and two first starts at once agree."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from storyboard.environment import Mistakes, read


def keys(folder: Path) -> tuple[str, ...]:
    return read({"STORYBOARD_DATA": str(folder)}).secret_keys


def test_it_is_kept(tmp_path: Path) -> None:
    (key,) = keys(tmp_path)
    assert len(key) >= 50
    assert keys(tmp_path) == (key,)
    assert keys(tmp_path / "other") != (key,)


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    keys(tmp_path)
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_many_first_starts_at_once_agree_and_leave_nothing_behind(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        for attempt in range(40):
            folder, start = tmp_path / str(attempt), Barrier(8)

            def first_start(_number: int, folder: Path = folder, start: Barrier = start) -> tuple[str, ...]:
                start.wait()
                return keys(folder)

            assert len(set(pool.map(first_start, range(8)))) == 1
            assert [path.name for path in folder.iterdir()] == ["secret_key"]


def test_a_damaged_one_is_told_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("torn")
    with pytest.raises(Mistakes, match="is damaged; restore that file or set STORYBOARD_SECRET_KEY"):
        keys(tmp_path)
    assert (tmp_path / "secret_key").read_text() == "torn"


def test_a_given_one_makes_none(tmp_path: Path) -> None:
    found = read({"STORYBOARD_DATA": str(tmp_path), "STORYBOARD_SECRET_KEY": "k" * 32})
    assert found.secret_keys == ("k" * 32,)
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(Mistakes) as mistakes:
        keys(tmp_path / "file" / "data")
    assert mistakes.value.sentences == [
        f"The data folder {tmp_path}/file/data cannot be written: Not a directory. "
        "Set STORYBOARD_DATA to a folder that this user may write."
    ]
