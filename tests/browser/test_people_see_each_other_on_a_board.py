"""Who else has a board open is in the top bar, and on the shot that each chose; coming and leaving are told once."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.board import expect_focus, expect_live, make_board, order_of, select_shot, shot
from tests.browser.conftest import Open, Studio

SOON = 10_000  # milliseconds


def faces(page: Page) -> Locator:
    return page.locator("#company-faces > .avatar")


def mark_on(page: Page, position: int) -> Locator:
    return shot(page, position).get_by_role("img", name="this shot")


def test_people_come_choose_a_shot_and_go(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "")
    project = make_board(page, "In company")
    expect(page.get_by_test_id("company")).to_be_hidden()
    bela = opened(studio, "bela", f"/projects/{project}/")
    expect_live(bela)
    expect(faces(page)).to_have_text(["B"])
    expect(faces(bela)).to_have_text(["O"])
    expect(mark_on(page, 1)).to_have_accessible_name("bela is on this shot")
    select_shot(bela, 3)
    expect(mark_on(page, 3)).to_have_accessible_name("bela is on this shot")
    expect(mark_on(page, 1)).to_have_count(0)
    expect(page.locator("#company-said")).to_have_text("bela is here now.", timeout=SOON)

    rita = opened(studio, "rita", f"/projects/{project}/")  # whoever only looks is there too
    again = opened(studio, "rita", f"/projects/{project}/")
    for one in (rita, again):
        expect_live(one)
        select_shot(one, 3)
    expect(faces(page)).to_have_text(["B", "R"])
    expect(mark_on(page, 3)).to_have_accessible_name("bela and rita are on this shot")
    expect(mark_on(page, 3).locator(".avatar")).to_have_text(["B", "R"])
    page.get_by_test_id("add-shot").click()  # the strip is drawn anew, and so are the marks
    expect(page.get_by_test_id("shot")).to_have_count(4)
    expect(mark_on(page, 3)).to_have_count(1)

    page.get_by_label("Also here: bela and rita").press("Enter")
    page.get_by_role("button", name="bela Shot 3").press("Enter")
    expect_focus(page, f"open-{order_of(page)[2]}")
    expect(shot(page, 3)).to_have_attribute("aria-current", "true")

    again.close()
    bela.close()
    expect(faces(page)).to_have_text(["R"], timeout=SOON)
    expect(page.locator("#company-said")).to_contain_text("bela has left.", timeout=SOON)
    rita.close()
    expect(page.get_by_test_id("company")).to_be_hidden(timeout=SOON)
    expect(page.get_by_role("img", name="this shot")).to_have_count(0)
