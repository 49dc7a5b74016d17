"""Whatever changes the board says so in one sentence to assistive technology, and leaves the focus on a control."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.board import make_board, opener_of, select_shot
from tests.browser.conftest import Studio
from tests.machine.running import CHECKOUT

# Every sentence that a live region of the page has got since.
LISTEN = """() => {
  window.heard = [];
  const regions = '[role="status"], [role="alert"], [aria-live]:not([aria-live="off"])';
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = (target.nodeType === 1 ? target : target.parentElement)?.closest(regions);
      const text = region?.textContent.trim();
      if (text && !region.closest("#live-state")) window.heard.push(text);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
HEARD = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(window.heard))))"
Deed = Callable[[Page], None]


def key(name: str, position: int = 1) -> Deed:
    return lambda page: opener_of(page, position).press(name)


def act(name: str) -> Deed:
    return lambda page: page.locator(f"#act-{name}").click()


def by_menu(name: str) -> Deed:
    def do(page: Page) -> None:
        page.locator("#act-more").click()
        page.locator(f'#shots-menu [data-act="{name}"]').click()

    return do


def several(name: str) -> Deed:
    def do(page: Page) -> None:
        select_shot(page, 1)
        opener_of(page, 1).press("Shift+ArrowRight")
        expect(page.locator("#chosen-count")).to_be_visible()
        expect(page.locator("#spoken")).to_contain_text("shots are selected")
        page.evaluate("window.heard = []")
        by_menu(name)(page) if name in ("lock", "cut") else act(name)(page)

    return do


def choice(field: str, value: str) -> Deed:
    return lambda page: [page.locator(f"#board-{field}").select_option(value)].clear()


CHANGES: list[tuple[Deed, str]] = [
    (key("]"), "Shot 1 4 seconds, shot 2 2 seconds"),
    (act("even"), "The shots last 3, 3, 3 seconds"),
    (by_menu("lock"), "The seconds are locked"),
    (lambda page: page.locator("#shot-locked").uncheck(), "The seconds are unlocked"),
    (key("Alt+ArrowRight"), "Shot moved to place 2 of 3"),
    (act("left"), "Shot moved to place 1 of 3"),
    (key("n"), "Shot 2 added, 1 second"),
    (key("Delete", 2), "Shot 2 deleted; its neighbour has its seconds"),
    (key("d"), "Shot 2 is the copy, 1 second"),
    (by_menu("merge"), "Merged: shot 2, 4 seconds"),
    (key("s", 2), "Split into shot 2 of"),
    (lambda page: page.locator("#seconds-more").click(), "Shot 3, "),
    (act("undo"), "Your last step is taken back"),
    (act("redo"), "The step is done again"),
    (key("["), "Shot 1 1 second, shot 2 2 seconds"),
    (several("even"), "The selected shots last"),
    (several("lock"), "The seconds are locked"),
    (several("lock"), "The seconds are unlocked"),
    (several("duplicate"), "2 copies are selected"),
    (several("cut"), "2 shots deleted; their neighbours have their seconds"),
    (several("delete"), "2 shots deleted; their neighbours have their seconds"),
]
OF_THE_BOARD: list[tuple[Deed, str]] = [
    (choice("ratio", "9:16"), "Picture: 9:16 tall"),
    (choice("results", "2"), "Results: 2"),
    (lambda page: page.locator("#board-sound").check(), "Sound: on"),
    (lambda page: page.get_by_text("Single", exact=True).click(), "Mode: Single"),
    (act("swap"), "The first and the last frame are swapped"),
]


def expect_told(page: Page, change: Deed, sentence: str) -> None:
    version = page.get_by_test_id("board").get_attribute("data-version") or ""
    page.evaluate("window.heard = []")
    change(page)
    expect(page.get_by_test_id("board")).not_to_have_attribute("data-version", version)
    expect(page.locator("#spoken")).to_contain_text(sentence)
    heard = page.evaluate(HEARD)
    assert len(heard) == 1, (sentence, heard)
    expect(page.locator(":focus")).to_have_count(1)
    expect(page.locator("body:focus")).to_have_count(0)


def test_what_changes_shots_and_seconds_and_texts(page: Page, studio: Studio) -> None:
    make_board(page, "Told")
    page.evaluate(LISTEN)
    for change, sentence in CHANGES:
        expect_told(page, change, sentence)


def test_what_changes_pictures_and_choices(page: Page, studio: Studio) -> None:
    make_board(page, "Told of the board")
    page.evaluate(LISTEN)
    page.locator("#act-swap").click()
    expect(page.locator("#spoken")).to_have_text("There is no first and no last frame to swap.")
    page.locator("#pick-first").click()
    page.locator("#picker-file").set_input_files(CHECKOUT / "static/img/board.png")
    expect(page.locator("#picker-use")).to_be_enabled()
    expect_told(page, lambda page: page.locator("#picker-use").click(), "board.png is the first frame now")
    page.get_by_role("tab", name="Board").click()
    for change, sentence in OF_THE_BOARD:
        expect_told(page, change, sentence)
    page.locator("#pick-last").click()
    expect_told(page, lambda page: page.locator("#picker-clear").click(), "The last frame is taken off")
    expect(page.locator("#pick-last")).to_be_focused()
    assert re.match(r"\d+", page.get_by_test_id("board").get_attribute("data-version") or "")
