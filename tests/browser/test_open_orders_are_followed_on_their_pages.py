"""The list of orders and the page of one follow what happens by themselves; what somebody is typing there stays."""

import json

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.board import make_board, write_prompt
from tests.browser.conftest import Open, Studio

# Two rehearsals of which nobody knows whether they were taken, and one that waits for an hour.
PLACED = """
from datetime import timedelta
from django.db import transaction
from django.utils import timezone
from storyboard.projects.models import Project
from storyboard.takes.models import Generation, Take
from storyboard.takes.ordering import Wish, place_order
project, model = Project.objects.get(pk=%r), "rehearsal:runware/kling-3.0-4k"
with transaction.atomic():
    for token in ("1", "2", "3"):
        (one,) = place_order(project, project.created_by, Wish(model, token)).generations.all()
        print(one.pk)
        if token == "3":
            Generation.objects.filter(pk=one.pk).update(due_at=timezone.now() + timedelta(hours=1))
            continue
        Generation.objects.filter(pk=one.pk).update(state="unconfirmed", due_at=None, submitted_at=timezone.now())
        Take.objects.filter(generation=one).update(state="unconfirmed")
"""
LOOK_AGAIN = "document.dispatchEvent(new Event('visibilitychange'))"
# The next answer comes after another change was told.
TOLD_MEANWHILE = """() => {
  const ask = window.fetch;
  window.fetch = async (...asked) => {
    window.fetch = ask;
    const answer = await ask(...asked);
    document.dispatchEvent(new Event("visibilitychange"));
    return answer;
  };
}"""


@pytest.fixture
def placed(studio: Studio, page: Page) -> list[str]:
    project = make_board(page, "Followed", seconds=3, shots=1)
    write_prompt(page, 1, "A kite over a tram.")
    done = studio.installation.command("shell", "-v", "0", "-c", PLACED % project)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def row(page: Page, generation: str) -> Locator:
    return page.locator(f'[data-generation="{generation}"]')


def test_what_others_decide_shows_and_a_half_typed_id_stays(
    opened: Open, studio: Studio, page: Page, placed: list[str]
) -> None:
    first, second, _third = placed
    page.goto("/orders/")
    page.evaluate("window.stayed = true")
    field = row(page, second).get_by_label("Its id at the provider")
    field.press_sequentially("half an i")
    other = opened(studio, "bela", "/orders/")
    for generation in (first, second):
        row(other, generation).get_by_role("button", name="Give up, it was not charged").click()
        expect(other.get_by_text("Given up. It counts as not charged.").first).to_be_visible()
        other.goto("/orders/")
    page.evaluate(LOOK_AGAIN)
    expect(row(page, first)).to_have_attribute("data-state", "failed")
    expect(row(page, second)).to_have_attribute("data-state", "unconfirmed")
    expect(field).to_be_focused()
    field.press_sequentially("d")
    expect(field).to_have_value("half an id")
    field.fill("")
    field.blur()
    page.evaluate(LOOK_AGAIN)
    expect(row(page, second)).to_have_attribute("data-state", "failed")
    assert page.evaluate("window.stayed")


def test_a_change_told_while_the_page_is_asked_for_is_made_up_for(
    page: Page, placed: list[str], opened: Open, studio: Studio
) -> None:
    page.goto("/orders/")
    other = opened(studio, "bela", "/orders/")
    row(other, placed[0]).get_by_role("button", name="Give up, it was not charged").click()
    expect(other.get_by_text("Given up. It counts as not charged.").first).to_be_visible()
    page.evaluate(TOLD_MEANWHILE)
    page.evaluate(LOOK_AGAIN)
    expect(row(page, placed[0])).to_have_attribute("data-state", "failed")


def test_the_focus_stays_on_a_button_that_is_drawn_anew_and_never_gets_lost(
    opened: Open, studio: Studio, page: Page, placed: list[str]
) -> None:
    page.goto(f"/orders/{placed[0]}/")
    again = page.get_by_role("link", name="Send again")
    again.focus()
    other = opened(studio, "bela", f"/orders/{placed[0]}/")
    other.get_by_role("button", name="Give up, it was charged").click()
    expect(other.get_by_test_id("generation")).to_have_attribute("data-state", "failed")
    page.evaluate(LOOK_AGAIN)
    expect(page.get_by_test_id("generation")).to_have_attribute("data-state", "failed")
    expect(page.get_by_role("link", name="Rehearse the same again")).to_be_focused()


def test_an_order_that_goes_on_is_followed_without_a_hand(
    opened: Open, studio: Studio, page: Page, placed: list[str]
) -> None:
    page.goto("/orders/")
    page.evaluate("window.stayed = true")
    expect(row(page, placed[2])).to_have_attribute("data-state", "queued")
    other = opened(studio, "bela", f"/orders/{placed[2]}/")
    other.get_by_role("button", name="Cancel the order").click()
    expect(row(page, placed[2])).to_have_attribute("data-state", "cancelled")
    assert page.evaluate("window.stayed")


def test_a_server_that_does_not_answer_is_said(opened: Open, studio: Studio, placed: list[str]) -> None:
    page = opened(studio, "owner", f"/orders/{placed[0]}/", trouble="status of 503")
    page.route("**/orders/**", lambda route: route.fulfill(status=503))
    for _try in range(2):
        with page.expect_response("**/orders/**"):
            page.evaluate(LOOK_AGAIN)
    expect(page.get_by_text("The server does not answer")).to_be_visible()
    page.unroute("**/orders/**")
    page.evaluate(LOOK_AGAIN)
    expect(page.get_by_text("The server does not answer")).to_be_hidden()


def test_a_double_click_decides_once(page: Page, placed: list[str]) -> None:
    page.goto(f"/orders/{placed[0]}/")
    posts: list[str] = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    page.get_by_role("button", name="Give up, it was not charged").dblclick()
    expect(page.get_by_test_id("generation")).to_have_attribute("data-state", "failed")
    assert len(posts) == 1, json.dumps(posts)
