"""What needs no change of its pixels keeps every one of them; what must change loses as little as can be."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from storyboard.media.intake import take_in
from storyboard.media.stripping import stripped_jpeg, stripped_png
from tests.media.corpus import png

NOISE = Image.effect_noise((75, 53), 70).convert("RGB")


def taken_image(tmp_path: Path) -> tuple[Image.Image, str]:
    taken = take_in(tmp_path / "in", tmp_path)
    with Image.open(taken.path) as image:
        image.load()
        return image, taken.extension


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("JPEG", {"quality": 40}),
        ("JPEG", {"progressive": True}),
        ("JPEG", {"subsampling": 2, "restart_marker_blocks": 4}),
        ("PNG", {}),
        ("PNG", {"compress_level": 0}),
        ("GIF", {}),
    ],
)
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_every_pixel_stays(tmp_path: Path, form: str, options: dict[str, Any], mode: str) -> None:
    NOISE.convert(mode).save(tmp_path / "in", form, **options)
    with Image.open(tmp_path / "in") as before:
        wanted = np.asarray(before.convert("RGB"))
    image, _ = taken_image(tmp_path)
    assert np.array_equal(np.asarray(image.convert("RGB")), wanted)


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_clean_file_is_not_encoded_again(tmp_path: Path, form: str) -> None:
    NOISE.save(tmp_path / "in", form, **({"quality": 31} if form == "JPEG" else {"compress_level": 1}))
    taken = take_in(tmp_path / "in", tmp_path)
    assert taken.path.read_bytes() == (tmp_path / "in").read_bytes()


def test_palettes_and_their_transparency_stay(tmp_path: Path) -> None:
    NOISE.quantize(16).save(tmp_path / "in", "PNG", transparency=3)
    with Image.open(tmp_path / "in") as before:
        wanted = before.convert("RGBA").tobytes()
    image, extension = taken_image(tmp_path)
    assert (image.mode, extension) == ("P", "png")
    assert image.convert("RGBA").tobytes() == wanted


def test_an_interlaced_png_is_taken_as_it_is(tmp_path: Path) -> None:
    # 2 × 2 pixels of one byte; the passes that hold them, each row behind its filter byte.
    import zlib  # noqa: PLC0415

    rows = b"\x00\x10" + b"\x00\x20" + b"\x00\x30\x40"
    content = bytearray(png(2, 2, zlib.compress(rows), colour=0))
    content[28] = 1
    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4)
    (tmp_path / "in").write_bytes(content)
    assert stripped_png(bytes(content)) == bytes(content)
    image, _ = taken_image(tmp_path)
    assert list(image.tobytes()) == [0x10, 0x20, 0x30, 0x40]


@pytest.mark.parametrize(("form", "options"), [("WEBP", {"lossless": True}), ("PNG", {}), ("AVIF", {"quality": 100})])
def test_transparent_pictures_become_png_with_their_alpha(tmp_path: Path, form: str, options: dict[str, Any]) -> None:
    clear = NOISE.convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    clear.save(tmp_path / "in", form, **options)
    image, extension = taken_image(tmp_path)
    assert (image.mode, extension) == ("RGBA", "png")
    difference = np.asarray(image.getchannel("A"), np.int16) - np.asarray(clear.getchannel("A"))
    assert np.abs(difference).max() <= 3


@pytest.mark.parametrize("form", ["WEBP", "PNG", "AVIF"])
def test_alpha_that_hides_nothing_goes(tmp_path: Path, form: str) -> None:
    NOISE.convert("RGBA").save(tmp_path / "in", form)
    assert taken_image(tmp_path)[0].mode == "RGB"


@pytest.mark.parametrize(("form", "extension"), [("WEBP", "jpg"), ("AVIF", "jpg"), ("GIF", "png")])
def test_other_forms_become_jpeg_or_png(tmp_path: Path, form: str, extension: str) -> None:
    NOISE.save(tmp_path / "in", form)
    taken = take_in(tmp_path / "in", tmp_path)
    assert (taken.extension, taken.path.suffix) == (extension, f".{extension}")
    assert taken.media_type == {"jpg": "image/jpeg", "png": "image/png"}[extension]


def test_lossless_webp_loses_nothing(tmp_path: Path) -> None:
    NOISE.save(tmp_path / "in", "WEBP", lossless=True)
    image, extension = taken_image(tmp_path)
    assert extension == "png"
    assert image.tobytes() == NOISE.tobytes()


def test_sixteen_bits_become_eight(tmp_path: Path) -> None:
    light = (np.arange(64 * 64).reshape(64, 64) * 16).astype(np.uint16)
    Image.fromarray(light).save(tmp_path / "in", "PNG")
    image, _ = taken_image(tmp_path)
    assert image.mode == "L"
    assert np.array_equal(np.asarray(image), (light >> 8).astype(np.uint8))


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "AVIF"])
def test_of_a_moving_picture_the_first_frame_is_taken(tmp_path: Path, form: str) -> None:
    others = [Image.new("RGB", (40, 30), colour) for colour in ((0, 250, 0), (0, 0, 250))]
    first = Image.new("RGB", (40, 30), (250, 0, 0))
    first.save(tmp_path / "in", form, save_all=True, append_images=others, duration=100)
    image, _ = taken_image(tmp_path)
    assert getattr(image, "n_frames", 1) == 1
    red, green, blue = image.convert("RGB").getpixel((20, 15))  # type: ignore[misc]
    assert red > 240
    assert max(green, blue) < 12


def test_a_layout_that_makes_no_sense_is_left_to_the_decoder() -> None:
    assert stripped_jpeg(b"\xff\xd8\xff\xd8\xff\xd9") is None
    assert stripped_jpeg(b"\xff\xd8\xff\xd9") is None
    assert stripped_png(png(10, 10, b"no zlib at all")) is None
