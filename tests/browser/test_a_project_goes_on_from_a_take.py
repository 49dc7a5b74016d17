"""Continue in a new project; another take approved meanwhile is offered before the eyes, and a person decides."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.board import animatic_button, expect_live, expect_take, make_board, write_prompt
from tests.browser.conftest import Open, Studio

APPROVE = """
from storyboard.takes.models import Take
from storyboard.takes.pipeline import change_take
from django.db import transaction
with transaction.atomic():
    change_take(Take.objects.get(project={project!r}, number=0, render={render}), verdict="approved")
"""


def approve(studio: Studio, project: str, render: int) -> None:
    done = studio.installation.command("shell", "-v", "0", "-c", APPROVE.format(project=project, render=render))
    assert done.returncode == 0, done.stderr


def first_frame(page: Page) -> str:
    return page.get_by_test_id("first-frame").get_attribute("data-asset") or ""


def render(page: Page, number: int) -> Locator:
    """Orders the animatic and waits for that render of it; its card."""
    animatic_button(page).click()
    card = page.locator(f'[data-testid="take"][data-take="0"][data-render="{number}"]')
    expect(card).to_have_attribute("data-state", "ready", timeout=60_000)
    return card


def test_continue_then_update_or_keep(opened: Open, studio: Studio) -> None:
    page = opened(studio, "bela", "")
    source = make_board(page, "Harbour", 3, 1)
    card = render(page, 1)
    card.hover()
    card.get_by_role("button", name="Continue in a new project").click()
    expect(page.locator("#board-title")).to_have_value("Harbour, part 2")
    after = expect_live(page)
    expect(page.get_by_test_id("chain")).to_contain_text("Harbour")
    expect(page.get_by_test_id("first-frame")).to_contain_text("frame 71")
    begun = first_frame(page)

    other = opened(studio, "owner", f"/projects/{source}/")
    expect_live(other)
    expect(other.get_by_test_id("chain")).to_contain_text("Harbour, part 2")
    write_prompt(other, 1, "A ship.")
    render(other, 2)
    approve(studio, source, 2)
    offer = page.get_by_test_id("chain-offer")
    expect(offer).to_contain_text("Render 2 of the animatic of “Harbour” is approved now")
    assert first_frame(page) == begun
    offer.get_by_role("button", name="Update").click()
    expect(offer).to_have_count(0)
    expect(page.get_by_test_id("first-frame")).not_to_have_attribute("data-asset", begun)
    expect(page.locator("#spoken")).to_have_text("The first frame is the last frame of render 2 of the animatic now.")
    updated = first_frame(page)

    write_prompt(other, 1, "A smaller ship.")
    render(other, 3)
    approve(studio, source, 3)
    expect(offer).to_contain_text("this board starts at the last frame of render 2 of the animatic")
    offer.get_by_role("button", name="Keep").click()
    expect(offer).to_have_count(0)
    page.reload()
    assert expect_live(page) == after
    expect(page.get_by_test_id("chain")).to_be_visible()
    expect(offer).to_have_count(0)
    assert first_frame(page) == updated


def test_a_reviewer_has_no_way_to_go_on(opened: Open, studio: Studio) -> None:
    page = opened(studio, "bela", "")
    project = make_board(page, "Quay", 3, 1)
    render(page, 1)
    expect(page.locator("[data-continue]")).to_have_count(1)
    theirs = opened(studio, "rita", f"/projects/{project}/")
    expect_live(theirs)
    expect_take(theirs, "ready")
    expect(theirs.locator("[data-continue]")).to_have_count(0)
