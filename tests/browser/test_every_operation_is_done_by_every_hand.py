"""Every operation of the board by mouse, by keyboard and with a finger, in a browser four times slower, with somebody
else on the board who sees each, and over a connection that drops in the middle; and with a pen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.board import expect_live, expect_seconds, make_board
from tests.browser.conftest import Open, Studio
from tests.browser.hands import Finger, Hand, Keyboard, Mouse, Pen
from tests.browser.test_the_connection_is_on_screen_and_mends_itself import GONE

SLOWER = 4
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
HANDS: dict[str, tuple[Callable[[Page], Hand], dict[str, object]]] = {
    "mouse": (Mouse, {}),
    "keyboard": (Keyboard, {}),
    "finger": (Finger, PHONE),
}
Deed = Callable[[Hand], None]
Step = tuple[str, Deed, list[int]]


def both(*deeds: Deed) -> Deed:
    """One after the other."""

    def do(hand: Hand) -> None:
        for deed in deeds:
            deed(hand)

    return do


FIRST: list[Step] = [
    ("roll", lambda hand: hand.move_edge(1), [4, 2, 3]),
    ("move", lambda hand: hand.move_right(1), [2, 4, 3]),
    ("add", lambda hand: hand.act("add"), [2, 2, 3, 2]),
    ("duplicate", lambda hand: hand.act("duplicate"), [2, 2, 2, 2, 1]),
    ("split", both(lambda hand: hand.stand_at(1), lambda hand: hand.act("split")), [1, 1, 2, 2, 2, 1]),
    ("merge", both(lambda hand: hand.choose(1), lambda hand: hand.act("merge")), [2, 2, 2, 2, 1]),
]
AWAY: Step = ("delete", both(lambda hand: hand.choose(1), lambda hand: hand.act("delete")), [4, 2, 2, 1])
THEN: list[Step] = [
    ("seconds", lambda hand: hand.type_seconds(1, 1), [1, 5, 2, 1]),
    ("lock", both(lambda hand: hand.choose(2), lambda hand: hand.act("lock")), [1, 5, 2, 1]),
    ("even", both(lambda hand: hand.choose(1), lambda hand: hand.act("even")), [2, 5, 1, 1]),
    (
        "ripple",
        both(lambda hand: hand.choose(1), lambda hand: hand.act("ripple"), lambda hand: hand.move_edge(1)),
        [3, 5, 1, 1],
    ),
    ("longer", lambda hand: hand.act("longer"), [4, 5, 1, 1]),
    ("two", both(lambda hand: hand.choose_with_next(3), lambda hand: hand.act("delete")), [6, 5]),
    ("undo", lambda hand: hand.act("undo"), [4, 5, 1, 1]),
    ("redo", lambda hand: hand.act("redo"), [6, 5]),
    (
        "copy",
        both(lambda hand: hand.choose(1), lambda hand: hand.act("copy"), lambda hand: hand.act("paste")),
        [4, 6, 5],
    ),
    ("cut", both(lambda hand: hand.choose(2), lambda hand: hand.act("cut")), [10, 5]),
]


def restore(hand: Hand) -> None:
    """The board as it was made, by its history; the switch that was left on is turned off."""
    hand.press(hand.page.locator("#act-history"))
    hand.press(hand.page.get_by_role("button", name="Restore version 1", exact=True))
    expect_live(hand.page)
    hand.act("ripple")


def paste_text(hand: Hand) -> None:
    hand.choose(4)
    hand.act("write")
    hand.page.locator("#paste-text").fill("A red kite.\nA tram.")
    hand.press(hand.page.get_by_role("button", name="Put onto the board"))


MORE: list[Step] = [
    ("restore", restore, [3, 3, 3]),
    ("before", both(lambda hand: hand.choose(2), lambda hand: hand.act("before")), [2, 1, 3, 3]),
    ("left edge", lambda hand: hand.move_left_edge(3), [2, 2, 2, 3]),
    ("two copies", both(lambda hand: hand.choose_with_next(1), lambda hand: hand.act("duplicate")), [1, 2, 1, 1, 2, 2]),
    ("two even", both(lambda hand: hand.choose_with_next(1), lambda hand: hand.act("even")), [2, 1, 1, 1, 2, 2]),
    (
        "two locked",
        both(lambda hand: hand.act("lock"), lambda hand: hand.choose(3), lambda hand: hand.act("even")),
        [2, 1, 2, 2, 1, 1],
    ),
    ("two deleted", both(lambda hand: hand.choose_with_next(5), lambda hand: hand.act("delete")), [2, 1, 2, 4]),
    ("text", paste_text, [2, 1, 1, 2, 2, 1]),
]
# What another code does on the cards of the grid.
IN_GRID: list[Step] = [
    (
        "seconds",
        both(lambda hand: hand.press(hand.page.locator("#view-grid")), lambda hand: hand.type_seconds(3, 2)),
        [2, 1, 2, 1, 2, 1],
    ),
    ("move", lambda hand: hand.move_right(2), [2, 2, 1, 1, 2, 1]),
    ("delete", both(lambda hand: hand.choose(6), lambda hand: hand.act("delete")), [2, 2, 1, 1, 3]),
    (
        "split",
        both(lambda hand: hand.choose(1), lambda hand: hand.choose(5), lambda hand: hand.act("split")),
        [2, 2, 1, 1, 1, 2],
    ),
]
BY_PEN: list[Step] = [
    *FIRST[:5],
    ("seconds", lambda hand: hand.type_seconds(3, 1), [1, 1, 1, 3, 2, 1]),
    ("two", both(lambda hand: hand.choose_with_next(3), lambda hand: hand.act("even")), [1, 1, 2, 2, 2, 1]),
]
SEEN_POINTERS = """() => {
  window.pointers = new Set();
  document.addEventListener("pointerdown", (event) => { window.pointers.add(event.pointerType); }, true);
}"""


def walk(hand: Hand, other: Page, steps: list[Step]) -> None:
    """Each is done, and both see what it came to."""
    for _name, do, seconds in steps:
        do(hand)
        expect_seconds(hand.page, seconds)
        expect_seconds(other, seconds)


@pytest.mark.parametrize("name", HANDS)
def test_with_another_person_and_a_dropped_connection(opened: Open, studio: Studio, name: str) -> None:
    other = opened(studio, "bela", "")
    project = make_board(other, f"Every operation by {name}")
    kind, options = HANDS[name]
    page = opened(studio, "owner", f"/projects/{project}/", trouble=GONE, **options)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect_live(page)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    hand = kind(page)
    walk(hand, other, FIRST)

    _name, delete, _seconds = AWAY
    page.context.set_offline(True)
    expect(page.get_by_test_id("live")).to_have_attribute("data-state", "offline")
    delete(hand)
    expect(page.get_by_role("alert").filter(has_text="connection")).to_be_visible()
    expect_seconds(page, FIRST[-1][2])
    page.context.set_offline(False)
    expect_live(page)
    assert studio.installation.seconds(project) == FIRST[-1][2]
    walk(hand, other, [AWAY, *THEN, *MORE, *IN_GRID])
    assert studio.installation.seconds(project) == IN_GRID[-1][2]


def test_with_a_pen(opened: Open, studio: Studio) -> None:
    page = opened(studio, "owner", "")
    project = make_board(page, "Operations by pen")
    page.evaluate(SEEN_POINTERS)
    walk(Pen(page), page, BY_PEN)
    assert page.evaluate("[...window.pointers]") == ["pen"]
    assert studio.installation.seconds(project) == BY_PEN[-1][2]
