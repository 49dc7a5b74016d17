"""A shot is cut in two at the whole second nearest to the playhead, by key, button and finger, or it says why not."""

from playwright.sync_api import Page, expect

from tests.browser.board import box_of, expect_seconds, make_board, opener_of, select_shot, shot, write_prompt
from tests.browser.conftest import Open, Studio
from tests.browser.fingers import phone


def press_ruler(page: Page, share: float) -> None:
    """Presses the mouse on the ruler, so far along it."""
    box = box_of(page.locator("#ruler"))
    page.mouse.click(box["x"] + box["width"] * share, box["y"] + box["height"] / 2)


def test_by_key_and_by_button(page: Page, studio: Studio) -> None:
    project = make_board(page, "Split", seconds=10, shots=2)
    write_prompt(page, 2, "A tram.")
    press_ruler(page, 0.77)
    expect(page.locator("#stage-now")).to_have_text("0:07.7")
    page.keyboard.press("s")
    expect_seconds(page, [5, 3, 2])
    expect(opener_of(page, 3)).to_be_focused()
    expect(page.locator("#spoken")).to_have_text("Split into shot 2 of 3 s and shot 3 of 2 s")
    expect(shot(page, 3)).to_have_attribute("data-prompt", "A tram.")
    expect(page.locator("#stage-now")).to_have_text("0:08.0")
    select_shot(page, 1)
    page.get_by_role("button", name="Split").click()
    expect_seconds(page, [1, 4, 3, 2])
    expect(opener_of(page, 2)).to_be_focused()
    page.keyboard.press("Control+z")
    expect_seconds(page, [5, 3, 2])
    assert studio.installation.seconds(project) == [5, 3, 2]


def test_where_it_cannot_be_the_answer_says_why(page: Page, studio: Studio) -> None:
    project = make_board(page, "Not split", seconds=9, shots=6)
    opener_of(page, 1).focus()
    page.keyboard.press("s")
    expect(page.get_by_role("alert")).to_contain_text("at most 6 shots")
    expect(opener_of(page, 1)).to_be_focused()
    select_shot(page, 6)
    page.keyboard.press("Delete")
    expect(page.get_by_test_id("shot")).to_have_count(5)
    expect(page.get_by_role("alert")).to_have_count(0)
    short = [int(one.get_attribute("data-seconds") or 0) for one in page.get_by_test_id("shot").all()].index(1) + 1
    select_shot(page, short)
    page.keyboard.press("s")
    expect(page.get_by_role("alert")).to_contain_text("each part needs a whole second")
    assert len(studio.installation.seconds(project)) == 5


def test_with_a_finger(opened: Open, studio: Studio) -> None:
    page, project = phone(opened, studio, "Split by finger")
    box = box_of(page.locator("#ruler"))
    page.touchscreen.tap(box["x"] + box["width"] * 1.9 / 9, box["y"] + 12)
    page.get_by_role("button", name="Split").tap()
    expect_seconds(page, [2, 1, 3, 3])
    assert studio.installation.seconds(project) == [2, 1, 3, 3]
