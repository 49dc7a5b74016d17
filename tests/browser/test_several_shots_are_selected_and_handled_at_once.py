"""Several shots are selected by mouse, key and finger, and handled in one step; edits of others leave them selected."""

from collections.abc import Sequence

from playwright.sync_api import Locator, Page, expect

from tests.browser.board import (
    expect_live,
    expect_order,
    expect_seconds,
    make_board,
    opener_of,
    order_of,
    select_shot,
    shot,
)
from tests.browser.conftest import Open, Studio


def spoken(page: Page) -> Locator:
    return page.locator("#spoken")


def expect_selected(page: Page, positions: Sequence[int]) -> None:
    """These shots, from 1, are marked as selected together; none where one alone is."""
    marked = page.locator('[data-testid="shot"][data-chosen]')
    expect(marked).to_have_count(len(positions))
    for position in positions:
        expect(opener_of(page, position)).to_have_attribute("aria-pressed", "true")


def press(page: Page, name: str) -> None:
    """A line of the menu for the selected shots."""
    page.get_by_role("button", name="More for the selected shots").click()
    page.get_by_role("menuitem", name=name, exact=True).click()


def test_with_the_mouse(page: Page, studio: Studio) -> None:
    project = make_board(page, "By mouse", seconds=8, shots=4)
    first, second, third, fourth = order_of(page)
    select_shot(page, 2)
    opener_of(page, 4).click(modifiers=["Shift"])
    expect_selected(page, [2, 3, 4])
    expect(spoken(page)).to_have_text("3 of 4 shots are selected: 2, 3, 4")
    expect(page.locator("#chosen-count")).to_have_text("3 selected")
    opener_of(page, 3).click(modifiers=["ControlOrMeta"])
    expect_selected(page, [2, 4])
    press(page, "Lock the seconds")
    expect(shot(page, 2)).to_have_attribute("data-locked", "true")
    expect(shot(page, 4)).to_have_attribute("data-locked", "true")
    expect_selected(page, [2, 4])
    press(page, "Unlock the seconds")
    expect(shot(page, 4)).to_have_attribute("data-locked", "false")
    page.get_by_role("button", name="Delete shot").click()
    expect_order(page, [first, third])
    expect(spoken(page)).to_have_text("2 shots deleted; their neighbours have their seconds")
    expect_selected(page, [])
    page.get_by_test_id("undo").click()
    expect_order(page, [first, second, third, fourth])
    select_shot(page, 3)
    opener_of(page, 1).click(modifiers=["ControlOrMeta"])
    page.get_by_role("button", name="Duplicate").click()
    expect(page.get_by_test_id("shot")).to_have_count(6)
    expect_selected(page, [4, 5])
    opener_of(page, 1).click()
    expect_selected(page, [])
    assert sum(studio.installation.seconds(project)) == 8


def test_with_the_keyboard(page: Page, studio: Studio) -> None:
    project = make_board(page, "By key", seconds=9, shots=3)
    first, second, third = order_of(page)
    select_shot(page, 1)
    for _each in range(2):
        page.keyboard.press("]")
    expect_seconds(page, [5, 1, 3])
    page.keyboard.press("Shift+ArrowRight")
    expect_selected(page, [1, 2])
    expect(opener_of(page, 2)).to_be_focused()
    page.get_by_role("button", name="Even lengths").press("Enter")
    expect_seconds(page, [3, 3, 3])
    expect(spoken(page)).to_have_text("The selected shots last 3, 3 seconds")
    opener_of(page, 2).focus()
    page.keyboard.press("d")
    expect(page.get_by_test_id("shot")).to_have_count(5)
    expect_selected(page, [3, 4])
    expect(opener_of(page, 3)).to_be_focused()
    page.keyboard.press("Delete")
    expect_order(page, [first, second, third])
    expect(page.locator(".shot__open:focus")).to_have_count(1)
    page.keyboard.press("Control+a")
    expect_selected(page, [1, 2, 3])
    page.keyboard.press("Delete")
    expect(page.get_by_role("alert")).to_contain_text("not all of them can be deleted")
    expect_selected(page, [1, 2, 3])
    page.keyboard.press("Escape")
    expect_selected(page, [])
    expect(spoken(page)).to_contain_text("alone is selected")
    page.get_by_role("button", name="Delete all but the first").click()
    expect_order(page, [first])
    page.get_by_test_id("undo").click()
    expect_order(page, [first, second, third])
    page.locator("#shot-note").fill("Low sun")
    page.keyboard.press("Control+a")
    expect_selected(page, [])
    assert sum(studio.installation.seconds(project)) == 9


def test_with_a_finger_and_with_another_person_on_the_board(opened: Open, studio: Studio) -> None:
    theirs = opened(studio, "bela", "")
    project = make_board(theirs, "By finger", seconds=8, shots=4)
    options = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = opened(studio, "owner", f"/projects/{project}/", **options)
    expect_live(page)
    first, _second, third, fourth = order_of(page)
    gathering = page.get_by_role("button", name="Select several shots")
    gathering.tap()
    expect(gathering).to_have_attribute("aria-pressed", "true")
    for position in (2, 3):
        opener_of(page, position).tap()
    expect_selected(page, [1, 2, 3])
    opener_of(page, 1).tap()
    expect_selected(page, [2, 3])
    theirs.get_by_role("button", name="One second longer").first.click()
    expect_selected(page, [2, 3])
    expect(page.get_by_test_id("total")).to_have_text("9 s")
    select_shot(theirs, 2)
    theirs.keyboard.press("Delete")
    expect_order(page, [first, third, fourth])
    expect_selected(page, [])
    expect(shot(page, 2)).to_have_attribute("aria-current", "true")
    opener_of(page, 3).tap()
    expect_selected(page, [2, 3])
    page.get_by_role("button", name="Delete shot").tap()
    expect_order(page, [first])
    expect_order(theirs, [first])
    gathering.tap()
    expect(gathering).to_have_attribute("aria-pressed", "false")
    assert studio.installation.seconds(project) == [9]
