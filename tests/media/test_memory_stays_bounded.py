"""Measured in a child of its own: the most memory it ever held, less what it held before it looked at the file."""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import FULL
from tests.media.colouring import WIDE, profile
from tests.media.filming import X264, Film, film, voice

MEGAPIXELS = 60 if FULL else 12
_CHILD = """
import json, sys
from pathlib import Path
from storyboard.media.intake import take_in
from tests.media.memory import peak
before = peak()
taken = take_in(Path(sys.argv[1]), Path(sys.argv[2]))
print(json.dumps([peak() - before, taken.width]))
"""


def memory_taken(source: Path, folder: Path) -> int:
    """Bytes held at the worst while `source` was taken in."""
    done = subprocess.run([sys.executable, "-c", _CHILD, source, folder], capture_output=True, check=True)
    return int(json.loads(done.stdout)[0])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_large_picture_that_must_be_turned_and_converted(tmp_path: Path, form: str) -> None:
    width, height = 1_000 * MEGAPIXELS // 4, 4_000
    exif = Image.Exif()
    exif[0x0112] = 6
    image = Image.linear_gradient("L").resize((width, height)).convert("RGBA" if form == "PNG" else "RGB")
    image.save(tmp_path / "in", form, exif=exif, icc_profile=profile(WIDE, 2.2), quality=60, method=0)
    pixels = width * height
    # Decoded, turned and converted at 4 bytes each, and the written file; WebP's decoder keeps its own copies.
    assert memory_taken(tmp_path / "in", tmp_path) < pixels * (24 if form == "WEBP" else 16) + 60_000_000


def test_a_large_picture_that_stays_as_it_is(tmp_path: Path) -> None:
    Image.linear_gradient("L").resize((1_000 * MEGAPIXELS // 4, 4_000)).convert("RGB").save(tmp_path / "in", "JPEG")
    assert memory_taken(tmp_path / "in", tmp_path) < MEGAPIXELS * 1_000_000 * 9 + 40_000_000


def test_a_clip_takes_a_handful_of_frames_however_long_it_is(tmp_path: Path) -> None:
    short, long = (
        memory_taken(film(tmp_path / f"{frames}.mp4", Film(frames, Fraction(60), options=dict(X264))), tmp_path)
        for frames in (60, 1_500)
    )
    assert long < short + 20_000_000


def test_a_voice_takes_little(tmp_path: Path) -> None:
    assert memory_taken(voice(tmp_path / "a.wav", "pcm_s16le", 120), tmp_path) < 40_000_000
