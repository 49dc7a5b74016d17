"""The frame picker from end to end: upload, choose, cut by mouse and keys, swap, take off; a frame of a clip."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.board import box_of, make_board, middle_of
from tests.browser.conftest import Open, Studio
from tests.media.filming import X264, Film, film, gray_of


@pytest.fixture
def page(opened: Open, studio: Studio) -> Page:
    return opened(studio, "bela", "")


def slot(page: Page, edge: str) -> Locator:
    return page.get_by_test_id(f"{edge}-frame")


def picture(path: Path, size: tuple[int, int] = (1600, 1200), colour: str = "teal") -> Path:
    """A wide picture with a bar, so that no two are the same file."""
    image = Image.new("RGB", size, colour)
    image.paste("white", (sum(map(ord, path.stem)) % 600, 0, 700, 90))
    image.save(path)
    return path


def open_picker(page: Page, edge: str) -> None:
    page.locator(f"#pick-{edge}").click()
    expect(page.locator("#picker")).to_be_visible()


def upload(page: Page, *files: Path) -> None:
    page.locator("#picker-file").set_input_files([str(file) for file in files])
    expect(page.locator('#uploads .upload[data-state="done"]')).to_have_count(len(files))


def use(page: Page) -> None:
    page.locator("#picker-use").click()
    expect(page.locator("#picker")).to_be_hidden()


def crop_of(place: Locator) -> list[float]:
    return [float(part) for part in (place.get_attribute("data-crop") or "").split(",")]


def test_uploaded_chosen_cut_by_keys_and_put_on_the_first_frame(page: Page, tmp_path: Path) -> None:
    make_board(page, "Kite")
    open_picker(page, "first")
    upload(page, picture(tmp_path / "harbour.png"))
    expect(page.locator("#picker-name")).to_have_text("harbour.png")
    expect(page.locator("#picker-checks")).to_contain_text("1600 × 900 pixels")
    page.locator("#crop-box").focus()
    for _step in range(3):
        page.keyboard.press("ArrowUp")
    use(page)
    expect(slot(page, "first")).to_have_attribute("data-asset-name", "harbour.png")
    x, y, width, height = crop_of(slot(page, "first"))
    assert (x, width) == (0, 1)
    assert abs(height - 0.75) < 0.001
    assert abs(y - (0.125 - 0.03)) < 0.001
    expect(page.locator("#pick-first")).to_be_focused()


def test_cut_with_the_mouse_and_by_zoom(page: Page, tmp_path: Path) -> None:
    make_board(page, "Tram")
    open_picker(page, "last")
    upload(page, picture(tmp_path / "tram.png"))
    page.locator("#crop-zoom").fill("200")
    box = box_of(page.locator("#crop-area"))
    x, y = middle_of(page.locator("#crop-box"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + box["width"] * 0.1, y + box["height"] * 0.2, steps=6)
    page.mouse.up()
    expect(page.locator("#picker-checks")).to_contain_text("800 × 450 pixels")
    use(page)
    left, top, width, height = crop_of(slot(page, "last"))
    assert abs(width - 0.5) < 0.001
    assert abs(height - 0.375) < 0.001
    assert abs(left - 0.35) < 0.02
    assert abs(top - (0.3125 + 0.2)) < 0.02


def test_swapped_and_taken_off(page: Page, tmp_path: Path) -> None:
    make_board(page, "Lighthouse")
    for edge in ("first", "last"):
        open_picker(page, edge)
        upload(page, picture(tmp_path / f"{edge}-one.png"))
        use(page)
    page.locator("#act-swap").click()
    expect(slot(page, "first")).to_have_attribute("data-asset-name", "last-one.png")
    expect(slot(page, "last")).to_have_attribute("data-asset-name", "first-one.png")
    open_picker(page, "first")
    page.locator("#picker-clear").click()
    expect(page.locator("#picker")).to_be_hidden()
    assert slot(page, "first").get_attribute("data-asset") is None
    expect(slot(page, "last")).to_have_attribute("data-asset-name", "first-one.png")


def test_found_in_the_library_for_a_shot(page: Page, tmp_path: Path) -> None:
    make_board(page, "Market")
    open_picker(page, "first")
    upload(page, picture(tmp_path / "glacier at noon.png"), picture(tmp_path / "dune.png"))
    page.locator("[data-picker-close]").last.click()
    page.locator("#pick-shot").click()
    page.locator("#pick-tab-library").click()
    page.locator("#picker-search").fill("noon gla")
    expect(page.locator("#picker-library .pick")).to_have_count(1)
    page.locator("#picker-library .pick").click()
    use(page)
    expect(page.get_by_test_id("shot").first).to_have_attribute("data-asset-name", "glacier at noon.png")


def test_a_file_that_is_none_is_refused_in_words(page: Page, tmp_path: Path) -> None:
    make_board(page, "Bridge")
    (tmp_path / "notes.png").write_text("no picture")
    open_picker(page, "first")
    page.locator("#picker-file").set_input_files(str(tmp_path / "notes.png"))
    expect(page.locator('#uploads .upload[data-state="refused"]')).to_contain_text("is no file of a kind that is taken")
    expect(page.locator("#picker-use")).to_be_disabled()


def shown_gray(page: Page) -> int:
    """The gray in the middle of what the scrubber shows, once it is there."""
    page.wait_for_timeout(400)
    return int(
        page.locator("#grab-video").evaluate("""(video) => new Promise((done) => {
          const look = () => {
            if (video.seeking || video.readyState < 2) { setTimeout(look, 50); return; }
            const canvas = Object.assign(document.createElement("canvas"), { width: 9, height: 9 });
            const context = canvas.getContext("2d");
            context.drawImage(video, 0, 0, 9, 9);
            done(context.getImageData(4, 4, 1, 1).data[1]);
          };
          look();
        })""")
    )


def test_a_frame_of_an_uploaded_clip_by_keys_and_number(page: Page, tmp_path: Path) -> None:
    make_board(page, "Station")
    clip = film(tmp_path / "crossing.mp4", Film(50, options={**X264, "g": "600"}, size=(640, 360)))
    open_picker(page, "last")
    upload(page, clip)
    expect(page.locator("#grab")).to_be_visible()
    expect(page.locator("#grab-last")).to_have_text("49")
    expect(page.locator("#grab-waits")).to_be_hidden(timeout=40_000)
    expect(page.locator("#grab-frame")).to_be_focused()
    for key, number in (("ArrowRight", 1), ("Shift+ArrowRight", 25), ("ArrowLeft", 24), ("End", 49), ("Home", 0)):
        page.keyboard.press(key)
        expect(page.locator("#grab-number")).to_have_value(str(number))
    page.locator("#grab-number").fill("31")
    assert abs(shown_gray(page) - gray_of(31)) < 8
    page.locator("#grab-take").click()
    expect(page.locator("#picker-name")).to_have_text("crossing.mp4, frame 31")
    use(page)
    expect(slot(page, "last")).to_have_attribute("data-width", "640")
    asset = slot(page, "last").get_attribute("data-asset")
    (tmp_path / "got.png").write_bytes(page.request.get(f"/media/{asset}/original").body())
    with Image.open(tmp_path / "got.png") as image:
        red = image.convert("RGB").getpixel((320, 180))
    assert isinstance(red, tuple)
    assert abs(red[0] - gray_of(31)) <= 2
