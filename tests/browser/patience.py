"""Hands that wait for a page: no test clicks or types before the scripts of the page it sees have run.

Words are on screen before scripts run. What a test does in between no person could do as fast, and it is lost on a busy
machine now and then. Asking costs nothing: Playwright knows from what the browser told it, once for every page.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from playwright.sync_api import Locator, Page

ACTIONS = (
    "check",
    "clear",
    "click",
    "dblclick",
    "dispatch_event",
    "drag_to",
    "fill",
    "focus",
    "hover",
    "press",
    "press_sequentially",
    "select_option",
    "set_checked",
    "set_input_files",
    "tap",
    "uncheck",
)
DEVICES = ("keyboard", "mouse", "touchscreen")


def let_hands_wait() -> None:
    """For every page of this process, from now on; asked again it changes nothing."""
    for name in ACTIONS:
        setattr(Locator, name, patient(getattr(Locator, name)))
    for name in DEVICES:
        setattr(Page, name, property(patient_device(getattr(Page, name))))


def patient(action: Callable[..., Any]) -> Callable[..., Any]:
    if hasattr(action, "__wrapped__"):
        return action

    @wraps(action)
    def wait_and_act(locator: Locator, *arguments: Any, **options: Any) -> Any:
        locator.page.wait_for_load_state()
        return action(locator, *arguments, **options)

    return wait_and_act


def patient_device(device: property) -> Callable[[Page], Any]:
    getter = device.fget
    assert getter

    def wait_and_give(page: Page) -> Any:
        page.wait_for_load_state()
        return getter(page)

    return wait_and_give
