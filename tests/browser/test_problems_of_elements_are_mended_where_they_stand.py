"""A mention of an element that is not on the board is mended by one press; one not mentioned is taken off by one."""

from playwright.sync_api import expect

from tests.browser.board import make_board, problem, shot
from tests.browser.conftest import Open, Studio
from tests.browser.elements import make_element, post


def test_added_and_taken_off_by_the_problem_itself(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "")
    element = make_element(page, "Mended")
    address = f"/projects/{make_board(page, 'To be mended')}/edit/"
    first = shot(page, 1).get_attribute("data-shot") or ""
    write = {"operation": "write", "shot": first, "field": "prompt", "version": "99"}
    post(page, address, **write, value=f"{{{{element:{element}}}}} walks.")
    expect(problem(page, "mention_absent")).to_contain_text("“Mended” is mentioned and not on the board")
    problem(page, "mention_absent").get_by_role("button", name="Add to the board").click()
    row = page.locator(f'[data-testid="board-element"][data-element="{element}"]')
    expect(row).to_be_visible()
    expect(problem(page, "mention_absent")).to_have_count(0)

    expect(problem(page, "element_no_frontal").get_by_role("link", name="Open in the library")).to_have_attribute(
        "href", f"/elements/{element}/"
    )
    post(page, address, **write, value="Nobody walks.")
    problem(page, "element_not_mentioned").get_by_role("button", name="Take off the board").click()
    expect(row).to_have_count(0)
    expect(problem(page, "element_not_mentioned")).to_have_count(0)


def test_whoever_only_looks_is_offered_no_change(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "")
    element = make_element(page, "Looked at")
    project = make_board(page, "Only looked at")
    post(page, f"/projects/{project}/edit/", operation="add_element", element=element)
    reviewer = opened(studio, "rita", f"/projects/{project}/")
    expect(problem(reviewer, "element_not_mentioned")).to_be_visible()
    expect(reviewer.locator(".problem__fix")).to_have_count(0)
