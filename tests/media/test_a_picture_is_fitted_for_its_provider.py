from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from storyboard.media.board import Crop
from storyboard.media.cleaning import encoded
from storyboard.media.errors import Code, PictureError, Unfit
from storyboard.media.forms import Form
from storyboard.media.frames import fit_for_provider
from tests.media.making import RED, near


def noise(path: Path, size: tuple[int, int], form: str = "PNG", **options: Any) -> Path:
    Image.merge("RGB", [Image.effect_noise(size, 90 + n) for n in range(3)]).save(path, form, **options)
    return path


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_what_fits_keeps_its_bytes(tmp_path: Path, form: str) -> None:
    source = noise(tmp_path / "in", (400, 300), form)
    fitted = fit_for_provider(source, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == source.read_bytes()
    assert (fitted.is_same, fitted.width, fitted.height, fitted.bytes) == (True, 400, 300, source.stat().st_size)
    assert fitted.media_type == f"image/{form.lower()}"


def test_a_crop_is_cut_out_pixel_for_pixel(tmp_path: Path) -> None:
    source = noise(tmp_path / "in", (800, 600))
    fitted = fit_for_provider(source, tmp_path / "out", crop=Crop(0.25, 0.25, 0.5, 0.5))
    with Image.open(source) as before, Image.open(fitted.path) as after:
        assert after.tobytes() == before.crop((200, 150, 600, 450)).tobytes()
    assert (fitted.is_same, fitted.width, fitted.height, fitted.extension) == (False, 400, 300, "png")


def test_webp_becomes_jpeg(tmp_path: Path) -> None:
    fitted = fit_for_provider(noise(tmp_path / "in", (400, 300), "WEBP"), tmp_path / "out")
    with Image.open(fitted.path) as image:
        assert (image.format, fitted.media_type, fitted.extension) == ("JPEG", "image/jpeg", "jpg")


def test_transparent_parts_are_sent_as_they_are_shown(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (400, 300), (0, 0, 0, 0))
    clear.paste((*RED, 255), (0, 0, 200, 300))
    clear.save(tmp_path / "in", "PNG")
    fitted = fit_for_provider(tmp_path / "in", tmp_path / "out")
    with Image.open(fitted.path) as image:
        assert image.mode == "RGB"
        assert near(image.getpixel((300, 10)), (24, 25, 28), 0)  # type: ignore[arg-type]
        assert near(image.getpixel((100, 10)), RED, 0)  # type: ignore[arg-type]


def jpeg_bytes(path: Path, quality: int, size: tuple[int, int] | None = None) -> int:
    """How large the picture is as JPEG."""
    with Image.open(path) as image:
        image.load()
        return len(encoded(image.resize(size, Image.Resampling.LANCZOS) if size else image, Form.JPEG, quality))


def test_too_many_bytes_cost_quality_first(tmp_path: Path) -> None:
    source = noise(tmp_path / "in", (900, 700))
    for quality in (95, 92, 90, 88):
        most = jpeg_bytes(source, quality)
        fitted = fit_for_provider(source, tmp_path / "out", max_bytes=most)
        assert (fitted.bytes, fitted.path.stat().st_size) == (most, most)
        assert (fitted.extension, fitted.width, fitted.height) == ("jpg", 900, 700)


def test_a_picture_no_larger_than_a_video_is_not_scaled(tmp_path: Path) -> None:
    source = noise(tmp_path / "in", (900, 700))
    most = jpeg_bytes(source, 88) - 1
    with pytest.raises(Unfit) as caught:
        fit_for_provider(source, tmp_path / "none", max_bytes=most)
    assert caught.value.code == Code.TOO_MANY_BYTES
    assert caught.value.values == {"found": most + 1, "most": most}
    assert not (tmp_path / "none").exists()


def test_then_size_but_never_below_what_a_video_can_show(tmp_path: Path) -> None:
    source = noise(tmp_path / "in", (4400, 330))
    most = jpeg_bytes(source, 88) - 1
    fitted = fit_for_provider(source, tmp_path / "out", max_bytes=most, min_side=200, ratio_max=Fraction(20))
    assert (fitted.width, fitted.height) == (3840, 288)


@pytest.mark.parametrize("size", [(299, 400), (400, 299), (100, 100)])
def test_too_small_is_refused_and_never_enlarged(tmp_path: Path, size: tuple[int, int]) -> None:
    with pytest.raises(Unfit) as caught:
        fit_for_provider(noise(tmp_path / "in", size), tmp_path / "out")
    assert caught.value.code == Code.TOO_SMALL
    assert caught.value.values == {"width": size[0], "height": size[1], "least": 300}


def test_a_crop_can_make_a_picture_too_small(tmp_path: Path) -> None:
    with pytest.raises(Unfit, match="299"):
        fit_for_provider(noise(tmp_path / "in", (598, 700)), tmp_path / "out", crop=Crop(0, 0, 0.5, 1))


@pytest.mark.parametrize(("size", "fits"), [((1000, 400), True), ((1001, 400), False), ((400, 1000), True)])
def test_the_ratio_is_exact_at_its_limits(tmp_path: Path, size: tuple[int, int], fits: bool) -> None:
    source = noise(tmp_path / "in", size)
    if fits:
        assert fit_for_provider(source, tmp_path / "out").width == size[0]
        return
    with pytest.raises(Unfit) as caught:
        fit_for_provider(source, tmp_path / "out")
    assert caught.value.code == Code.RATIO
    assert caught.value.values == {"width": size[0], "height": size[1], "least": "2:5", "most": "5:2"}


def test_a_picture_with_metadata_is_written_anew_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "A camera"
    fitted = fit_for_provider(noise(tmp_path / "in", (400, 300), "JPEG", exif=exif), tmp_path / "out")
    assert (fitted.width, fitted.height, fitted.is_same) == (300, 400, False)
    assert b"A camera" not in fitted.path.read_bytes()


def test_a_damaged_picture_is_named(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(noise(tmp_path / "in", (400, 400)).read_bytes()[:900])
    with pytest.raises(PictureError):
        fit_for_provider(tmp_path / "in", tmp_path / "out", crop=Crop(0, 0, 1, 1))


def test_quality_loses_little(tmp_path: Path) -> None:
    soft = Image.radial_gradient("L").resize((2000, 2000)).convert("RGB")
    soft.save(tmp_path / "in", "PNG", compress_level=0)
    fitted = fit_for_provider(tmp_path / "in", tmp_path / "out", max_bytes=500_000)
    with Image.open(fitted.path) as image:
        assert np.abs(np.asarray(image, np.int16) - np.asarray(soft)).mean() < 1
