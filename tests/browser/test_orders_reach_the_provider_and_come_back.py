"""From the board to a take through every API: the request on screen, the price in the button, the video in the end.

The provider is the sandbox, a process of its own behind the addresses of the environment's accounts.
"""

import hashlib
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.board import make_board, prompt_of, select_shot, shot, take
from tests.browser.conftest import Open, Studio, settled
from tests.faults.installation import installation
from tests.sandbox.outside import Outside, outside

KEYS = {f"STORYBOARD_{kind}_KEY": f"play-money-of-{kind.lower()}" for kind in ("RUNWARE", "HIGHWAY", "CRUN")}
MODELS = {
    "runware/kling-3.0-4k": "$1.26",
    "runware/kling-3.0-pro": "$0.336",
    "runware/kling-3.0-standard": "$0.252",
    "highway/kling-3.0-4k": "",
    "crun/kling-3.0-std": "",
    "crun/kling-3.0-pro": "",
    "crun/kling-3.0-4k": "",
}


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    with outside(tmp_path_factory.mktemp("sandbox"), "--speed", "200") as running:
        yield running


@pytest.fixture(scope="module")
def ordering(chromium: Browser, sandbox: Outside, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    urls = {f"STORYBOARD_{kind}_URL": url for kind, url in sandbox.urls.items()}
    with installation(tmp_path_factory.mktemp("ordering")) as installed:
        installed.settings.update({**urls, **KEYS})
        yield settled(chromium, installed, everybody=False)


def board_for(page: Page, model: str) -> None:
    """Three seconds in two shots with prompts, in a mode that the model has without a first frame."""
    make_board(page, model, seconds=3, shots=2)
    for position, prompt in enumerate(("A kite.", "A tram in the rain."), 1):
        select_shot(page, position)
        prompt_of(page).fill(prompt)
    expect(shot(page, 2)).to_have_attribute("data-prompt", "A tram in the rain.")
    page.get_by_role("tab", name="Board").click()
    page.locator("#board-model").select_option(model)
    expect(page.locator("#strip")).to_have_attribute("data-model", model)
    if model.startswith("crun"):
        page.get_by_text("Single", exact=True).click()
        page.get_by_test_id("board-prompt").fill("A kite over a tram.")


@pytest.mark.parametrize("model", MODELS)
def test_a_take_is_ordered_and_comes_back(ordering: Studio, opened: Open, model: str) -> None:
    page = opened(ordering, "owner", "/")
    board_for(page, model)
    generate = page.get_by_test_id("generate")
    expect(generate).not_to_have_attribute("aria-disabled", "true")
    if MODELS[model]:
        expect(generate).to_contain_text(MODELS[model])
    body = page.get_by_test_id("request-json")
    expect(body).to_contain_text("tram")
    text, told = body.text_content() or "", body.get_attribute("data-sha256")
    assert hashlib.sha256(text.encode()).hexdigest() == told
    generate.click()
    if not MODELS[model]:
        page.locator("[name=price_unknown]").check()
    page.locator("#order-form [type=submit]").click()
    expect(take(page, 1)).to_be_visible()
    expect(take(page, 1)).to_have_attribute("data-state", "ready", timeout=60_000)


def test_what_stands_in_the_way_is_said_and_nothing_is_ordered(ordering: Studio, opened: Open) -> None:
    page = opened(ordering, "owner", "/")
    board_for(page, "crun/kling-3.0-pro")
    page.get_by_text("Custom shots", exact=True).click()
    expect(page.locator('[data-testid="problem"][data-severity="blocks"]').first).to_be_visible()
    generate = page.get_by_test_id("generate")
    expect(generate).to_have_attribute("aria-disabled", "true")
    generate.click(force=True)
    expect(page.locator("#order-dialog")).to_be_hidden()
    expect(page.get_by_test_id("take")).to_have_count(0)
