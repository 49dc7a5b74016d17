"""A clip of known bytes in the workspace."""

from fractions import Fraction

import pytest
from django.conf import settings

from storyboard.assets.digests import settle
from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.storing import MediaFile, keep_asset
from tests.conftest import People

BYTES = bytes(range(256)) * 4


@pytest.fixture
def clip(people: People) -> Asset:
    """1,024 bytes that count up."""
    settings.WORK_DIR.mkdir(parents=True, exist_ok=True)
    path = settings.WORK_DIR / "clip.mp4"
    path.write_bytes(BYTES)
    file = MediaFile(path, settle(path), "video/mp4", 1280, 720, 72, Fraction(24))
    return keep_asset(people.workspace.pk, AssetKind.CLIP, AssetOrigin.TAKE, file, name="Rainy day é.mp4")


@pytest.fixture
def address(clip: Asset) -> str:
    return f"/media/{clip.pk}/original"
