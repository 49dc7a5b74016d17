"""What arrives while somebody drags, has the caret in a text or has scrolled the strip leaves all of that as it is."""

from playwright.sync_api import Page, Route, expect

from tests.browser.board import (
    expect_live,
    expect_seconds,
    make_board,
    prompt_of,
    second_in_pixels,
    shot,
    take_hold_of_cut,
    write_prompt,
)
from tests.browser.conftest import Open, Studio


def test_the_answer_to_ones_own_text_does_not_end_a_drag_that_began_meanwhile(page: Page) -> None:
    make_board(page, "Typed and dragged")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/edit/", hold, times=1)
    with page.expect_request("**/edit/"):
        prompt_of(page).fill("A kite.")
    second = second_in_pixels(page)
    x, y = take_hold_of_cut(page, 1)
    page.mouse.move(x + second, y, steps=3)
    with page.expect_response("**/edit/"):
        held[0].continue_()
    page.mouse.move(x + second + 2, y)
    expect(shot(page, 1).locator(".shot__len")).to_have_text("4 s")
    page.mouse.up()
    expect_seconds(page, [4, 2, 3])
    expect(shot(page, 1)).to_have_attribute("data-prompt", "A kite.")


def test_the_caret_stays_at_its_words_and_the_strip_where_it_was_scrolled(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "", viewport={"width": 390, "height": 844})
    project = make_board(page, "In one text", seconds=15, shots=6)
    other = opened(studio, "bela", f"/projects/{project}/")
    expect_live(other)
    write_prompt(other, 1, "A kite over the bay.")
    expect(prompt_of(page)).to_have_value("A kite over the bay.")
    prompt_of(page).evaluate("(field) => { field.focus(); field.setSelectionRange(12, 19); }")  # “the bay”
    page.locator(".timeline__scroll").evaluate("(strip) => strip.scrollTo({ left: 300, behavior: 'instant' })")
    write_prompt(other, 1, "A red kite over the bay.")
    expect(prompt_of(page)).to_have_value("A red kite over the bay.")
    expect(prompt_of(page)).to_be_focused()
    selected = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert prompt_of(page).evaluate(selected) == "the bay"
    assert page.locator(".timeline__scroll").evaluate("(strip) => strip.scrollLeft") == 300
    page.keyboard.type("a lake")
    for one in (page, other):
        expect(shot(one, 1)).to_have_attribute("data-prompt", "A red kite over a lake.")
