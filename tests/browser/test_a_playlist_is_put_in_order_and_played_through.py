"""Takes of two projects ticked into a playlist, moved by keys, buttons and the mouse, and played to the end."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.board import box_of
from tests.browser.conftest import Open, Studio
from tests.browser.fingers import swipe
from tests.browser.proving import stocked

LONG, SHORT = "29.97.mp4", "25.mp4"


@pytest.fixture(scope="module")
def stock(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return stocked(studio, tmp_path_factory.mktemp("playlist"), [LONG, SHORT])


def rows(page: Page) -> Locator:
    return page.locator("#playlist-rows > .take-row")


def expect_order(page: Page, *names: str) -> None:
    expect(page.locator("#playlist-rows .take-row__what > span")).to_have_text([f"Reel {name}" for name in names])


@pytest.fixture
def playlist(opened: Open, studio: Studio, stock: dict[str, str]) -> Page:
    """The page of a new playlist: first the long one, then the short one."""
    page = opened(studio, "rita", "/playlists/choose/")
    for name in (LONG, SHORT):
        page.get_by_role("checkbox", name=f"of Reel {name}").first.check()
    page.get_by_label("Its name").fill("Monday")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Monday")).to_be_visible()
    if rows(page).first.inner_text().find(SHORT) >= 0:
        page.locator(".take-row__grip").first.press("ArrowDown")
    expect_order(page, LONG, SHORT)
    return page


def test_takes_are_moved_by_keys_buttons_and_the_mouse(playlist: Page) -> None:
    playlist.locator(".take-row__grip").first.focus()
    playlist.keyboard.press("ArrowDown")
    expect_order(playlist, SHORT, LONG)
    expect(playlist.locator(".take-row__grip").last).to_be_focused()
    rows(playlist).last.locator('[data-by="-1"]').click()
    expect_order(playlist, LONG, SHORT)
    rows(playlist).first.drag_to(rows(playlist).last)
    expect_order(playlist, SHORT, LONG)
    rows(playlist).first.get_by_role("button", name="out of the playlist").click()
    expect_order(playlist, LONG)
    playlist.reload()
    expect_order(playlist, LONG)


def test_what_could_not_be_done_is_told_and_nothing_else(opened: Open, studio: Studio, playlist: Page) -> None:
    page = opened(studio, "rita", playlist.url, trouble=r"status of 403|Response Status Error Code 403")
    page.route("**/move/", lambda route: route.fulfill(status=403))
    page.locator(".take-row__grip").first.press("ArrowDown")
    expect(page.locator("#board-notice")).to_contain_text("your role does not allow this any more")
    expect(page.locator("#spoken")).to_be_empty()
    expect_order(page, LONG, SHORT)


def test_a_take_is_moved_with_a_finger(opened: Open, studio: Studio, playlist: Page) -> None:
    phone = opened(studio, "rita", playlist.url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    expect_order(phone, LONG, SHORT)
    grip, other = (phone.locator(".take-row__grip").nth(at).bounding_box() for at in (0, 1))
    assert grip
    assert other
    swipe(phone, (grip["x"] + 8, grip["y"] + 8), 0, down=other["y"] - grip["y"])
    expect_order(phone, SHORT, LONG)


def test_it_plays_on_by_itself_and_stops_at_its_end(playlist: Page, stock: dict[str, str]) -> None:
    playlist.get_by_test_id("play-playlist").click()
    queue, player = playlist.get_by_test_id("queue"), playlist.get_by_test_id("player")
    expect(queue).to_have_attribute("data-place", "1")
    expect(queue).to_have_attribute("data-place", "2")
    expect(player).to_have_attribute("data-frame", "74")
    assert stock[SHORT] in playlist.url
    expect(playlist.get_by_role("button", name="Play", exact=True)).to_be_visible()
    playlist.keyboard.press("Shift+N")
    expect(queue).to_have_attribute("data-place", "1")
    playlist.locator("#queue-home").click()
    expect_order(playlist, LONG, SHORT)


def test_it_is_renamed_deleted_and_restored(playlist: Page) -> None:
    playlist.get_by_text("Rename or delete").click()
    playlist.get_by_label("Name of the playlist").fill("Tuesday")
    playlist.get_by_role("button", name="Rename").click()
    expect(playlist.get_by_role("heading", name="Tuesday")).to_be_visible()
    address = playlist.url
    playlist.get_by_text("Rename or delete").click()
    playlist.get_by_role("button", name="Delete the playlist").click()
    playlist.get_by_text("Deleted", exact=False).first.click()
    playlist.get_by_role("button", name="Restore Tuesday").click()
    assert playlist.url == address
    expect_order(playlist, LONG, SHORT)


def test_what_others_do_with_it_appears_but_not_under_a_hand(opened: Open, studio: Studio, playlist: Page) -> None:
    path = playlist.url.removeprefix(studio.address)
    other = opened(studio, "bela", path)
    other.locator(".take-row__grip").first.press("ArrowDown")
    expect_order(playlist, SHORT, LONG)
    expect(rows(playlist).first.locator(".take-row__n")).to_have_text("1")
    expect(rows(playlist).first.locator('[data-by="-1"]')).to_have_attribute("aria-disabled", "true")
    first, second = (box_of(rows(playlist).nth(at)) for at in (0, 1))
    playlist.mouse.move(first["x"] + first["width"] / 2, first["y"] + 8)
    playlist.mouse.down()
    playlist.mouse.move(second["x"] + second["width"] / 2, second["y"] + 8, steps=4)
    expect(playlist.locator(".take-row[data-dragged]")).to_have_count(1)
    other.get_by_text("Rename or delete").click()
    other.get_by_label("Name of the playlist").fill("Friday")
    other.get_by_role("button", name="Rename").click()
    expect(other.get_by_role("heading", name="Friday")).to_be_visible()
    playlist.wait_for_timeout(1500)
    expect(playlist.get_by_role("heading", name="Monday")).to_be_visible()  # nothing is drawn while it is dragged
    expect(playlist.locator(".take-row[data-dragged]")).to_have_count(1)
    playlist.mouse.up()
    expect_order(playlist, LONG, SHORT)
    expect(playlist.get_by_role("heading", name="Friday")).to_be_visible()
    expect_order(other, LONG, SHORT)


def test_it_is_right_after_a_lost_connection_and_when_it_is_deleted(
    opened: Open, studio: Studio, playlist: Page
) -> None:
    path = playlist.url.removeprefix(studio.address)
    other = opened(studio, "bela", path, trouble="ERR_INTERNET_DISCONNECTED")
    other.context.set_offline(True)
    rows(playlist).first.get_by_role("button", name="out of the playlist").click()
    expect_order(playlist, SHORT)
    expect_order(other, LONG, SHORT)
    other.context.set_offline(False)
    expect_order(other, SHORT)
    rows(playlist).first.get_by_role("button", name="out of the playlist").click()
    expect(other.get_by_role("heading", name="No take in it")).to_be_visible()
    playlist.get_by_text("Rename or delete").click()
    playlist.get_by_role("button", name="Delete the playlist").click()
    expect(other.get_by_role("heading", name="This playlist was deleted")).to_be_visible()
