"""A clip is gone through on its proxy, and the frame of that number is grabbed from the original, at its own size."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from storyboard.assets.accepting import Sender, accept
from storyboard.assets.models import Asset, AssetOrigin
from storyboard.assets.storing import path_of
from storyboard.media.videos import reader
from storyboard.studio.models import Person
from tests.assets.working import brought, work_all
from tests.conftest import People
from tests.media.clips import CINEMA, CLIPS, trimmed, uneven
from tests.media.filming import X264, Film, gray_of, middle_gray

FILMS = {
    "steady.mp4": Film(40, options={**X264, "g": "600"}),
    "uneven.mp4": Film(50, ticks=uneven(50)),
    "uneven.webm": CLIPS["uneven.webm"],
    "phone.mov": Film(40, CINEMA, rotation=90),
    "late.mp4": CLIPS["late.mp4"],
}


def gray(path: Path, number: int) -> int:
    with reader(path) as frames:
        return middle_gray(frames.picture(number))


def agree(people: People, client: Client, clip: Asset, first: int = 0) -> None:
    """Numbers mean the same frame in the proxy and in the original; `first` is the clip's frame 0 before a trim."""
    work_all()
    clip.refresh_from_db()
    proxy = path_of(clip.renditions.get(name="proxy"))
    with reader(proxy) as frames:
        assert len(frames.times) == clip.frames
        assert frames.rate == Fraction(clip.rate_numerator or 0, clip.rate_denominator or 1)
    for number in {0, 1, 7, (clip.frames or 0) // 2, (clip.frames or 0) - 1}:
        answer = client.post(f"/library/{clip.pk}/grab/", {"frame": str(number)})
        assert answer.status_code == 200
        grabbed = Asset.objects.filter(origin=AssetOrigin.FRAME).latest("created_at")
        with Image.open(path_of(grabbed)) as image:
            assert image.size == (clip.width, clip.height)
            found = middle_gray(image.convert("RGB"))
        assert abs(found - gray_of(first + number)) <= 4
        assert abs(gray(proxy, number) - found) <= 6


@pytest.mark.parametrize("name", FILMS)
def test_whatever_the_clip_is_like(people: People, client_of: Callable[[Person], Client], name: str) -> None:
    agree(people, client_of(people.alice), brought(people, name, FILMS[name]))


def test_a_clip_that_was_trimmed_by_its_edit_list(people: People, client_of: Callable[[Person], Client]) -> None:
    folder = settings.WORK_DIR / "trimmed"
    folder.mkdir(parents=True)
    source = trimmed(folder, 10, 39)
    clip = accept(Sender(people.workspace.pk, people.olga), source, folder, "trimmed.mp4")
    assert clip.frames == 30
    agree(people, client_of(people.alice), clip, first=10)
