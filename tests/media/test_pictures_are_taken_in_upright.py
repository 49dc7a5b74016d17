from pathlib import Path

import pytest
from PIL import Image

from storyboard.media.intake import take_in
from tests.media.making import BLUE, GREEN, RED, WHITE, near

# How an upright picture must be stored for each orientation to bring it back. Source: EXIF 2.32, tag 0x0112.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def corners() -> Image.Image:
    """96 × 64: red, green, blue and white, from the top left, clockwise from there."""
    image = Image.new("RGB", (96, 64))
    for colour, place in ((RED, (0, 0)), (GREEN, (48, 0)), (BLUE, (48, 32)), (WHITE, (0, 32))):
        image.paste(colour, (*place, place[0] + 48, place[1] + 32))
    return image


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_each_orientation_comes_out_upright(tmp_path: Path, orientation: int, form: str) -> None:
    turn = STORED[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = corners() if turn is None else corners().transpose(turn)
    stored.save(tmp_path / "in", form, exif=exif)
    taken = take_in(tmp_path / "in", tmp_path)
    assert (taken.width, taken.height) == (96, 64)
    with Image.open(taken.path) as image:
        assert image.size == (96, 64)
        assert not image.getexif()
        shown = image.convert("RGB")
    for colour, place in ((RED, (20, 12)), (GREEN, (76, 12)), (BLUE, (76, 52)), (WHITE, (20, 52))):
        assert near(shown.getpixel(place), colour, 16)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_is_upright(tmp_path: Path, value: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = value
    corners().save(tmp_path / "in", "JPEG", exif=exif)
    taken = take_in(tmp_path / "in", tmp_path)
    assert (taken.width, taken.height) == (96, 64)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_damaged_exif_does_not_cost_the_picture(tmp_path: Path) -> None:
    corners().save(tmp_path / "in", "JPEG", exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff")
    assert take_in(tmp_path / "in", tmp_path).width == 96
