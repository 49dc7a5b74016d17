"""Pictures, clips and voices: brought, found, looked at and chosen for an element."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, Studio
from tests.media.filming import Film, film, voice


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("files")
    clip = film(folder / "caravan night.mp4", Film(96, size=(640, 360)))
    return [str(clip), str(voice(folder / "narrator.wav", "pcm_s16le", 6))]


def bring(page: Page, file: str) -> None:
    page.locator("#media-file").set_input_files(file)
    expect(page.locator('#uploads .upload[data-state="done"]').first).to_contain_text(Path(file).name)


def test_brought_found_and_opened_by_keys(opened: Open, studio: Studio, files: list[str]) -> None:
    page = opened(studio, "owner", "/library/")
    bring(page, files[1])
    expect(page.locator("#kind-voice")).to_be_checked()
    expect(page.get_by_test_id("asset").first.locator(".waveform")).to_be_visible(timeout=30_000)
    bring(page, files[0])
    expect(page.locator("#kind-clip")).to_be_checked()
    page.keyboard.press("/")
    page.keyboard.type("night cara")
    expect(page.get_by_test_id("asset")).to_have_count(1)
    expect(page.locator("#count-voice")).to_have_text("0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#detail")).to_contain_text("96, 24 a second")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("asset").first.locator("a")).to_be_focused()


def poster_is_there(page: Page) -> bool:
    return bool(page.get_by_test_id("asset").first.locator("img").evaluate("(image) => image.naturalWidth > 1"))


def test_a_poster_comes_by_itself_and_a_clip_moves_under_mouse_and_keyboard(
    opened: Open, studio: Studio, files: list[str], tmp_path: Path
) -> None:
    page = opened(studio, "owner", "/library/?kind=clip")
    other = film(tmp_path / "salt pan.mp4", Film(60, size=(640, 360)))
    bring(page, str(other))
    card = page.get_by_test_id("asset").first
    expect(card).to_contain_text("salt pan.mp4")
    expect(card.locator("img")).to_be_visible()
    for _look in range(480):
        if poster_is_there(page):
            break
        page.wait_for_timeout(250)
    assert poster_is_there(page)
    card.hover()
    # The strip is made after the poster, behind whatever else a small machine has to film.
    expect(card.locator('.strip[data-tile="2"]')).to_be_visible(timeout=120_000)
    page.mouse.move(5, 5)
    expect(card.locator(".strip")).to_have_count(0)
    page.locator("#q").focus()
    page.keyboard.press("ArrowDown")
    expect(card.locator(".strip")).to_be_visible()


def test_nothing_moves_for_who_asked_for_less_motion(opened: Open, studio: Studio, files: list[str]) -> None:
    page = opened(studio, "owner", "/library/?kind=clip", reduced_motion="reduce")
    bring(page, files[0])
    card = page.get_by_test_id("asset").first
    card.hover()
    page.wait_for_timeout(1500)
    expect(card.locator(".strip")).to_have_count(0)


def test_an_element_takes_its_voice_and_its_video_from_the_library(
    opened: Open, studio: Studio, files: list[str]
) -> None:
    page = opened(studio, "owner", "/library/")
    for file in files:
        bring(page, file)
    page.goto(f"{studio.address}/elements/")
    page.keyboard.press("n")
    page.keyboard.type("Night guide")
    page.keyboard.press("Enter")
    expect(page.locator("#element-name")).to_have_value("Night guide")
    page.locator('[data-picks*="role=voice"]').click()
    page.locator("#chooser .pick", has_text="narrator.wav").click()
    expect(page.locator(".voice .waveform")).to_be_visible(timeout=30_000)
    page.locator('[data-source][value="video"]').check(force=True)
    page.locator('[data-picks*="role=video"]').click()
    page.locator("#chooser-search").fill("caravan")
    page.locator("#chooser .pick", has_text="caravan night.mp4").click()
    expect(page.locator('.slot-filled[data-role="video"]')).to_contain_text("4 s")
    expect(page.locator('[data-testid="problem"]')).to_have_count(0)


def test_an_address_is_fetched_or_refused_in_words(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "/library/", trouble="422")
    page.get_by_label("Address of a picture, clip or voice").fill("http://10.0.0.1/kite.png")
    page.get_by_role("button", name="Fetch").click()
    expect(page.get_by_role("alert")).to_contain_text("This address was not fetched: it is not https.")
    expect(page.get_by_label("Address of a picture, clip or voice")).to_have_value("http://10.0.0.1/kite.png")


def test_an_element_takes_an_upload(opened: Open, studio: Studio, tmp_path: Path) -> None:
    page = opened(studio, "owner", "/elements/")
    page.keyboard.press("n")
    page.keyboard.type("Gatekeeper")
    page.keyboard.press("Enter")
    expect(page.locator("#element-name")).to_have_value("Gatekeeper")
    page.locator('[data-picks*="role=voice"]').click()
    own = voice(tmp_path / "gatekeeper.m4a", "aac", 7)
    page.locator("[data-uploads]").set_input_files(str(own))
    page.locator("#chooser .pick", has_text="gatekeeper.m4a").click()
    expect(page.locator(".voice")).to_be_visible()
