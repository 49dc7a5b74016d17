"""The real cuts of a take: found while its page is open, marked on the scrubber, told in words, gone to by keys."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from storyboard.review.places import Film
from storyboard.takes.shots import cut_at
from tests.browser.barriers import expect_no_barrier
from tests.browser.board import shot
from tests.browser.conftest import Open, Studio
from tests.browser.placing import expect_place_kept
from tests.takes.cutting import board

# Planned are cuts at 72, 144 and 216; the second is ten frames late, the third a dissolve, and one nobody planned.
TAKE = """
from pathlib import Path
from tests.browser.reels import taken
from tests.media.footage import Footage, shoot
path = shoot(Path({path!r}), Footage((72, 50, 32, 110)))
print(taken(path, "cut", (3, 3, 3, 2), 1, "runware/kling-3.0-4k"), end="")
"""
FORGOTTEN = """
from datetime import timedelta
from storyboard.assets.models import Asset
from storyboard.work.jobs import enqueue
asset = Asset.objects.get(takes__project={project!r})
enqueue("renditions", asset.pk, timedelta(hours=1))
Asset.objects.filter(pk=asset.pk).update(cuts=None, steps_made=2)
"""
DUE = """
from django.utils import timezone
from storyboard.work.jobs import open_jobs
open_jobs().update(due_at=timezone.now())
"""
SHOTS = """async (frames) => {
  const { shotAt } = await import(moduleAt('shots.js'));
  return [...Array(frames).keys()].map((frame) => shotAt(frame).number);
}"""
TOLD = [
    "There is a cut inside shot 2 at 00:00:05:02",
    "Shot 3 starts 0.4 s late",
    "The cut before shot 4 was not found",
]


@pytest.fixture(scope="module")
def address(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("cut") / "cut.mp4"
    return told(studio, TAKE.format(path=str(path)))


def told(studio: Studio, code: str) -> str:
    """What that code prints, run where the server runs."""
    done = studio.installation.command("shell", "-v", "0", "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout


def frame(page: Page, number: int) -> None:
    expect(page.get_by_test_id("player")).to_have_attribute("data-frame", str(number))


@pytest.fixture
def page(opened: Open, studio: Studio, address: str) -> Page:
    """The reviewer's page, the cuts known to it."""
    page = opened(studio, "rita", address, viewport={"width": 1440, "height": 900})
    expect(page.get_by_test_id("drift")).to_have_text(TOLD, timeout=60_000)
    return page


def test_room_is_kept_for_what_is_told_of_them(page: Page) -> None:
    page.reload()
    expect(page.get_by_test_id("drift")).to_have_text(TOLD)
    expect_place_kept(page)


def test_they_appear_on_an_open_page(page: Page, studio: Studio, address: str) -> None:
    told(studio, FORGOTTEN.format(project=address.split("/")[2]))
    page.reload()
    expect(page.locator("#cuts-fact")).to_have_text("–")
    expect(page.locator("#drifts")).to_be_hidden()
    told(studio, DUE)
    expect(page.get_by_test_id("drift")).to_have_text(TOLD, timeout=60_000)
    expect(page.locator("#cuts-fact")).to_have_text("2 of 3 found")
    expect(page.locator('.scrub__shot[data-number="3"]')).to_have_text(re.compile(r"\+0\.4 s$"))
    expect(page.locator('.cut[data-cut="found"]')).to_have_count(2)
    page.locator("body").press("End")
    expect(page.locator(".scrub__shot[data-on]")).to_have_attribute("data-number", "4")


def test_keys_and_words_lead_to_them(page: Page) -> None:
    page.locator("body").press("Home")
    for there in (72, 122, 154, 216, 263):
        page.keyboard.press("ArrowDown")
        frame(page, there)
    for there in (216, 154):
        page.keyboard.press("ArrowUp")
        frame(page, there)
    page.get_by_role("button", name=TOLD[0]).press("Enter")
    frame(page, 122)


def test_page_and_server_say_alike_which_shot_a_frame_is_in(page: Page) -> None:
    spans = cut_at(board([3, 3, 3, 2]), [72, 122, 154], Fraction(24)).shots
    film = Film(264, Fraction(24), spans)
    here = [film.at(number) for number in range(264)]
    assert page.evaluate(SHOTS, 264) == [shot.number for shot in here if shot]


def test_they_put_up_no_barrier(page: Page) -> None:
    expect_no_barrier(page)


def test_the_original_that_was_chosen_is_played_next_time(opened: Open, studio: Studio, address: str) -> None:
    page = opened(studio, "rita", address)
    original, proxy = (page.locator(f'button[data-source="{name}"]') for name in ("original", "proxy"))
    expect(proxy).to_have_attribute("aria-pressed", "true", timeout=60_000)
    original.click()
    page.reload()
    expect(original).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_test_id("player")).to_have_attribute("src", re.compile("/original$"))
    page.locator("body").press("End")
    frame(page, 263)
    proxy.click()
    page.reload()
    expect(proxy).to_have_attribute("aria-pressed", "true")


def test_on_a_phone_the_verdict_stays_at_hand(opened: Open, studio: Studio, address: str) -> None:
    page = opened(studio, "rita", address, viewport={"width": 390, "height": 844}, has_touch=True)
    expect(page.get_by_test_id("drift")).to_have_text(TOLD, timeout=60_000)
    for end in (0, 100_000):
        page.evaluate("(end) => scrollTo(0, end)", end)
        box = page.get_by_test_id("approve").bounding_box()
        assert box
        assert 700 < box["y"] < box["y"] + box["height"] <= 844
    # At the end of the page everything stands above the bar.
    bar, told = (page.locator(name).bounding_box() for name in (".decision__keys", ".decision__told"))
    assert bar
    assert told
    assert told["y"] + told["height"] <= bar["y"] + 1
    page.get_by_test_id("approve").tap()
    expect(page.locator("#verdict-dialog")).to_be_visible()


def test_a_card_says_that_the_board_changed_since(opened: Open, studio: Studio, address: str) -> None:
    board = address.partition("takes/")[0]
    page, other = (opened(studio, "bela", board) for _person in range(2))
    mark = page.get_by_test_id("take").get_by_test_id("stale")
    expect(mark).to_be_hidden()
    shot(other, 1).click()
    other.get_by_test_id("shot-prompt").fill("A kite, redder.")
    other.get_by_test_id("shot-prompt").blur()
    expect(mark).to_be_visible()
    other.get_by_test_id("undo").click()
    expect(mark).to_be_hidden()
