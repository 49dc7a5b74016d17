"""On the tab Request: how often it is sent, and any earlier order to compare it with, listed a page at a time."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import make_board
from tests.browser.conftest import Studio

# A model of one result a request, two of them wanted; and twenty-one orders, the first of another length.
PLACED = """
from storyboard.projects.editing import edit
from storyboard.projects.writing import choose, write_board_text
from storyboard.projects.models import Project
from storyboard.takes.models import Generation, Order, Take
from storyboard.takes.ordering import Wish, place_order
project, model = Project.objects.get(pk=%r), "crun/kling-3.0-std"
for field, value in (("model", model), ("mode", "single"), ("results", "2")):
    edit(project.pk, project.created_by, choose(field, value))
edit(project.pk, project.created_by, write_board_text("prompt", "A kite over a tram.", 10**9))
for number in range(21):
    order = place_order(project, project.created_by, Wish("rehearsal:" + model, str(number), 1))
    Generation.objects.filter(order=order).update(state="cancelled", due_at=None)
    Take.objects.filter(generation__order=order).update(state="cancelled")
    if not number:
        print(order.pk)
        edit(project.pk, project.created_by, choose("sound", "true"))
"""


@pytest.fixture
def oldest(studio: Studio, page: Page) -> str:
    """The id of the board's first order; the page shows the tab."""
    project = make_board(page, "Compared", seconds=3, shots=1)
    done = studio.installation.command("shell", "-v", "0", "-c", PLACED % project)
    assert done.returncode == 0, done.stderr
    page.reload()
    page.get_by_role("tab", name="Request").click()
    return done.stdout.strip()


def test_how_often_it_is_sent_and_the_oldest_order(page: Page, oldest: str) -> None:
    request = page.locator("#request")
    expect(request).to_contain_text("Generate sends this request 2 times")
    against = page.get_by_label("Compare with an earlier order")
    expect(against.locator("option")).to_have_count(21)
    page.get_by_role("button", name="List older orders (1 more)").click()
    expect(against.locator("option")).to_have_count(22)
    expect(against).to_be_focused()
    expect(page.get_by_role("button", name="List older orders")).to_have_count(0)
    against.select_option(oldest)
    expect(request.locator('[data-diff="added"]')).to_contain_text('"audio": true')
    page.get_by_test_id("generate").click()
    expect(page.locator("#order-form")).to_contain_text("The same 2 times")
