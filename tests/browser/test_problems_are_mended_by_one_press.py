"""A fix is pressed where the problem is listed, and the problem is gone, for everybody who looks; nothing is lost."""

import re

from playwright.sync_api import Page, expect

from tests.browser.board import expect_seconds, make_board, problem, prompt_of, select_shot, shot, write_prompt
from tests.browser.conftest import Open, Studio
from tests.browser.elements import post

CRUN = "crun/kling-3.0-pro"
# Code points of the focused text before what is selected.
KEPT = "[...document.activeElement.value.slice(0, document.activeElement.selectionStart).trim()].length"


def board_for(page: Page, model: str, title: str) -> str:
    """Three shots with prompts, told against a model; the project's id."""
    project = make_board(page, title)
    for position in (1, 2, 3):
        write_prompt(page, position, "A kite over a tram.")
    choose(page, project, "model", model)
    return project


def choose(page: Page, project: str, field: str, value: str) -> None:
    post(page, f"/projects/{project}/edit/", operation="choose", field=field, value=value)


def press(page: Page, code: str, label: str) -> None:
    problem(page, code).get_by_role("button", name=label).click()


def test_what_is_too_much_is_selected_and_goes_with_one_key(page: Page) -> None:
    make_board(page, "Cut by hand")
    write_prompt(page, 2, "A 🪁 kite. " * 60)
    write_prompt(page, 1, "A tram.")
    press(page, "shot_prompt_too_long", "Shorten by")
    expect(shot(page, 2)).to_have_attribute("aria-current", "true")
    expect(prompt_of(page)).to_be_focused()
    assert 510 <= page.evaluate(KEPT) <= 512
    assert page.evaluate("document.activeElement.selectionEnd === document.activeElement.value.length")
    page.keyboard.press("Delete")
    expect(problem(page, "shot_prompt_too_long")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(problem(page, "shot_prompt_too_long")).to_have_count(1)


def test_a_first_frame_is_chosen_in_the_picker_that_opens(page: Page) -> None:
    board_for(page, CRUN, "Needs a frame")
    press(page, "shots_need_first_frame", "Add a first frame")
    expect(page.locator("#picker-title")).to_have_text("Choose the first frame")
    page.get_by_role("tab", name="Library").click()
    page.locator("#picker-library .pick").first.click()
    page.get_by_role("button", name="Use this picture").click()
    expect(problem(page, "shots_need_first_frame")).to_have_count(0)


def test_the_shots_prompts_become_the_boards(page: Page) -> None:
    board_for(page, CRUN, "From shots to one")
    press(page, "shots_need_first_frame", "Use a single prompt")
    press(page, "prompt_empty", "Take the shots’ prompts")
    expect(page.get_by_test_id("board-prompt")).to_have_value("\n".join(["A kite over a tram."] * 3))
    expect(problem(page, "prompt_empty")).to_have_count(0)
    expect(page.get_by_test_id("generate").first).not_to_have_attribute("aria-disabled", "true")


def test_sound_is_turned_on_and_everybody_sees_it(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "")
    project = board_for(page, CRUN, "Always loud")
    other = opened(studio, "rita", f"/projects/{project}/")
    expect(problem(other, "sound_forced")).to_be_visible()
    press(page, "sound_forced", "Turn sound on")
    for one in (page, other):
        expect(problem(one, "sound_forced")).to_have_count(0)
        expect(one.locator("#strip")).to_have_attribute("data-sound", "true")


def test_a_frame_that_the_model_does_not_take_is_given_up(page: Page) -> None:
    board_for(page, CRUN, "Two ends")
    page.locator("#pick-last").click()
    page.get_by_role("tab", name="Library").click()
    page.locator("#picker-library .pick").first.click()
    page.get_by_role("button", name="Use this picture").click()
    expect(page.locator("#mark-last")).to_have_attribute("data-level", "bad")
    press(page, "last_frame_with_shots", "Give the last frame up")
    expect(problem(page, "last_frame_with_shots")).to_have_count(0)
    expect(page.locator("#mark-last")).to_be_empty()
    assert page.get_by_test_id("last-frame").get_attribute("data-asset") is None


def test_every_shot_is_made_long_enough_at_once(page: Page) -> None:
    project = board_for(page, "highway/kling-3.0-4k", "Short shots")
    last = shot(page, 3).get_attribute("data-shot") or ""
    post(page, f"/projects/{project}/edit/", operation="seconds", shot=last, seconds="6")
    expect(problem(page, "shot_short")).to_have_count(2)
    problem(page, "shot_short").first.get_by_role("button", name="Make every shot 3 s or longer").click()
    expect(problem(page, "shot_short")).to_have_count(0)
    expect_seconds(page, [3, 3, 3])


def test_a_split_order_tells_what_else_to_order(page: Page) -> None:
    project = board_for(page, "runware/kling-3.0-4k", "Many takes")
    choose(page, project, "results", "6")
    expect(page.get_by_test_id("generate").first).to_have_attribute("aria-disabled", "true")
    press(page, "too_many_results", "Split into 2 orders")
    expect(page.locator("#board-notice")).to_contain_text("Order it, then ask for 2 and order once more to have 6")
    expect(page.locator("#strip")).to_have_attribute("data-results", "4")
    expect(page.get_by_test_id("generate").first).not_to_have_attribute("aria-disabled", "true")
    select_shot(page, 2)
    write_prompt(page, 2, "A boat.")
    expect(page.locator("#board-notice")).to_contain_text("ask for 2")
    page.locator("#board-notice").get_by_role("button", name="Close").click()
    expect(page.locator("#board-notice")).to_be_empty()


def test_a_fix_that_cannot_be_done_says_why(page: Page) -> None:
    project = board_for(page, "highway/kling-3.0-4k", "Held")
    first = shot(page, 1).get_attribute("data-shot") or ""
    address = f"/projects/{project}/edit/"
    post(page, address, operation="seconds", shot=first, seconds="2")
    post(page, address, operation="lock", shot=first, locked="true")
    button = problem(page, "shot_short").get_by_role("button", name="Make it 1 s longer")
    expect(button).to_have_attribute("aria-disabled", "true")
    button.press("Enter")
    expect(page.locator("#board-notice")).to_contain_text("The seconds of this shot are locked.")


def test_the_keyboard_reaches_a_fix_and_keeps_its_place(page: Page) -> None:
    board_for(page, CRUN, "By keyboard")
    expect(problem(page, "sound_forced")).to_be_visible()
    problem(page, "sound_forced").locator("[data-go]").focus()
    page.keyboard.press("Tab")
    expect(problem(page, "sound_forced").get_by_role("button", name="Turn sound on")).to_be_focused()
    page.keyboard.press("Enter")
    expect(problem(page, "sound_forced")).to_have_count(0)
    assert page.evaluate("Boolean(document.activeElement.closest('#problems'))")


def test_the_order_button_leads_to_what_stops_it(page: Page) -> None:
    board_for(page, CRUN, "Led there")
    expect(page.get_by_test_id("generate").first).to_have_attribute("title", re.compile("stands in the way"))
    page.get_by_test_id("generate").first.press("Enter")
    expect(problem(page, "shots_need_first_frame").locator("[data-go]")).to_be_focused()
