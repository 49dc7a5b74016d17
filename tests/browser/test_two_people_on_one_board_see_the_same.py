"""Two browsers side by side: what one does the other sees, and no text that is being written is disturbed."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.board import (
    animatic_button,
    drag_cut,
    expect_live,
    expect_order,
    expect_seconds,
    expect_take,
    make_board,
    order_of,
    prompt_of,
    second_in_pixels,
    select_shot,
    shot,
    take,
    take_hold_of_cut,
    write_prompt,
)
from tests.browser.conftest import Open, Studio


@pytest.fixture
def both(opened: Open, studio: Studio, request: pytest.FixtureRequest) -> tuple[Page, Page]:
    """One new board in the browsers of the owner and of bela."""
    first = opened(studio, "owner", "")
    project = make_board(first, request.node.name[:100])
    second = opened(studio, "bela", f"/projects/{project}/")
    assert expect_live(second) == project
    return first, second


def test_edits_of_one_appear_to_the_other_without_a_reload(both: tuple[Page, Page]) -> None:
    mine, theirs = both
    drag_cut(mine, 1, 1)
    expect_seconds(theirs, [4, 2, 3])
    write_prompt(mine, 2, "A tram in the rain.")
    expect(shot(theirs, 2)).to_have_attribute("data-prompt", "A tram in the rain.")
    theirs.get_by_test_id("add-shot").click()
    expect(mine.get_by_test_id("shot")).to_have_count(4)
    theirs.keyboard.press("Alt+ArrowLeft")
    expect(theirs.locator("#spoken")).to_have_text("Shot moved to place 3 of 4")
    expect_order(mine, order_of(theirs))
    select_shot(mine, 1)
    mine.keyboard.press("Delete")
    expect(theirs.get_by_test_id("shot")).to_have_count(3)
    expect_order(theirs, order_of(mine))
    expect(theirs.get_by_test_id("total")).to_have_text("9 s")


def test_an_animatic_of_one_grows_and_gets_ready_before_the_eyes_of_the_other(both: tuple[Page, Page]) -> None:
    mine, theirs = both
    theirs.evaluate(
        """() => {
          window.seen = [];
          new MutationObserver(() => {
            const card = document.querySelector('[data-testid="take"]');
            if (card && card.dataset.state === "running") window.seen.push(Number(card.dataset.progress));
          }).observe(document.getElementById("takes-list"), { subtree: true, childList: true, attributes: true });
        }"""
    )
    animatic_button(mine).click()
    for page in both:
        expect_take(page, "ready")
    seen = theirs.evaluate("() => [...new Set(window.seen)]")
    assert len(seen) >= 2
    assert seen == sorted(seen)
    assert take(mine).get_attribute("data-video") == take(theirs).get_attribute("data-video")


def test_a_text_being_written_is_not_disturbed_by_edits_elsewhere(both: tuple[Page, Page]) -> None:
    mine, theirs = both
    select_shot(theirs, 3)
    words = "A lighthouse at dusk, waves below, the beam turning slowly over the bay."
    for number, word in enumerate(words.split()):
        prompt_of(theirs).press_sequentially(word if number == 0 else f" {word}", delay=10)
        if number == 2:
            write_prompt(mine, 1, "A kite.")
        if number == 5:
            drag_cut(mine, 2, 1)
        if number == 8:
            mine.get_by_test_id("add-shot").click()
            expect(theirs.get_by_test_id("shot")).to_have_count(4)
    expect(prompt_of(theirs)).to_be_focused()
    expect(prompt_of(theirs)).to_have_value(words)
    for page in both:
        expect(shot(page, 3)).to_have_attribute("data-prompt", words)
        expect(shot(page, 1)).to_have_attribute("data-prompt", "A kite.")


def test_the_cursor_stays_where_it_was_when_others_edit(both: tuple[Page, Page]) -> None:
    mine, theirs = both
    write_prompt(theirs, 2, "A tram in the rain.")
    prompt_of(theirs).evaluate("(field) => field.setSelectionRange(2, 6)")
    drag_cut(mine, 1, 1)
    expect_seconds(theirs, [4, 2, 3])
    assert prompt_of(theirs).evaluate("(field) => [field.selectionStart, field.selectionEnd]") == [2, 6]
    theirs.keyboard.type("bus")
    for page in both:
        expect(shot(page, 2)).to_have_attribute("data-prompt", "A bus in the rain.")


def test_a_running_drag_is_not_disturbed_by_edits_of_others(both: tuple[Page, Page]) -> None:
    mine, theirs = both
    second = second_in_pixels(theirs)
    x, y = take_hold_of_cut(theirs, 1)
    theirs.mouse.move(x + second, y, steps=4)
    write_prompt(mine, 3, "A lighthouse.")
    drag_cut(mine, 2, 1)
    expect(shot(theirs, 1).locator(".shot__len")).to_have_text("4 s")
    theirs.mouse.move(x + second + 3, y)
    theirs.mouse.up()
    for page in both:
        expect_seconds(page, [4, 3, 2])
        expect(shot(page, 3)).to_have_attribute("data-prompt", "A lighthouse.")


def disagree(first: Page, second: Page) -> None:
    """Both write the first prompt: the second page's text is still on a slow way when the first page's is saved."""
    on_the_way: list[Route] = []

    def hold(route: Route) -> None:
        on_the_way.append(route)

    second.route("**/edit/", hold, times=1)
    select_shot(second, 1)
    with second.expect_request("**/edit/"):
        prompt_of(second).fill("A blue kite.")
    write_prompt(first, 1, "A red kite.")
    on_the_way[0].continue_()
    expect(second.get_by_role("alert").filter(has_text="owner changed this text")).to_be_visible()


@pytest.mark.parametrize("kept", ["theirs", "mine"])
def test_one_text_written_by_two_keeps_both_until_one_is_chosen(both: tuple[Page, Page], kept: str) -> None:
    first, second = both
    disagree(first, second)
    box = second.get_by_role("alert").filter(has_text="owner changed this text")
    expect(box).to_contain_text("A red kite.")
    expect(box).to_contain_text("A blue kite.")
    box.get_by_role("button", name="Keep theirs" if kept == "theirs" else "Save mine").click()
    expect(box).to_have_count(0)
    chosen = "A red kite." if kept == "theirs" else "A blue kite."
    for page in both:
        expect(shot(page, 1)).to_have_attribute("data-prompt", chosen)
        expect(prompt_of(page)).to_have_value(chosen)
    expect(prompt_of(second)).to_be_focused()
    second.keyboard.type(" Wind.")
    for page in both:
        expect(shot(page, 1)).to_have_attribute("data-prompt", f"{chosen} Wind.")
        expect(prompt_of(page)).to_have_value(f"{chosen} Wind.")


def test_a_conflict_waits_for_its_answer_while_work_goes_on(both: tuple[Page, Page]) -> None:
    first, second = both
    disagree(first, second)
    drag_cut(second, 2, 1)
    expect_seconds(first, [3, 4, 2])
    select_shot(second, 2)
    write_prompt(second, 2, "Meanwhile.")
    box = second.get_by_role("alert").filter(has_text="owner changed this text")
    expect(box).to_contain_text("A blue kite.")
    box.get_by_role("button", name="Save mine").click()
    for page in both:
        expect(shot(page, 1)).to_have_attribute("data-prompt", "A blue kite.")
        expect(shot(page, 2)).to_have_attribute("data-prompt", "Meanwhile.")


def test_what_is_typed_on_after_a_conflict_counts_as_mine(both: tuple[Page, Page]) -> None:
    first, second = both
    disagree(first, second)
    prompt_of(second).press_sequentially(" With a tail.")
    second.get_by_role("button", name="Save mine").click()
    for page in both:
        expect(shot(page, 1)).to_have_attribute("data-prompt", "A blue kite. With a tail.")


def test_what_is_typed_on_after_a_conflict_is_kept_while_another_shot_is_looked_at(both: tuple[Page, Page]) -> None:
    first, second = both
    disagree(first, second)
    prompt_of(second).press_sequentially(" With a tail.")
    select_shot(second, 3)
    second.get_by_role("button", name="Save mine").click()
    for page in both:
        expect(shot(page, 1)).to_have_attribute("data-prompt", "A blue kite. With a tail.")
    expect(prompt_of(second)).to_have_value("")


def test_many_edits_of_both_at_once_end_the_same_for_both(both: tuple[Page, Page], studio: Studio) -> None:
    mine, theirs = both
    project = mine.get_by_test_id("board").get_attribute("data-project") or ""
    for _round in range(4):
        mine.locator("#total-more").click()
        theirs.get_by_test_id("trim").first.press("ArrowRight")
        mine.get_by_test_id("trim").last.press("ArrowLeft")
        theirs.locator("#total-less").click()
    for page in both:
        expect(page.locator("#save-state")).to_have_attribute("data-state", "saved")
    (row,) = studio.installation.rows("SELECT version FROM storyboard_project WHERE id = ?", project)
    for page in both:
        expect(page.locator("#strip")).to_have_attribute("data-version", str(row["version"]))
        expect_seconds(page, studio.installation.seconds(project))
        expect(page.get_by_test_id("total")).to_have_text("9 s")
