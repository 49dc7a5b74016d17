"""A text that cannot be saved stays in the field and in the browser, over a reload as well; why is on screen, and it is
saved by itself when nothing stands in the way any more. Where somebody else wrote there meanwhile, both are shown."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.board import (
    drag_cut,
    expect_live,
    expect_seconds,
    make_board,
    prompt_of,
    select_shot,
    shot,
    write_prompt,
)
from tests.browser.conftest import Open, Studio
from tests.browser.test_the_connection_is_on_screen_and_mends_itself import GONE, live_state

REFUSED = r"status of (401|403|404|413|500|502|503|507)|Status Error Code"
EDITS = "**/edit/"


def bar(page: Page) -> Locator:
    return page.get_by_test_id("unsaved")


def saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_have_attribute("data-state", "saved")


def reload(page: Page) -> None:
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect_live(page)


@pytest.mark.parametrize(
    ("status", "sentence"), [(500, "could not save"), (413, "refuses so much text"), (507, "disk is full")]
)
def test_what_the_server_cannot_take_is_kept_over_a_reload_and_tried_again(
    opened: Open, studio: Studio, status: int, sentence: str
) -> None:
    page = opened(studio, "owner", "", trouble=REFUSED)
    make_board(page, f"Answered {status}")
    page.route(EDITS, lambda route: route.fulfill(status=status, body="<h1>No</h1>"))
    prompt_of(page).fill("A kite.")
    select_shot(page, 2)
    prompt_of(page).fill("A tram.")
    expect(bar(page)).to_contain_text(sentence)
    expect(page.locator("#save-state")).to_have_text("Not saved")
    select_shot(page, 1)
    expect(prompt_of(page)).to_have_value("A kite.")  # not what is saved
    expect(shot(page, 2).locator(".shot__text")).to_have_text("A tram.")
    reload(page)
    expect(prompt_of(page)).to_have_value("A kite.")
    expect(shot(page, 1).locator(".shot__text")).to_have_text("A kite.")
    expect(bar(page)).to_contain_text(sentence)
    page.unroute(EDITS)
    for position, text in enumerate(("A kite.", "A tram."), 1):
        expect(shot(page, position)).to_have_attribute("data-prompt", text)
    saved(page)
    expect(bar(page)).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('unsaved'))") == []


def test_two_people_and_a_dropped_connection(opened: Open, studio_of_its_own: Studio) -> None:
    studio = studio_of_its_own
    page = opened(studio, "owner", "", trouble=GONE)
    project = make_board(page, "Dropped")
    other = opened(studio, "owner", f"/projects/{project}/", trouble=GONE)
    expect_live(other)
    page.context.set_offline(True)
    live_state(page, "offline")
    expect(bar(page)).to_contain_text("No connection. What you type is kept")
    for position, text in ((1, "Mine in a tunnel."), (2, "Mine alone.")):
        select_shot(page, position)
        prompt_of(page).fill(text)
    expect(page.locator("#save-state")).to_have_text("Not saved: no connection")
    write_prompt(other, 1, "Theirs meanwhile.")
    drag_cut(other, 2, 1)
    page.context.set_offline(False)
    box = page.get_by_role("alert").filter(has_text="changed this text")
    expect(box).to_contain_text("Theirs meanwhile.")
    expect(box).to_contain_text("Mine in a tunnel.")
    expect(shot(other, 2)).to_have_attribute("data-prompt", "Mine alone.")
    expect_seconds(page, [3, 4, 2])

    reload(page)  # both are there again
    expect(box).to_contain_text("Mine in a tunnel.")
    studio.server.end()
    live_state(other, "reconnecting")
    select_shot(other, 3)
    prompt_of(other).fill("While the server was away.")
    expect(bar(other)).to_contain_text("No connection.")
    studio.installation.up(port=studio.server.port)
    expect(shot(page, 3)).to_have_attribute("data-prompt", "While the server was away.")
    expect(bar(other)).to_be_hidden()
    box.get_by_role("button", name="Save mine").click()
    for one in (page, other):
        expect(shot(one, 1)).to_have_attribute("data-prompt", "Mine in a tunnel.")
        expect(shot(one, 3)).to_have_attribute("data-prompt", "While the server was away.")
        expect_seconds(one, [3, 4, 2])
        saved(one)


def test_what_was_restored_while_one_was_away_is_shown_beside_what_one_typed(opened: Open, studio: Studio) -> None:
    page = opened(studio, "bela", "", trouble=GONE)
    other = opened(studio, "owner", "")
    project = make_board(other, "Restored meanwhile")
    page.goto(f"/projects/{project}/")
    expect_live(page)
    write_prompt(page, 1, "A kite.")
    expect(shot(other, 1)).to_have_attribute("data-prompt", "A kite.")
    version = other.get_by_test_id("board").get_attribute("data-version")
    write_prompt(other, 1, "A boat.")
    select_shot(page, 1)
    expect(prompt_of(page)).to_have_value("A boat.")
    page.context.set_offline(True)
    live_state(page, "offline")
    prompt_of(page).fill("A boat. By bela.")
    other.goto(f"/projects/{project}/history/")
    other.locator(f'form[action$="/{version}/restore/"]').get_by_role("button").click()
    expect(shot(other, 1)).to_have_attribute("data-prompt", "A kite.")
    page.context.set_offline(False)
    box = page.get_by_role("alert").filter(has_text="changed this text")
    expect(box).to_contain_text("A kite.")
    expect(box).to_contain_text("A boat. By bela.")
    expect(shot(other, 1)).to_have_attribute("data-prompt", "A kite.")
    box.get_by_role("button", name="Save mine").click()
    expect(shot(other, 1)).to_have_attribute("data-prompt", "A boat. By bela.")


def test_seconds_typed_without_a_connection_are_kept_and_given_on_return(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "", trouble=GONE)
    project = make_board(page, "Seconds in a tunnel")
    field = page.locator("#shot-seconds")
    page.context.set_offline(True)
    live_state(page, "offline")
    field.fill("5")
    field.press("Enter")
    expect(bar(page)).to_contain_text("No connection. What you type is kept")
    expect(page.locator("#save-state")).to_have_text("Not saved: no connection")
    expect(page.get_by_role("alert").filter(has_text="Nothing was changed")).to_have_count(0)
    expect(shot(page, 1).locator(".shot__len")).to_have_text("5 s")
    select_shot(page, 3)
    shot(page, 3).locator(".shot__len").click()
    page.keyboard.type("40")
    page.keyboard.press("Enter")
    expect(shot(page, 3).locator(".shot__len")).to_have_text("40 s")
    select_shot(page, 1)
    expect(field).to_have_value("5 s")
    page.context.set_offline(False)
    expect(page.get_by_role("alert").filter(has_text="can last at most")).to_be_visible()
    expect_seconds(page, [5, 1, 3])
    expect(field).to_have_value("5 s")
    expect(page.locator("[data-unsaved]")).to_have_count(0)
    expect(bar(page)).to_be_hidden()
    saved(page)
    assert studio.installation.seconds(project) == [5, 1, 3]
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('unsaved'))") == []


def test_and_over_a_reload(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "", trouble=REFUSED)
    make_board(page, "Seconds over a reload")
    page.route(EDITS, lambda route: route.fulfill(status=503, body="<h1>No</h1>"))
    page.locator("#shot-seconds").fill("4")
    page.locator("#shot-seconds").press("Enter")
    expect(bar(page)).to_contain_text("could not save")
    reload(page)
    expect(page.locator("#shot-seconds")).to_have_value("4 s")
    page.unroute(EDITS)
    expect_seconds(page, [4, 2, 3])
    saved(page)


def test_nothing_is_ordered_past_a_text_that_is_not_saved(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "", trouble=REFUSED)
    make_board(page, "Not saved")
    page.route(EDITS, lambda route: route.fulfill(status=503))
    prompt_of(page).fill("Not saved yet.")
    expect(bar(page)).to_be_visible()
    for button in ("generate", "animatic"):
        page.get_by_test_id(button).click(force=True)  # without a model its button only says so
        expect(page.locator("#board-notice")).to_contain_text("something you typed here is not saved yet")
    expect(page.locator("#order-dialog")).to_be_hidden()
    expect(page.get_by_test_id("take")).to_have_count(0)
    page.unroute(EDITS)
    bar(page).get_by_role("button", name="Try now").click()
    saved(page)
    page.get_by_test_id("animatic").click()
    expect(page.get_by_test_id("take")).to_have_count(1)


def test_signed_out_without_a_role_and_without_a_shot(opened: Open, studio: Studio) -> None:
    page = opened(studio, "bela", "", trouble=REFUSED)
    other = opened(studio, "owner", "")
    project = make_board(other, "In the way")
    page.goto(f"/projects/{project}/")
    expect_live(page)

    (session,) = [one for one in page.context.cookies() if one["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    prompt_of(page).fill("Signed out.")
    expect(bar(page)).to_contain_text("You are signed out here")
    expect(bar(page).get_by_role("link", name="Sign in")).to_have_attribute("target", "_blank")
    page.locator("#total-more").click()
    expect(page.get_by_role("alert").filter(has_text="Nothing was changed: you are signed out")).to_be_visible()
    page.context.add_cookies([{"name": "sessionid", "value": session["value"], "url": studio.address}])
    bar(page).get_by_role("button", name="Try now").click()
    expect(shot(other, 1)).to_have_attribute("data-prompt", "Signed out.")
    expect(bar(page)).to_be_hidden()

    studio.installation.lines("add_person", "bela", "--role", "reviewer")
    try:
        prompt_of(page).fill("Without a role.")
        expect(bar(page)).to_contain_text("Your role does not allow editing any more")
    finally:
        studio.installation.lines("add_person", "bela", "--role", "creator")
    bar(page).get_by_role("button", name="Try now").click()
    expect(shot(other, 1)).to_have_attribute("data-prompt", "Without a role.")

    page.route(EDITS, lambda route: route.fulfill(status=503))
    prompt_of(page).fill("Where is my shot?")
    expect(bar(page)).to_be_visible()
    select_shot(other, 1)
    other.keyboard.press("Delete")
    expect(page.get_by_test_id("shot")).to_have_count(2)
    page.unroute(EDITS)
    lost = page.get_by_role("alert").filter(has_text="The shot was deleted")
    expect(lost).to_contain_text("Where is my shot?")
    with page.expect_response(EDITS):
        page.get_by_test_id("undo").click()
    expect(page.locator("#board-notice > :not([data-lost])")).to_have_count(1)
    expect(lost).to_contain_text("Where is my shot?")
    other.get_by_test_id("undo").click()
    expect(shot(other, 1)).to_have_attribute("data-prompt", "Where is my shot?")
    expect(lost).to_have_count(0)
    saved(page)
