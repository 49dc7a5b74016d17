"""What a provider is given of a picture: cut to the board's ratio, within the limits, the same bytes each time."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from storyboard.assets.fitting import Unfitted, fitted
from storyboard.assets.models import Asset, Rendition
from storyboard.assets.storing import MediaFile, import_picture, path_of
from storyboard.providers.pictures import kept_box
from tests.assets.working import work_all
from tests.conftest import People

RATIOS = st.sampled_from(["16:9", "9:16", "1:1"])
SIDES = st.integers(1, 8000)
CROPS = st.tuples(*[st.floats(0.01, 1)] * 4).map(lambda p: (p[0] * (1 - p[2]), p[1] * (1 - p[3]), p[2], p[3]))


def picture(people: People, path: Path, size: tuple[int, int], form: str = "PNG") -> Asset:
    noise = [Image.effect_noise(size, 90 + n) for n in range(3)]
    Image.merge("RGB", noise).save(path, form)
    return import_picture(people.workspace.pk, people.olga, path, path.name)


def part(asset: Asset, crop: tuple[float, float, float, float] | None, ratio: str) -> MediaFile:
    """The bytes of what is sent of a picture."""
    return fitted(asset, kept_box(asset.width or 1, asset.height or 1, crop, ratio))


@given(SIDES, SIDES, st.none() | CROPS, RATIOS)
def test_what_is_kept_lies_within_the_picture_and_has_the_ratio(
    width: int, height: int, crop: tuple[float, float, float, float] | None, ratio: str
) -> None:
    left, top, kept_width, kept_height = kept_box(width, height, crop, ratio)
    assert 0 <= left <= left + kept_width <= width
    assert 0 <= top <= top + kept_height <= height
    across, down = (int(part) for part in ratio.split(":"))
    assert abs(kept_width - kept_height * Fraction(across, down)) <= 1 + Fraction(across, down)


def test_a_whole_picture_of_the_boards_ratio_keeps_its_bytes(people: People, tmp_path: Path) -> None:
    for size in ((1280, 720), (1366, 768)):
        asset = picture(people, tmp_path / f"{size[0]}.png", size)
        file = part(asset, None, "16:9")
        assert (file.sha256, file.width, file.height) == (asset.sha256, *size)
        assert path_of(asset).is_file()


def test_a_crop_is_cut_to_the_ratio_pixel_for_pixel(people: People, tmp_path: Path) -> None:
    asset = picture(people, tmp_path / "a.png", (1000, 1000))
    file = part(asset, (0.1, 0.2, 0.8, 0.8), "16:9")
    assert (file.width, file.height, file.media_type) == (800, 450, "image/png")
    with Image.open(path_of(asset)) as before, Image.open(file.path) as after:
        assert after.tobytes() == before.crop((100, 375, 900, 825)).tobytes()


def test_the_same_crop_is_made_once(people: People, tmp_path: Path) -> None:
    asset = picture(people, tmp_path / "a.png", (1000, 1000))
    first = part(asset, (0.1, 0.2, 0.8, 0.45), "16:9")
    made = Rendition.objects.get(asset=asset)
    assert part(asset, (0.1, 0.2, 0.8, 0.45), "16:9") == first
    assert Rendition.objects.get(asset=asset).created_at == made.created_at
    assert part(asset, (0.0, 0.2, 0.8, 0.45), "16:9").sha256 != first.sha256


def test_a_lost_file_is_made_again_the_same(people: People, tmp_path: Path) -> None:
    asset = picture(people, tmp_path / "a.webp", (1000, 1000), "WEBP")
    first = part(asset, None, "1:1")
    first.path.unlink()
    again = part(asset, None, "1:1")
    assert (again, again.path.is_file(), again.media_type) == (first, True, "image/jpeg")


def test_what_is_too_small_is_refused_in_words(people: People, tmp_path: Path) -> None:
    asset = picture(people, tmp_path / "small.png", (1000, 1000))
    crop = (0.0, 0.0, 0.5, 0.28125)
    with pytest.raises(Unfitted, match="has 500 × 281 pixels; at least 300 a side are needed"):
        part(asset, crop, "16:9")
    assert not asset.renditions.exists()


def test_fitting_leaves_nothing_behind_and_disturbs_no_rendition(people: People, tmp_path: Path) -> None:
    asset = picture(people, tmp_path / "a.png", (1000, 1000))
    part(asset, None, "16:9")
    work_all()
    asset.refresh_from_db()
    assert asset.steps_made == 0
    assert not [*path_of(asset).parents[2].glob("work/fit-*")]
