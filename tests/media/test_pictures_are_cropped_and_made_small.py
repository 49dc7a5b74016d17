from pathlib import Path

import pytest
from PIL import Image

from storyboard.media.animatic import render
from storyboard.media.board import AnimaticShot, Crop, Picture
from storyboard.media.pictures import cover, open_picture, thumbnail
from tests.media.making import BLUE, GREEN, RED, board_of, decoded, near


def three_stripes(path: Path) -> Path:
    """Red, green and blue, side by side, three times as wide as high."""
    image = Image.new("RGB", (300, 100))
    for index, colour in enumerate((RED, GREEN, BLUE)):
        image.paste(colour, (index * 100, 0, index * 100 + 100, 100))
    image.save(path)
    return path


def test_without_a_crop_the_middle_is_kept(tmp_path: Path) -> None:
    image = cover(open_picture(three_stripes(tmp_path / "a.png")), (50, 50))
    assert near(image.getpixel((5, 25)), GREEN)  # type: ignore[arg-type]
    assert near(image.getpixel((45, 25)), GREEN)  # type: ignore[arg-type]


def test_a_crop_says_what_is_kept(tmp_path: Path) -> None:
    picture = Picture(three_stripes(tmp_path / "a.png"), Crop(2 / 3, 0, 1 / 3, 1))
    render(board_of((), shots=(AnimaticShot(1, "", "", 1, picture),)), tmp_path / "out.mp4")
    assert near(decoded(tmp_path / "out.mp4")[0][200, 360], BLUE)


@pytest.mark.parametrize("crop", [(0.5, 0, 0.6, 1), (-0.1, 0, 1, 1), (0, 0, 0, 1)])
def test_a_crop_outside_its_picture_cannot_be_made(crop: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="does not lie inside"):
        Crop(*crop)


def test_a_thumbnail_keeps_proportions_and_is_webp(tmp_path: Path) -> None:
    assert thumbnail(three_stripes(tmp_path / "a.png"), tmp_path / "out.webp", 150) == (150, 50)
    with Image.open(tmp_path / "out.webp") as image:
        assert (image.format, image.size) == ("WEBP", (150, 50))


def test_a_thumbnail_is_never_enlarged(tmp_path: Path) -> None:
    assert thumbnail(three_stripes(tmp_path / "a.png"), tmp_path / "out.webp", 4000) == (300, 100)


def test_a_thumbnail_stands_upright_and_tells_nothing_of_the_camera(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees clockwise to show
    exif[0x010F] = "A camera"
    with Image.open(three_stripes(tmp_path / "a.png")) as image:
        image.save(tmp_path / "a.jpg", exif=exif)
    assert thumbnail(tmp_path / "a.jpg", tmp_path / "out.webp", 300) == (100, 300)
    with Image.open(tmp_path / "out.webp") as image:
        assert not image.getexif()
        assert near(image.convert("RGB").getpixel((50, 10)), RED, 30)  # type: ignore[arg-type]


def test_transparent_parts_become_graphite(tmp_path: Path) -> None:
    Image.new("RGBA", (20, 20), (255, 255, 255, 0)).save(tmp_path / "a.png")
    assert open_picture(tmp_path / "a.png").getpixel((10, 10)) == (24, 25, 28)


def test_sixteen_bit_pictures_keep_their_light(tmp_path: Path) -> None:
    Image.new("I;16", (20, 20), 128 * 257).save(tmp_path / "a.png")
    assert open_picture(tmp_path / "a.png").getpixel((10, 10)) == (128, 128, 128)
