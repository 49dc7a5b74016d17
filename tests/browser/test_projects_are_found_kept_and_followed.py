"""The page of projects by mouse, keyboard and finger: found, gone through, tagged, copied, archived, followed."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.barriers import expect_no_barrier
from tests.browser.board import animatic_button, make_board, write_prompt
from tests.browser.conftest import Open, Studio
from tests.browser.test_every_page_stands_in_both_themes_and_on_a_phone import PHONE


def card(page: Page, title: str) -> Locator:
    return page.locator(f'.project[data-title="{title}"]')


def titles(page: Page) -> list[str]:
    return [str(one.get_attribute("data-title")) for one in page.get_by_test_id("project").all()]


def open_menu(page: Page, title: str) -> Locator:
    card(page, title).locator("[data-menu]").click()
    menu = page.locator("#project-menu")
    expect(menu).to_be_visible()
    return menu


def over_picture(page: Page, title: str, part: float) -> None:
    """Moves the mouse to a part of a card's picture, from its left edge."""
    box = card(page, title).locator(".project__pic").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * part, box["y"] + box["height"] / 2)


def test_by_mouse(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "", reduced_motion="reduce")
    make_board(page, "Zephyr kite", 9, 3)
    make_board(page, "Zephyr tram", 6, 2)
    page.goto("/")
    page.get_by_label("Search projects").fill("zeph")
    expect(page.get_by_test_id("project")).to_have_count(2)
    assert titles(page) == ["Zephyr tram", "Zephyr kite"]
    expect(page.locator("#count")).to_have_text("2")
    page.get_by_label("Sort by").select_option("length")
    expect(page.get_by_test_id("project").first).to_have_attribute("data-title", "Zephyr kite")
    # The place on the picture is a second of the board: 0.6 of 9 s is in the second of three equal shots.
    over_picture(page, "Zephyr kite", 0.6)
    expect(card(page, "Zephyr kite").locator(".project__view p")).to_have_text("Shot 2 of 3, 3 s")
    over_picture(page, "Zephyr kite", 0.9)
    expect(card(page, "Zephyr kite").locator(".project__view p")).to_have_text("Shot 3 of 3, 3 s")
    page.mouse.move(0, 0)
    expect(page.locator(".project__view")).to_have_count(0)
    # Tags: typed, and taken from those of the workspace.
    menu = open_menu(page, "Zephyr kite")
    expect_no_barrier(page)
    menu.get_by_label("Tags, divided by commas").fill("Windy,  sea")
    menu.get_by_role("button", name="Save").click()
    expect(menu).to_be_hidden()
    expect(card(page, "Zephyr kite").locator(".project__tags .chip")).to_have_text(["sea", "windy"])
    menu = open_menu(page, "Zephyr tram")
    menu.get_by_role("button", name="windy").click()
    expect(menu.get_by_label("Tags, divided by commas")).to_have_value("windy")
    menu.get_by_role("button", name="Save").click()
    page.locator("#project-tags label", has_text="sea").click()
    expect(page.get_by_test_id("project")).to_have_count(1)
    expect(page).to_have_url(re.compile("tag=sea"))
    page.locator("#project-tags label", has_text="sea").click()
    expect(page.get_by_test_id("project")).to_have_count(2)
    # A copy stands beside its original; the archive takes it in, and gives it back at once.
    open_menu(page, "Zephyr kite").get_by_role("button", name="Duplicate").click()
    expect(page.locator("#projects-said")).to_have_text(re.compile("^Zephyr kite copy is made"))
    expect(card(page, "Zephyr kite copy").locator(".project__tags .chip")).to_have_text(["sea", "windy"])
    expect(page.locator("#count")).to_have_text("3")
    open_menu(page, "Zephyr kite copy").get_by_role("button", name="Archive").click()
    expect(page.locator("#count")).to_have_text("2")
    card(page, "Zephyr kite copy").get_by_role("button", name="Restore").click()
    expect(page.locator("#count")).to_have_text("3")
    open_menu(page, "Zephyr kite copy").get_by_role("button", name="Archive").click()
    page.locator("#states label", has_text="Archive").click()
    expect(page.get_by_test_id("project")).to_have_count(1)
    expect_no_barrier(page)
    # Its board says so, and the button there brings it back.
    card(page, "Zephyr kite copy").locator(".project__link").click()
    expect(page.get_by_test_id("archived")).to_be_visible()
    expect(page.get_by_test_id("add-shot")).to_have_count(0)
    page.get_by_test_id("archived").get_by_role("button", name="Restore").click()
    expect(page.get_by_test_id("add-shot")).to_be_visible()
    expect(page.get_by_test_id("archived")).to_have_count(0)


def test_by_keyboard(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "")
    make_board(page, "Quill one", 6, 2)
    make_board(page, "Quill two", 6, 3)
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("quil")
    expect(page.get_by_test_id("project")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(card(page, "Quill two").locator(".project__link")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(card(page, "Quill one").locator(".project__link")).to_be_focused()
    # Back to the slider of its shots; an arrow is a second.
    page.keyboard.press("Shift+Tab")
    slider = page.get_by_label("Shots of Quill one")
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", "Shot 1 of 2, 3 s")
    for _second in range(3):
        page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "Shot 2 of 2, 3 s")
    expect(card(page, "Quill one").locator(".project__view p")).to_have_text("Shot 2 of 2, 3 s")
    page.keyboard.press("Tab")
    expect(page.locator(".project__view")).to_have_count(0)
    # The menu opens at the text of tags; Escape gives the focus back.
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#menu-text")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card(page, "Quill one").locator("[data-menu]")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("inked")
    page.keyboard.press("Enter")
    expect(card(page, "Quill one").locator(".project__tags .chip")).to_have_text(["inked"])
    expect(card(page, "Quill one").locator(".project__link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("board")).to_be_visible()


def test_on_a_phone(opened: Open, studio: Studio) -> None:
    page = opened(studio, "bela", "", viewport=PHONE, has_touch=True, is_mobile=True)
    make_board(page, "Willow pair", 6, 2)
    page.goto("/?q=willow")
    found = card(page, "Willow pair")
    expect(found).to_be_visible()
    # A finger along the picture goes through the shots and opens nothing; a tap opens the board.
    box = found.locator(".project__pic").bounding_box()
    assert box
    touch = page.context.new_cdp_session(page)
    y = box["y"] + 40
    for kind, part in (
        ("touchStart", 0.1),
        ("touchMove", 0.4),
        ("touchMove", 0.8),
        ("touchMove", 0.81),
        ("touchEnd", None),
    ):
        points = [] if part is None else [{"x": box["x"] + box["width"] * part, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_timeout(100)  # a finger that is flung has the browser take the next tap for a stop
    expect(found.locator(".project__view p")).to_have_text("Shot 2 of 2, 3 s")
    found.locator("[data-menu]").tap()
    menu = page.locator("#project-menu")
    expect(menu).to_be_in_viewport(ratio=1)
    menu.get_by_label("Tags, divided by commas").fill("leaf")
    menu.get_by_role("button", name="Save").tap()
    expect(found.locator(".project__tags .chip")).to_have_text(["leaf"])
    width, room = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width <= room
    page.locator("#projects-said").tap()
    found.locator(".project__link").tap()
    expect(page.get_by_test_id("board")).to_be_visible()


def test_what_others_do_shows_without_disturbing_who_types(opened: Open, studio: Studio) -> None:
    watching, working = opened(studio, "owner", ""), opened(studio, "bela", "")
    make_board(working, "Umbra walk", 15, 6)
    watching.goto("/?q=umbra")
    shown = card(watching, "Umbra walk")
    menu = open_menu(watching, "Umbra walk")
    menu.get_by_label("Tags, divided by commas").fill("half typ")
    write_prompt(working, 1, "A red kite over the dunes.")
    working.locator("#total-less").click()
    expect(shown).to_contain_text("14 s, 6 shots")
    animatic_button(working).click()
    expect(shown.locator(".project__live")).to_be_visible()
    expect(shown.locator(".tally")).to_contain_text("Animatic ready", timeout=120_000)
    expect(shown.locator(".project__live")).to_have_count(0)
    expect(menu.get_by_label("Tags, divided by commas")).to_have_value("half typ")
    expect(menu.get_by_label("Tags, divided by commas")).to_be_focused()


def test_a_search_that_finds_no_server_says_so_and_is_tried_again(opened: Open, studio: Studio) -> None:
    page = opened(studio, "rita", "/", trouble="ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket|sendError|htmx")
    expect(page.locator("[data-menu]")).to_have_count(0)  # a reviewer changes nothing
    page.context.set_offline(True)
    page.get_by_label("Search projects").fill("umb")
    expect(page.locator("#projects-error")).to_contain_text("No connection to the server.")
    page.context.set_offline(False)
    page.get_by_label("Search projects").fill("no such title")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    expect(page.locator("#projects-error")).to_be_empty()
    page.get_by_role("link", name="Show all projects").click()
    expect(page.get_by_test_id("project").first).to_be_visible()


def test_counts_that_come_later_leave_the_shots_that_are_gone_through(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "")
    make_board(page, "Thistle", 6, 2)
    page.goto("/?q=thistle")
    slider = page.get_by_label("Shots of Thistle")
    slider.press("End")
    view = card(page, "Thistle").locator(".project__view p")
    expect(view).to_have_text("Shot 2 of 2, 3 s")
    with page.expect_response("**/projects/counts/**"):
        page.evaluate("htmx.trigger(document.body, 'projects-found')")
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    expect(slider).to_be_focused()
    expect(view).to_have_text("Shot 2 of 2, 3 s")
