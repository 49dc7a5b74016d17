"""From the board to a take through every API: the request on screen, the price in the button, the video in the end.

The provider is the sandbox, a process of its own behind the addresses of the environment's accounts.
"""

import hashlib
import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.board import expect_live, take
from tests.browser.conftest import Open, Studio, settled
from tests.conftest import FULL
from tests.faults.installation import installation
from tests.sandbox.outside import Outside, outside
from tests.systems.rows import ROWS, Row, at

# Every ability goes out by command in tests/systems; from the board the first of each model does, with --full all do.
FIRST = {row.model: name for name, row in reversed(ROWS.items())}
PRESSED = ROWS if FULL else {name: ROWS[name] for name in FIRST.values()}
KEYS = {f"STORYBOARD_{kind}_KEY": f"play-money-of-{kind.lower()}" for kind in ("RUNWARE", "HIGHWAY", "CRUN")}


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


def pasted(page: Page, row: Row) -> None:
    """The board of a request that a person pastes."""
    page.goto("/projects/import/")
    page.get_by_role("textbox", name="The request").fill(json.dumps(row.request))
    page.get_by_role("button", name="Make a board").click()
    expect_live(page)


@pytest.mark.parametrize("row", PRESSED.values(), ids=PRESSED)
def test_a_take_is_ordered_and_comes_back(ordering: Studio, opened: Open, row: Row) -> None:
    page = opened(ordering, "owner", "/")
    pasted(page, row)
    body = page.get_by_test_id("request-json")
    expect(body).to_be_attached()
    text, told = body.text_content() or "", body.get_attribute("data-sha256")
    assert hashlib.sha256(text.encode()).hexdigest() == told
    shown = json.loads(text)
    assert {path: at(shown, path) for path in row.sent} == dict(row.sent)
    price = price_of(row)
    generate = page.get_by_test_id("generate")
    expect(generate).not_to_have_attribute("aria-disabled", "true")
    generate.click()
    if price:
        expect(generate).to_contain_text(price)
    elif row.model.startswith("crun"):
        page.get_by_test_id("estimate").click()
        expect(page.locator("#order-form [type=submit]")).to_contain_text("credits")
        # What a credit is worth here nobody has said yet.
        page.locator("[name=price_unknown]").check()
    else:
        page.locator("[name=price_unknown]").check()
    page.locator("#order-form [type=submit]").click()
    expect(page.get_by_test_id("take")).to_have_count(row.results)
    for number in range(1, row.results + 1):
        expect(take(page, number)).to_have_attribute("data-state", "ready", timeout=60_000)


def test_an_element_that_was_sent_whole_goes_by_its_id_the_next_time(ordering: Studio, opened: Open) -> None:
    page = opened(ordering, "owner", "/")
    pasted(page, nobody_ordered(ROWS["runware 4k: first frame, elements of images, voice and video"]))
    whole = elements_of(page)
    assert [len(element) > 1 for element in whole] == [True, True]
    order(page)
    expect(take(page, 1)).to_have_attribute("data-state", "ready", timeout=60_000)
    page.reload()
    expect_live(page)
    assert elements_of(page) == [{"id": element["id"]} for element in whole]
    order(page)
    expect(take(page, 2)).to_have_attribute("data-state", "ready", timeout=60_000)


def nobody_ordered(row: Row) -> Row:
    """The same with other elements than the test of all rows sends."""
    request = deepcopy(row.request)
    for element in at(request, "0.inputs.elements"):
        element["description"] += ", in another coat"
    return replace(row, request=request)


def elements_of(page: Page) -> list[dict[str, object]]:
    """The elements of the request on screen."""
    body = page.get_by_test_id("request-json")
    expect(body).to_be_attached()
    return list(at(json.loads(body.text_content() or ""), "0.inputs.elements"))


def order(page: Page) -> None:
    """Places the order that is on screen."""
    generate = page.get_by_test_id("generate")
    expect(generate).not_to_have_attribute("aria-disabled", "true")
    generate.click()
    page.locator("#order-form [type=submit]").click()


def price_of(row: Row) -> str:
    """What the button says before anybody is asked; empty where no price is published."""
    rate = {"runware/kling-3.0-4k": 0.42, "runware/kling-3.0-pro": 0.112, "runware/kling-3.0-standard": 0.084}
    return f"${rate[row.model] * 3 * row.results:.3f}".rstrip("0") if row.model in rate else ""


def test_what_stands_in_the_way_is_said_and_nothing_is_ordered(ordering: Studio, opened: Open) -> None:
    page = opened(ordering, "owner", "/")
    pasted(page, ROWS["crun std: text"])
    page.get_by_role("tab", name="Board").click()
    page.get_by_text("Custom shots", exact=True).click()
    expect(page.locator('[data-testid="problem"][data-severity="blocks"]').first).to_be_visible()
    generate = page.get_by_test_id("generate")
    expect(generate).to_have_attribute("aria-disabled", "true")
    generate.click(force=True)
    expect(page.locator("#order-dialog")).to_be_hidden()
    expect(page.get_by_test_id("take")).to_have_count(0)
