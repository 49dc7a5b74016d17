import multiprocessing
import os
import signal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from storyboard.media import guarded
from storyboard.media.errors import Code, Exhausted, MediaError, Refused
from storyboard.media.guarded import Bounds, take_in_guarded
from storyboard.media.intake import take_in
from tests.media.corpus import disguised
from tests.media.filming import Film, film

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits are the kernel's")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "taken").mkdir()
    return tmp_path / "taken"


def as_child(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str) -> None:
    """Puts a module of these lines in the child's place."""
    (tmp_path / "stand_in.py").write_text(code)
    kept = guarded._environment()
    monkeypatch.setattr(guarded, "_MODULE", "stand_in")
    monkeypatch.setattr(guarded, "_environment", lambda: {**kept, "PYTHONPATH": f"{tmp_path}:{kept['PYTHONPATH']}"})


def test_the_answer_is_the_same_as_without_a_guard(tmp_path: Path, folder: Path) -> None:
    source = film(tmp_path / "a.mp4", Film(10, rate=Fraction(30000, 1001), sound="aac"))
    assert take_in_guarded(source, folder) == take_in(source, folder)


def test_a_refusal_is_the_same_as_without_a_guard(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "a.png").write_bytes(disguised()["svg.png"])
    with pytest.raises(Refused) as caught:
        take_in_guarded(tmp_path / "a.png", folder)
    assert (caught.value.code, caught.value.values) == (Code.UNKNOWN_KIND, {"found": "SVG"})
    assert caught.value.path == tmp_path / "a.png"


def test_a_full_disk_stays_an_error_of_the_disk(tmp_path: Path, folder: Path) -> None:
    (folder / "taken").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left"):
        take_in_guarded(film(tmp_path / "a.mp4", Film(6)), folder)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import time; time.sleep(60)", Code.TOO_MUCH_TIME),
        ("while True: pass", Code.TOO_MUCH_TIME),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", Code.CRASHED),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", Code.CRASHED),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", Code.TOO_MUCH_TIME),
        ("raise RuntimeError('anything')", Code.CRASHED),
    ],
)
def test_the_death_of_the_child_is_a_refusal(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, code: str, expected: Code
) -> None:
    as_child(monkeypatch, tmp_path, code)
    (folder / "taken").write_bytes(b"half done")
    with pytest.raises(Exhausted) as caught:
        take_in_guarded(tmp_path / "a.png", folder, bounds=Bounds(seconds=1.5))
    assert caught.value.code == expected
    assert not list(folder.iterdir())


def test_memory_has_a_hard_bound(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hungry = """
import storyboard.media.guarded as real
def hungry(source, folder, limits):
    held = [bytearray(50_000_000) for _ in range(100)]
real.take_in = hungry
real._main()
"""
    as_child(monkeypatch, tmp_path, hungry)
    with pytest.raises(MediaError) as caught:
        take_in_guarded(tmp_path / "a.png", folder, bounds=Bounds(memory=1_500_000_000))
    assert caught.value.code == Code.TOO_MUCH_MEMORY


def test_the_child_knows_no_secret(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORYBOARD_SECRET_KEY", "a-secret")
    assert "a-secret" not in guarded._environment().values()


def _in_a_daemon(source: Path, folder: Path, told: Any) -> None:
    told.send(take_in_guarded(source, folder).sha256)


def test_it_works_within_a_daemonic_process(tmp_path: Path, folder: Path) -> None:
    source = film(tmp_path / "a.mp4", Film(6))
    receiver, sender = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("spawn")
    child = context.Process(target=_in_a_daemon, args=(source, folder, sender), daemon=True)
    child.start()
    assert receiver.poll(30)
    assert len(receiver.recv()) == 64
    child.join()


def test_the_kernels_alarm_ends_a_child_that_nobody_waits_for() -> None:
    assert -signal.SIGALRM in guarded._OVERTIME
