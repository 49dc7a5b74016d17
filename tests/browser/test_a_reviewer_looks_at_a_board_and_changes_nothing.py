"""A reviewer sees the whole board without a control that edits it; a stranger does not learn that it is there."""

from playwright.sync_api import Page, expect

from tests.browser.board import (
    animatic_button,
    expect_live,
    expect_seconds,
    make_board,
    opener_of,
    prompt_of,
    shot,
    write_prompt,
)
from tests.browser.conftest import Open, Studio


def test_a_reviewer_sees_a_board_without_controls_that_edit(opened: Open, studio: Studio, page: Page) -> None:
    project = make_board(page, "Shown")
    write_prompt(page, 1, "A kite.")
    reviewer = opened(studio, "rita", f"/projects/{project}/")
    expect_live(reviewer)
    expect_seconds(reviewer, [3, 3, 3])
    expect(prompt_of(reviewer)).to_have_value("A kite.")
    for hook in ("trim", "trim-end", "add-shot"):
        expect(reviewer.get_by_test_id(hook)).to_have_count(0)
    editing = "#total-seconds, #total-more, #act-swap, .shot__grip, button.shot__len, #shot-seconds, #board-title"
    expect(reviewer.locator(editing)).to_have_count(0)
    acts = reviewer.locator("[data-act]").evaluate_all("(all) => all.map((one) => one.dataset.act)")
    assert sorted(acts) == ["all", "copy", "several"]
    for text in reviewer.locator("#panel-shot textarea, #panel-shot input, #panel-board textarea").all():
        assert text.get_attribute("readonly") is not None
    for choice in reviewer.locator("#panel-board select").all():
        assert choice.get_attribute("disabled") is not None


def test_a_reviewer_is_told_why_the_animatic_cannot_be_ordered(opened: Open, studio: Studio, page: Page) -> None:
    project = make_board(page, "Not ordered")
    reviewer = opened(studio, "rita", f"/projects/{project}/")
    expect(animatic_button(reviewer)).to_have_attribute("aria-disabled", "true")
    expect(animatic_button(reviewer)).to_have_attribute("title", "Only creators and owners order takes.")
    animatic_button(reviewer).click(force=True)
    expect(reviewer.get_by_test_id("take")).to_have_count(0)


def test_keys_of_a_reviewer_edit_nothing(opened: Open, studio: Studio, page: Page) -> None:
    project = make_board(page, "Keys")
    reviewer = opened(studio, "rita", f"/projects/{project}/")
    expect_live(reviewer)
    opener_of(reviewer, 1).click()
    for key in ("Alt+ArrowRight", "n", "s", "Delete", "ArrowRight"):
        reviewer.keyboard.press(key)
    expect(opener_of(reviewer, 2)).to_be_focused()
    assert studio.installation.rows("SELECT version FROM storyboard_project WHERE id = ?", project) == [{"version": 1}]


def test_a_reviewer_sees_edits_live(opened: Open, studio: Studio, page: Page) -> None:
    project = make_board(page, "Watched")
    reviewer = opened(studio, "rita", f"/projects/{project}/")
    expect_live(reviewer)
    write_prompt(page, 2, "A tram.")
    expect(shot(reviewer, 2)).to_have_attribute("data-prompt", "A tram.")
    expect(reviewer.get_by_test_id("trim")).to_have_count(0)


def test_a_stranger_gets_the_page_for_nothing_here(opened: Open, studio: Studio, page: Page) -> None:
    project = make_board(page, "Foreign")
    stranger = opened(studio, "stan", f"/projects/{project}/", trouble=r"status of 404")
    expect(stranger.get_by_role("heading", name="Not found")).to_be_visible()
    expect(stranger.get_by_test_id("board")).to_have_count(0)
    assert "Foreign" not in stranger.content()
