import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms

from storyboard.media.colours import is_srgb
from storyboard.media.intake import take_in
from tests.media.colouring import PLAIN, WIDE, expected_srgb, profile

COLOURS = [(128, 128, 128), (200, 120, 80), (60, 140, 90), (250, 250, 250), (10, 20, 30), (90, 100, 180)]
WIDE_PROFILE = profile(WIDE, 2.2)


def swatches(mode: str = "RGB") -> Image.Image:
    image = Image.new("RGB", (len(COLOURS) * 16, 16))
    for place, colour in enumerate(COLOURS):
        image.paste(colour, (place * 16, 0, place * 16 + 16, 16))
    return image.convert(mode)


def shown(path: Path) -> list[tuple[int, ...]]:
    with Image.open(path) as image:
        assert "icc_profile" not in image.info
        plain = image.convert("RGB")
    return [plain.getpixel((place * 16 + 8, 8)) for place in range(len(COLOURS))]  # type: ignore[misc]


@pytest.mark.parametrize(("form", "tolerance"), [("PNG", 2), ("JPEG", 4), ("WEBP", 8), ("AVIF", 8)])
def test_a_wide_profile_is_converted(tmp_path: Path, form: str, tolerance: int) -> None:
    swatches().save(tmp_path / "in", form, icc_profile=WIDE_PROFILE, quality=100)
    found = shown(take_in(tmp_path / "in", tmp_path).path)
    for colour, got in zip(COLOURS, found, strict=True):
        assert np.abs(np.array(got) - expected_srgb(colour, WIDE, 2.2)).max() <= tolerance


def test_transparency_survives_the_conversion(tmp_path: Path) -> None:
    image = swatches("RGBA")
    image.putalpha(77)
    image.save(tmp_path / "in", "PNG", icc_profile=WIDE_PROFILE)
    with Image.open(take_in(tmp_path / "in", tmp_path).path) as taken:
        assert taken.mode == "RGBA"
        assert taken.getchannel("A").getextrema() == (77, 77)


def test_a_plain_profile_costs_no_pixel(tmp_path: Path) -> None:
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swatches().save(tmp_path / "in", "JPEG", icc_profile=plain, quality=80)
    with Image.open(tmp_path / "in") as before, Image.open(take_in(tmp_path / "in", tmp_path).path) as after:
        assert before.tobytes() == after.tobytes()


def test_a_profile_is_told_by_its_colours_and_not_by_its_name() -> None:
    assert is_srgb(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), "RGB")
    assert not is_srgb(profile(WIDE, 2.2, "sRGB IEC61966-2.1"), "RGB")
    assert not is_srgb(profile(PLAIN, 1.0), "RGB")


@pytest.mark.parametrize("content", [b"no profile", WIDE_PROFILE[:200], bytes(500)])
def test_a_broken_profile_is_left_out_and_the_picture_taken(tmp_path: Path, content: bytes) -> None:
    swatches().save(tmp_path / "in", "PNG", icc_profile=content)
    assert shown(take_in(tmp_path / "in", tmp_path).path) == COLOURS


def test_print_colours_become_rgb(tmp_path: Path) -> None:
    swatches("CMYK").save(tmp_path / "in", "JPEG", quality=95)
    taken = take_in(tmp_path / "in", tmp_path)
    with Image.open(taken.path) as image:
        assert image.mode == "RGB"
    for colour, got in zip(COLOURS, shown(taken.path), strict=True):
        assert np.abs(np.array(got) - colour).max() <= 12


def test_a_profile_made_for_other_colours_says_nothing(tmp_path: Path) -> None:
    gray = swatches("L")
    written = io.BytesIO()
    gray.save(written, "PNG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes())
    (tmp_path / "in").write_bytes(written.getvalue())
    with Image.open(take_in(tmp_path / "in", tmp_path).path) as image:
        assert image.mode == "L"
        assert image.tobytes() == gray.tobytes()  # a profile for other colours says nothing
