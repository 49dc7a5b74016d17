"""On a phone the cut between two shots follows a finger, and the page does not scroll away under it."""

from playwright.sync_api import expect

from tests.browser.board import (
    box_of,
    expect_order,
    expect_seconds,
    grip_of,
    middle_of,
    order_of,
    second_in_pixels,
    shot,
)
from tests.browser.conftest import Open, Studio
from tests.browser.fingers import phone, swipe


def test_a_cut_is_dragged_with_a_finger(opened: Open, studio: Studio) -> None:
    page, project = phone(opened, studio, "Finger")
    second = second_in_pixels(page)
    swipe(page, middle_of(page.get_by_test_id("trim").first), second)
    expect_seconds(page, [4, 2, 3])
    assert studio.installation.seconds(project) == [4, 2, 3]
    expect(page.locator("[data-dragging]")).to_have_count(0)


def test_a_shot_is_moved_with_a_finger(opened: Open, studio: Studio) -> None:
    page, project = phone(opened, studio, "Finger on the grip")
    first, second, third = order_of(page)
    half = box_of(shot(page, 1))["width"] / 2
    swipe(page, middle_of(grip_of(page, 1)), 3 * half)  # from the left end of its card past the middle of the next
    expect_order(page, [second, first, third])
    assert [one["id"] for one in studio.installation.shots(project)] == [second, first, third]


def test_the_strip_goes_along_with_a_finger_at_its_edge(opened: Open, studio: Studio) -> None:
    page, project = phone(opened, studio, "Further than the screen")
    first, second, third = order_of(page)
    start = middle_of(grip_of(page, 1))
    swipe(page, start, 380 - start[0], until=lambda: expect(shot(page, 3)).to_have_attribute("data-drop", "after"))
    expect_order(page, [second, third, first])
    assert [one["id"] for one in studio.installation.shots(project)] == [second, third, first]


def test_the_larger_buttons_of_a_finger_fit_the_screen(opened: Open, studio: Studio) -> None:
    page, _project = phone(opened, studio, "Fits")
    page.get_by_test_id("first-frame").get_by_role("button").tap()
    expect(page.locator("#picker")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("#picker").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
