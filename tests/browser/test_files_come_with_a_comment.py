"""Files are chosen, pasted and taken back before a comment is sent; pictures of it are seen, other files are saved."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import Open, Studio
from tests.browser.proving import stocked

REEL = "25.mp4"
PASTE = """(field) => {
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File(["Pasted."], "pasted.txt", { type: "text/plain" }));
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def address(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("attached")
    return stocked(studio, folder, [REEL])[REEL]


def file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (640, 360), "teal").save(made, "PNG")
    return made.getvalue()


def choose(page: Page, chosen: FilePayload | Path) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Attach files").click()
    chooser.value.set_files(chosen)


def test_files_are_sent_seen_and_saved(opened: Open, studio: Studio, address: str, tmp_path: Path) -> None:
    rita, bela = (opened(studio, name, address, trouble="422") for name in ("rita", "bela"))
    chosen = rita.locator("#composer-files > li")
    choose(rita, file("sky.png", picture()))
    choose(rita, file("tool.exe", b"MZ\x90\x00\x03"))
    rita.locator("#composer-text").evaluate(PASTE)
    expect(chosen).to_have_count(3)
    large = tmp_path / "large.mov"
    with large.open("wb") as empty:
        empty.truncate(50_000_001)
    choose(rita, large)
    expect(rita.locator("#board-notice")).to_contain_text("“large.mov” is larger than 50 MB")
    expect(chosen).to_have_count(3)

    rita.get_by_role("button", name="Comment", exact=True).click()
    expect(rita.locator("#thread-said")).to_contain_text("“tool.exe” is of no kind that is taken here")
    expect(chosen).to_have_count(3)
    rita.get_by_role("button", name="Do not send tool.exe").click()
    rita.get_by_role("button", name="Comment", exact=True).click()
    comment = bela.get_by_test_id("comment")
    expect(comment).to_contain_text("pasted.txt")
    expect(chosen).to_have_count(0)
    small = comment.get_by_role("link", name="sky.png").locator("img")
    expect(small).to_be_visible()
    small.scroll_into_view_if_needed()
    bela.wait_for_function("(image) => image.naturalWidth === 320", arg=small.element_handle())
    with bela.expect_download() as saved:
        comment.get_by_role("link", name="pasted.txt").click()
    assert saved.value.suggested_filename == "pasted.txt"
    assert saved.value.path().read_text(encoding="utf-8") == "Pasted."
