"""Every cut of a video is found at the very frame that begins the next shot; what only looks like one is none."""

import random
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from storyboard.media.cuts import cuts_in
from storyboard.media.errors import VideoError
from storyboard.media.proxies import review_proxy
from tests.media.footage import VP9, Footage, dark, fading, flash, grain, shoot, some, strobe

CINEMA, NTSC = Fraction(24000, 1001), Fraction(30000, 1001)
FOUND = {
    "24.mp4": Footage((72, 70, 74)),
    "25.mp4": Footage((25, 50), Fraction(25)),
    "23.976.mp4": Footage((48, 48), CINEMA),
    "29.97.mp4": Footage((31, 58, 30), NTSC),
    "60.mp4": Footage((60, 120), Fraction(60)),
    "24.webm": Footage((30, 42), codec="libvpx-vp9", options=VP9),
    "fast.mp4": Footage((40, 40), pace=12),
    "grain.mp4": Footage((40, 40), change=grain(25)),
    "dark.mp4": Footage((40, 40), change=dark),
    "flashes.mp4": Footage((40, 40), change=flash(20, 21)),
    "a flash beside a cut.mp4": Footage((40, 40), change=flash(44)),
    "blackouts.mp4": Footage((40, 40), change=flash(60, level=0)),
}
NONE = {
    "single.mp4": Footage((96,)),
    "fast single.mp4": Footage((96,), pace=60),
    "dissolve.mp4": Footage((48, 48), dissolve=16),
    "fade.mp4": Footage((80,), change=fading(40)),
    "strobe.mp4": Footage((60,), change=strobe),
    "grain alone.mp4": Footage((60,), change=grain(60)),
    "flash.mp4": Footage((60,), change=flash(30)),
}


@pytest.mark.parametrize("name", FOUND)
def test_each_at_its_frame(name: str, tmp_path: Path) -> None:
    assert cuts_in(shoot(tmp_path / name, FOUND[name])) == FOUND[name].cuts


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_cut_is_not_taken_for_one(name: str, tmp_path: Path) -> None:
    assert cuts_in(shoot(tmp_path / name, NONE[name])) == ()


def test_a_change_of_a_few_frames_is_one_cut(tmp_path: Path) -> None:
    (found,) = cuts_in(shoot(tmp_path / "quick.mp4", Footage((40, 40), dissolve=2)))
    assert 38 <= found <= 40


def test_pictures_that_stand_for_several_frames_are_no_cuts(tmp_path: Path) -> None:
    """Drawn film shows each picture for two or three frames."""
    held: dict[int, np.ndarray] = {}
    on_threes = Footage((48, 48), change=lambda pixels, number: held.setdefault(number // 3, pixels))
    assert cuts_in(shoot(tmp_path / "threes.mp4", on_threes)) == (48,)


def test_the_proxy_has_them_at_the_same_frames(tmp_path: Path) -> None:
    footage = Footage((31, 58, 30), NTSC)
    original = shoot(tmp_path / "original.mp4", footage)
    proxy = review_proxy(original, tmp_path / "proxy.mp4")
    assert cuts_in(proxy.path) == cuts_in(original) == footage.cuts


def test_a_very_short_video_has_none(tmp_path: Path) -> None:
    assert cuts_in(shoot(tmp_path / "one.mp4", Footage((1,)))) == ()


def test_shots_of_any_length(tmp_path: Path) -> None:
    dice = random.Random(7)
    for number in range(4):
        footage = Footage(some(dice, 5, 24, 60), pace=dice.randint(0, 6))
        assert cuts_in(shoot(tmp_path / f"{number}.mp4", footage)) == footage.cuts


def test_what_is_no_video_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no.mp4").write_bytes(b"no video")
    with pytest.raises(VideoError):
        cuts_in(tmp_path / "no.mp4")
