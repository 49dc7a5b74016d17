"""A request is pasted or dropped as a file; its board opens with its shots, and with what was not understood."""

import json
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.board import expect_live, expect_seconds, problem, prompt_of, select_shot
from tests.browser.conftest import Open, Studio

ADDRESS = "https://pictures.invalid/caravan.jpg"
TASK: dict[str, Any] = {
    "taskType": "videoInference",
    "taskUUID": "289dea36-d702-472c-a1e2-212338222b7d",
    "model": "klingai:kling-video@3-4k",
    "duration": 9,
    "seed": 7,
    "providerSettings": {
        "klingai": {
            "sound": True,
            "multiPrompt": [
                {"prompt": "Salt flats, a caravan far off.", "duration": 2},
                {"prompt": "<<<element_1>>> looks up.", "duration": 3},
                {"prompt": "Storm.", "duration": 4, "camera": "low"},
            ],
        }
    },
    "inputs": {
        "frameImages": [{"image": ADDRESS, "frame": "first"}],
        "elements": [{"id": "the_guide", "description": "A guide in ochre", "frontalImage": ADDRESS}],
    },
}
REMARKS = [("seed", "7"), ("providerSettings.klingai.multiPrompt[2].camera", '"low"')]
DROP = """([selector, name, content]) => {
  const carrier = new DataTransfer();
  carrier.items.add(new File([content], name, { type: "application/json" }));
  const field = document.querySelector(selector);
  for (const kind of ["dragover", "drop"]) {
    field.dispatchEvent(new DragEvent(kind, { dataTransfer: carrier, bubbles: true, cancelable: true }));
  }
}"""


def expect_its_board(page: Page) -> None:
    expect_live(page)
    expect_seconds(page, [2, 3, 4])
    note = page.get_by_test_id("arrival")
    expect(note).to_contain_text("2 things in it were left out or changed.")
    note.locator("summary").click()
    for path, value in REMARKS:
        expect(note.locator(f'[data-testid="remark"][data-path="{path}"]')).to_contain_text(value)
    expect(page.get_by_test_id("first-frame")).to_contain_text("Not fetched: caravan.jpg")
    expect(problem(page, "first_frame_not_fetched")).to_have_attribute("data-severity", "warns")
    select_shot(page, 2)
    expect(prompt_of(page)).to_have_value("@The guide looks up.")


def test_pasted(opened: Open, studio: Studio) -> None:
    page = opened(studio, "bela", "/", trouble="status of 422")
    page.get_by_role("link", name="Paste a request").click()
    page.get_by_label("The request, or several in a list").fill('{"taskType": "videoInference"')
    page.get_by_role("button", name="Make a board").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was made yet.")
    expect(page.locator("#import-text")).to_have_value('{"taskType": "videoInference"')
    page.locator("#import-text").fill(f"```json\n{json.dumps([TASK], indent=2)}\n```")
    page.get_by_role("button", name="Make a board").click()
    expect_its_board(page)
    page.reload()
    expect(page.get_by_test_id("arrival")).to_be_visible()
    page.get_by_role("button", name="Dismiss").click()
    expect_live(page)
    expect(page.get_by_test_id("arrival")).to_have_count(0)


def test_a_file_dropped(opened: Open, studio: Studio) -> None:
    page = opened(studio, "bela", "/projects/import/")
    page.evaluate(DROP, ["#import-text", "request.json", json.dumps(TASK, indent=2)])
    expect(page.locator("#import-text")).to_have_value(json.dumps(TASK, indent=2))
    page.locator("#import-title").fill("Dropped")
    page.get_by_role("button", name="Make a board").click()
    expect_live(page)
    expect(page.locator("#board-title")).to_have_value("Dropped")
    expect_seconds(page, [2, 3, 4])


def test_a_large_file_goes_as_a_file(opened: Open, studio: Studio) -> None:
    page = opened(studio, "bela", "/projects/import/")
    page.evaluate(DROP, ["#import-text", "large.json", json.dumps({**TASK, "seed": "7" * 3_000_000})])
    expect(page.locator("#import-text")).to_have_value("")
    page.get_by_role("button", name="Make a board").click()
    expect_live(page)
    expect_seconds(page, [2, 3, 4])


def test_a_large_text_is_pasted_all_the_same(opened: Open, studio: Studio) -> None:
    page = opened(studio, "bela", "/projects/import/")
    text = json.dumps({**TASK, "seed": "7" * 3_000_000})
    page.evaluate("(text) => { document.getElementById('import-text').value = text; }", text)
    page.get_by_role("button", name="Make a board").click()
    expect_live(page)
    expect_seconds(page, [2, 3, 4])


def test_without_scripts(opened: Open, studio: Studio) -> None:
    page = opened(studio, "bela", "/projects/import/", java_script_enabled=False)
    page.locator("#import-text").fill(json.dumps(TASK))
    page.get_by_role("button", name="Make a board").click()
    expect(page.get_by_test_id("board")).to_have_attribute("data-total", "9")
    expect(page.get_by_test_id("arrival")).to_be_visible()


def test_who_may_not_make_boards_is_offered_nothing(opened: Open, studio: Studio) -> None:
    page = opened(studio, "rita", "/")
    expect(page.get_by_role("link", name="Paste a request")).to_have_count(0)
