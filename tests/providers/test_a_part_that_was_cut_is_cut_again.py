"""A crop made of the pixels that a request names gives those pixels again, whatever the picture and the shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.providers.pictures import RATIOS, crop_of, kept_box

sides = st.integers(16, 8192)
parts = st.tuples(*[st.floats(0, 0.5)] * 2, *[st.floats(0.2, 0.5)] * 2)


@pytest.mark.parametrize("ratio", [None, *RATIOS])
@given(width=sides, height=sides, part=st.none() | parts)
def test_the_same_pixels(
    ratio: str | None, width: int, height: int, part: tuple[float, float, float, float] | None
) -> None:
    box = kept_box(width, height, part, ratio)
    crop = crop_of(box, width, height, ratio)
    assert kept_box(width, height, crop, ratio) == box
    if crop:
        x, y, wide, tall = crop
        assert 0 <= x < 1
        assert 0 <= y < 1
        assert 0 < wide <= 1.001 - x + 1 / width
        assert 0 < tall <= 1.001 - y + 1 / height


def test_the_whole_picture_needs_no_crop() -> None:
    assert crop_of((0, 0, 1920, 1080), 1920, 1080, "16:9") is None
    assert crop_of(kept_box(1920, 1080, None, "1:1"), 1920, 1080, "1:1") is None
