"""The rules of what providers keep, against a provider that keeps exactly what it promises; and ids of elements."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.providers.keeping import Life, expiry
from storyboard.providers.kinds import KINDS

START = datetime(2026, 1, 1, tzinfo=UTC)
LIVES = [life for kind in KINDS.values() for life in kind.lives.values()]


@given(
    days=st.integers(2, 60),
    slides=st.booleans(),
    margin=st.integers(0, 1),
    gaps=st.lists(st.integers(0, 40 * 24), min_size=1, max_size=12),
)
def test_nothing_is_used_that_the_provider_has_deleted(days: int, slides: bool, margin: int, gaps: list[int]) -> None:
    """Hours pass; where the rule says that the file still lives it is used, and the provider must still have it."""
    life = Life(timedelta(days=days), slides=slides, margin=timedelta(days=margin))
    now, ours = START, expiry(life, START)
    theirs = START + life.lasts
    for hours in gaps:
        now += timedelta(hours=hours)
        if now < ours:
            assert now < theirs
            if slides:
                ours, theirs = expiry(life, now), now + life.lasts


def test_each_life_leaves_something_to_use() -> None:
    assert LIVES
    assert all(expiry(life, START) >= START + timedelta(days=1) for life in LIVES)


def test_runwares_pictures_live_thirty_days_from_their_last_use_less_one() -> None:
    life = KINDS["runware"].lives["image"]
    assert life.slides
    assert expiry(life, START) == START + timedelta(days=29)


@pytest.mark.parametrize(("provider", "kind"), [("crun", "image"), ("runware", "video"), ("runware", "voice")])
def test_a_life_nobody_wrote_down_is_a_day(provider: str, kind: str) -> None:
    life = KINDS[provider].lives[kind]
    assert not life.documented
    assert expiry(life, START) == START + timedelta(days=1)
