"""While the animatic plays, the selection follows it; a text that is being written stays where it is."""

from playwright.sync_api import Page, expect

from tests.browser.board import (
    REACHED,
    animatic_button,
    expect_take,
    make_board,
    opener_of,
    prompt_of,
    select_shot,
    shot,
)


def playing(page: Page, title: str) -> None:
    """A board of three shots of a second each, its animatic playing."""
    make_board(page, title, seconds=3, shots=3)
    animatic_button(page).click()
    expect_take(page, "ready")
    expect(page.get_by_test_id("player")).to_be_visible()
    page.get_by_role("button", name="Play the animatic").click()


def test_the_selection_follows_the_video_without_holding_it_up(page: Page) -> None:
    playing(page, "Followed")
    for position in (2, 3):
        expect(shot(page, position)).to_have_attribute("aria-current", "true")
    assert page.get_by_test_id("player").evaluate(REACHED, 2.5) > 2.5


def test_a_text_being_written_is_not_taken_away_by_the_video(page: Page) -> None:
    playing(page, "Written to music")
    select_shot(page, 1)
    prompt_of(page).click()
    prompt_of(page).press_sequentially("A red kite ")
    page.get_by_test_id("player").evaluate("(video) => { video.currentTime = 0.5; return video.play(); }")
    assert page.get_by_test_id("player").evaluate(REACHED, 1.5) > 1.5
    prompt_of(page).press_sequentially("over the dunes.")
    expect(shot(page, 1)).to_have_attribute("data-prompt", "A red kite over the dunes.")
    expect(shot(page, 1)).to_have_attribute("aria-current", "true")


def test_choosing_a_shot_shows_the_video_from_where_it_starts(page: Page) -> None:
    playing(page, "Chosen")
    player = page.get_by_test_id("player")
    player.evaluate("(video) => video.pause()")
    opener_of(page, 3).click()
    assert player.evaluate(REACHED, 1.99) < 2.1
