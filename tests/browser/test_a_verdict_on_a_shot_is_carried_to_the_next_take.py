"""What a reviewer decides of one shot stands at the next take that has it, with the take that it was given on."""

import json
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.board import expect_order, grip_of, make_board, order_of, write_prompt
from tests.browser.conftest import Open, Studio


def next_take(studio: Studio, folder: Path, project: str, number: int) -> str:
    """A take of the board as it stands now; its page."""
    code = f"from tests.browser.reels import stock_next; stock_next({str(folder)!r}, {project!r}, {number})"
    done = studio.installation.command("shell", "-v", "0", "-c", code)
    assert done.returncode == 0, done.stderr
    address: str = json.loads(done.stdout)
    return address


def test_a_verdict_given_by_keys_is_carried_with_its_source(opened: Open, studio: Studio, tmp_path: Path) -> None:
    bela = opened(studio, "bela", "")
    project = make_board(bela, "Carried", 6, 2)
    write_prompt(bela, 1, "A kite.")
    write_prompt(bela, 2, "A tram.")
    kite, tram = order_of(bela)

    rita = opened(studio, "rita", next_take(studio, tmp_path, project, 1))
    rita.keyboard.press("Shift+C")
    expect(rita.locator("#verdict-note")).to_be_focused()
    rita.keyboard.type("Wrong livery.")
    rita.keyboard.press("Tab")
    expect(rita.locator("#verdict-shot")).to_be_focused()
    rita.keyboard.press("ArrowDown")
    rita.keyboard.press("ArrowDown")
    expect(rita.locator("#verdict-shot")).to_have_value(tram)
    rita.keyboard.press("Tab")
    rita.keyboard.press("Enter")
    given = rita.get_by_test_id("shot-verdict")
    expect(given).to_have_attribute("data-shot", tram)
    expect(given).not_to_have_attribute("data-carried", "")
    expect(rita.get_by_test_id("verdict")).to_have_attribute("data-state", "none")

    grip_of(bela, 2).press("ArrowLeft")
    expect_order(bela, [tram, kite])
    bela.goto(next_take(studio, tmp_path, project, 2))
    for page in (bela, opened(studio, "rita", f"/projects/{project}/takes/2/")):
        carried = page.get_by_test_id("shot-verdict")
        expect(carried).to_have_attribute("data-carried", "")
        expect(carried).to_have_attribute("data-shot", tram)
        expect(carried).to_have_attribute("data-verdict", "changes")
        expect(carried).to_contain_text("Shot 1")
        expect(carried).to_contain_text("rita, on Take 1")
        expect(carried).to_have_attribute("title", "Wrong livery.")
        expect(page.get_by_test_id("verdict")).to_have_attribute("data-state", "none")
