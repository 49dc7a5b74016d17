"""What stands in the way of an order is told while one writes; what was typed is saved all the same."""

from playwright.sync_api import Page, expect

from tests.browser.board import make_board, problem, prompt_of, select_shot, shot, write_prompt
from tests.browser.conftest import Studio

LONG = "word " * 119 + "words"


def test_a_prompt_too_long_for_kling_is_saved_and_told(page: Page, studio: Studio) -> None:
    project = make_board(page, "Long")
    assert len(LONG) == 600
    write_prompt(page, 1, LONG)
    expect(page.locator("#shot-prompt-count")).to_have_text("600/512")
    expect(page.locator("#shot-prompt-hint")).to_contain_text("88")
    told = problem(page, "shot_prompt_too_long")
    expect(told).to_have_count(1)
    expect(told).to_have_attribute("data-severity", "blocks")
    expect(told).to_have_attribute("data-rule", "provider")
    expect(told).to_contain_text("600")
    assert studio.installation.shots(project)[0]["prompt"] == LONG


def test_a_problem_goes_when_its_cause_does(page: Page) -> None:
    make_board(page, "Shortened")
    write_prompt(page, 1, LONG)
    expect(problem(page, "shot_prompt_too_long")).to_have_count(1)
    write_prompt(page, 1, "Short.")
    expect(problem(page, "shot_prompt_too_long")).to_have_count(0)
    expect(page.locator("#shot-prompt-count")).to_have_text("6/512")


def test_an_empty_prompt_is_told_for_each_shot_that_has_none(page: Page) -> None:
    make_board(page, "Empty")
    expect(problem(page, "shot_prompt_empty")).to_have_count(3)
    write_prompt(page, 2, "A tram.")
    expect(problem(page, "shot_prompt_empty")).to_have_count(2)
    write_prompt(page, 2, "")
    expect(problem(page, "shot_prompt_empty")).to_have_count(3)


def test_a_problem_leads_to_its_shot(page: Page) -> None:
    make_board(page, "Led")
    write_prompt(page, 3, LONG)
    select_shot(page, 1)
    problem(page, "shot_prompt_too_long").get_by_role("button").click()
    expect(shot(page, 3)).to_have_attribute("aria-current", "true")
    expect(prompt_of(page)).to_be_focused()
    expect(prompt_of(page)).to_have_value(LONG)
