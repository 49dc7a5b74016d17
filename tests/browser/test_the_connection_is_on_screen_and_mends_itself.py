"""Server away, network gone, page asleep or reloaded: the board says where it stands and is right again by itself."""

from playwright.sync_api import Page, expect

from tests.browser.board import (
    animatic_button,
    asleep,
    drag_cut,
    expect_live,
    expect_seconds,
    expect_take,
    make_board,
    prompt_of,
    select_shot,
    shot,
    take,
    write_prompt,
)
from tests.browser.conftest import Open, Studio

GONE = "|".join(
    (
        r"ERR_(CONNECTION_REFUSED|CONNECTION_RESET|SOCKET_NOT_CONNECTED|EMPTY_RESPONSE|INTERNET_DISCONNECTED)",
        r"WebSocket",
        r"htmx:(sendError|afterRequest|wsError)",
        r"\[object Event\]",
    )
)


def live_state(page: Page, state: str, seconds: float = 30) -> None:
    expect(page.get_by_test_id("live")).to_have_attribute("data-state", state, timeout=seconds * 1000)


def test_a_server_that_comes_back_is_found_again_with_what_changed_meanwhile(
    opened: Open, studio_of_its_own: Studio
) -> None:
    studio = studio_of_its_own
    page = opened(studio, "owner", "", trouble=GONE)
    project = make_board(page, "Away", seconds=3, shots=1)
    port = studio.server.port
    studio.server.kill()
    live_state(page, "reconnecting")
    expect(page.get_by_test_id("live")).to_contain_text("Reconnecting")
    (made,) = studio.installation.lines("generate", project, "--model", "animatic")
    assert made["state"] == "ready"
    expect(page.get_by_test_id("take")).to_have_count(0)
    studio.installation.up(port=port)
    live_state(page, "connected")
    expect_take(page, "ready", seconds=10)
    write_prompt(page, 1, "Still the same page.")


def test_a_text_typed_while_the_server_is_away_is_kept_and_saved_when_it_is_back(
    opened: Open, studio_of_its_own: Studio
) -> None:
    studio = studio_of_its_own
    page = opened(studio, "owner", "", trouble=GONE)
    project = make_board(page, "Typed while away")
    studio.server.end()
    prompt_of(page).fill("Written into the dark.")
    expect(page.locator("#save-state")).to_contain_text("Not saved: no connection")
    studio.installation.up(port=studio.server.port)
    expect(page.locator("#save-state")).to_contain_text("Saved", timeout=30_000)
    expect(shot(page, 1)).to_have_attribute("data-prompt", "Written into the dark.")
    expect(prompt_of(page)).to_have_value("Written into the dark.")
    assert studio.installation.shots(project)[0]["prompt"] == "Written into the dark."
    live_state(page, "connected")


def test_a_text_typed_without_a_network_is_kept_and_saved_when_it_is_back(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "", trouble=GONE)
    project = make_board(page, "Typed offline")
    other = opened(studio, "bela", f"/projects/{project}/")
    expect_live(other)
    page.context.set_offline(True)
    live_state(page, "offline")
    prompt_of(page).fill("Written in a tunnel.")
    expect(page.locator("#save-state")).to_contain_text("Not saved")
    drag_cut(other, 2, 1)
    expect_seconds(other, [3, 4, 2])
    page.context.set_offline(False)
    expect(shot(page, 1)).to_have_attribute("data-prompt", "Written in a tunnel.")
    expect(page.locator("#save-state")).to_contain_text("Saved")
    live_state(page, "connected")
    for one in (page, other):
        expect_seconds(one, [3, 4, 2])
        expect(shot(one, 1)).to_have_attribute("data-prompt", "Written in a tunnel.")


def test_texts_of_several_shots_typed_without_a_network_are_all_saved(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "", trouble=GONE)
    make_board(page, "Several offline")
    page.context.set_offline(True)
    for position, text in enumerate(("One", "Two", "Three"), 1):
        select_shot(page, position)
        prompt_of(page).fill(text)
    expect(page.locator("#save-state")).to_contain_text("Not saved")
    page.context.set_offline(False)
    for position, text in enumerate(("One", "Two", "Three"), 1):
        expect(shot(page, position)).to_have_attribute("data-prompt", text)


def test_a_cut_dragged_without_a_network_goes_back_to_what_is_saved(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "", trouble=GONE)
    make_board(page, "Dragged offline")
    page.context.set_offline(True)
    drag_cut(page, 1, 1)
    expect(page.locator("#save-state")).to_contain_text("Not saved")
    expect_seconds(page, [3, 3, 3])


def test_a_page_reloaded_in_the_middle_of_a_render_shows_its_progress_and_then_the_video(page: Page) -> None:
    make_board(page, "Reloaded", seconds=15, shots=3)
    animatic_button(page).click()
    expect(take(page)).to_have_attribute("data-progress", "0")
    expect(take(page)).not_to_have_attribute("data-progress", "0")
    before = int(take(page).get_attribute("data-progress") or 0)
    page.reload()
    after = int(take(page).get_attribute("data-progress") or 0)
    assert after >= before > 0
    expect_live(page)
    expect_take(page, "ready")
    expect(page.locator("progress")).to_have_count(0)


def test_a_page_that_slept_is_right_when_it_wakes(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "")
    project = make_board(page, "Asleep")
    other = opened(studio, "bela", f"/projects/{project}/")
    expect_live(other)
    with asleep(page):
        drag_cut(other, 1, 1)
        other.get_by_test_id("add-shot").click()
        expect(other.get_by_test_id("shot")).to_have_count(4)
        animatic_button(other).click()
        expect_take(other, "ready")
    expect(page.get_by_test_id("shot")).to_have_count(4)
    expect_take(page, "ready")
    expect(page.locator("#strip")).to_have_attribute(
        "data-version", other.locator("#strip").get_attribute("data-version") or ""
    )
    live_state(page, "connected")
