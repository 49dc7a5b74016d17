"""The ways in which a person handles a board: with the mouse, with the keyboard alone, with a finger and with a pen.

Each does every operation of the board, told by what it is for; where they differ is how.
"""

from collections.abc import Callable
from typing import Protocol

from playwright.sync_api import Locator, Page, expect

from tests.browser.board import box_of, drag_cut, grip_of, middle_of, opener_of, second_in_pixels, select_shot, shot
from tests.browser.fingers import swipe


class Hand(Protocol):
    """What every hand can do."""

    page: Page

    def press(self, control: Locator) -> None:
        """A button, or whatever acts like one."""

    def choose(self, position: int) -> None:
        """Selects the shot at a position, from 1."""

    def choose_with_next(self, position: int) -> None:
        """Selects the shot at a position and the one after it together."""

    def move_right(self, position: int) -> None:
        """A shot changes places with the one after it."""

    def move_edge(self, position: int) -> None:
        """The right edge of a shot goes a second later."""

    def move_left_edge(self, position: int) -> None:
        """The left edge of a shot goes a second later."""

    def stand_at(self, second: int) -> None:
        """Puts the playhead there."""

    def type_seconds(self, position: int, seconds: int) -> None:
        """Writes how long a shot lasts."""

    def act(self, name: str) -> None:
        """One of the operations on what is selected, by the name of its control."""


def _way(page: Page, position: int) -> float:
    """From the grip of a shot past the middle of the one after it, in pixels."""
    this, after = (box_of(shot(page, one))["width"] for one in (position, position + 1))
    return this + after * 0.6


def _moment(page: Page, second: int) -> tuple[float, float]:
    """Where a second stands on the ruler, scrolled into view."""
    width = second_in_pixels(page)  # looked at first: it scrolls
    _x, y = middle_of(page.locator(f'#ruler [data-at="{second}"]'))
    left = page.locator("#ruler").evaluate("(ruler) => ruler.getBoundingClientRect().left")
    return left + second * width, y


class Mouse:
    """Clicks and drags."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, control: Locator) -> None:
        control.click()

    def choose(self, position: int) -> None:
        select_shot(self.page, position)

    def choose_with_next(self, position: int) -> None:
        select_shot(self.page, position)
        opener_of(self.page, position + 1).click(modifiers=["ControlOrMeta"])

    def move_right(self, position: int) -> None:
        way = _way(self.page, position)
        x, y = middle_of(grip_of(self.page, position))
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + way, y, steps=8)
        self.page.mouse.up()

    def move_edge(self, position: int) -> None:
        drag_cut(self.page, position, 1)

    def move_left_edge(self, position: int) -> None:
        drag_cut(self.page, position - 1, 1)

    def stand_at(self, second: int) -> None:
        self.page.mouse.click(*_moment(self.page, second))

    def type_seconds(self, position: int, seconds: int) -> None:
        shot(self.page, position).locator(".shot__len").click()
        self.page.keyboard.type(str(seconds))
        self.page.keyboard.press("Enter")

    def act(self, name: str) -> None:
        _by_control(self.page, name, self.press)


class Finger:
    """Taps and swipes on a phone; only numbers are typed."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, control: Locator) -> None:
        control.tap()

    def touch(self, place: tuple[float, float]) -> None:
        self.page.touchscreen.tap(*place)

    def swipe(self, start: tuple[float, float], by: float) -> None:
        swipe(self.page, start, by)

    def choose(self, position: int) -> None:
        self.press(opener_of(self.page, position))
        expect(shot(self.page, position)).to_have_attribute("aria-current", "true")

    def choose_with_next(self, position: int) -> None:
        self.choose(position)
        several = self.page.get_by_role("button", name="Select several shots")
        self.press(several)
        self.press(opener_of(self.page, position + 1))
        self.press(several)

    def move_right(self, position: int) -> None:
        way = _way(self.page, position)  # looked at first: it scrolls
        self.swipe(middle_of(grip_of(self.page, position)), way)

    def move_edge(self, position: int) -> None:
        second = second_in_pixels(self.page)
        self.swipe(middle_of(self.page.locator(".trim").nth(position - 1)), second)

    def move_left_edge(self, position: int) -> None:
        self.move_edge(position - 1)

    def stand_at(self, second: int) -> None:
        self.touch(_moment(self.page, second))

    def type_seconds(self, position: int, seconds: int) -> None:
        self.press(shot(self.page, position).locator(".shot__len"))
        self.page.keyboard.type(str(seconds))
        self.page.keyboard.press("Enter")

    def act(self, name: str) -> None:
        _by_control(self.page, name, self.press)


class Pen(Finger):
    """As a finger, at a desk: the browser is told of a pen, which hovers, presses and is drawn over the glass."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.browser = page.context.new_cdp_session(page)

    def press(self, control: Locator) -> None:
        expect(control).to_be_visible()
        self.touch(middle_of(control))

    def touch(self, place: tuple[float, float]) -> None:
        self.swipe(place, 0)

    def swipe(self, start: tuple[float, float], by: float) -> None:
        x, y = start
        self._tell("mouseMoved", x, y, 0)
        self._tell("mousePressed", x, y, 1)
        for step in range(1, 9 if by else 1):
            self._tell("mouseMoved", x + by * step / 8, y, 1)
        self._tell("mouseReleased", x + by, y, 0)

    def _tell(self, kind: str, x: float, y: float, buttons: int) -> None:
        pen = {"pointerType": "pen", "button": "left" if kind != "mouseMoved" else "none", "clickCount": 1}
        self.browser.send("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, "buttons": buttons, **pen})


class Keyboard:
    """Keys alone: what has none of its own is reached and pressed as any control."""

    KEYS = {
        "duplicate": "d",
        "split": "s",
        "delete": "Delete",
        "ripple": "r",
        "undo": "ControlOrMeta+z",
        "redo": "ControlOrMeta+Shift+Z",
        "copy": "ControlOrMeta+c",
        "cut": "ControlOrMeta+x",
        "paste": "ControlOrMeta+v",
        "before": "Shift+N",
    }

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, control: Locator) -> None:
        control.press("Enter")

    def choose(self, position: int) -> None:
        opener_of(self.page, position).press("Enter")
        expect(shot(self.page, position)).to_have_attribute("aria-current", "true")

    def choose_with_next(self, position: int) -> None:
        self.choose(position)
        self.page.keyboard.press("Shift+ArrowRight")

    def move_right(self, position: int) -> None:
        self.choose(position)
        self.page.keyboard.press("Alt+ArrowRight")

    def move_edge(self, position: int) -> None:
        self.choose(position)
        self.page.keyboard.press("]")

    def move_left_edge(self, position: int) -> None:
        self.choose(position)
        self.page.keyboard.press("Shift+]")

    def stand_at(self, second: int) -> None:
        self.page.locator("#ruler").press("Home")
        for _one in range(second):
            self.page.keyboard.press("Shift+ArrowRight")

    def type_seconds(self, position: int, seconds: int) -> None:
        shot(self.page, position).locator(".shot__len").press("Enter")
        self.page.keyboard.type(str(seconds))
        self.page.keyboard.press("Enter")

    def act(self, name: str) -> None:
        if key := self.KEYS.get(name):
            self.page.keyboard.press(key)
        elif name == "add":
            self.choose(self.page.get_by_test_id("shot").count())
            self.page.keyboard.press("n")
        else:
            _by_control(self.page, name, self.press)


BUTTONS = {
    "add": "#add-shot",
    "duplicate": "#act-duplicate",
    "split": "#act-split",
    "delete": "#act-delete",
    "even": "#act-even",
    "ripple": "#act-ripple",
    "undo": "#act-undo",
    "redo": "#act-redo",
    "longer": "#total-more",
}


def _by_control(page: Page, name: str, press: Callable[[Locator], None]) -> None:
    """By its button on the bar, or else by its line in the menu for what is selected."""
    if button := BUTTONS.get(name):
        press(page.locator(button))
        return
    press(page.locator("#act-more"))
    press(page.locator(f'#shots-menu [data-act="{name}"]'))
