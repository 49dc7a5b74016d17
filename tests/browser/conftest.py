"""Real browsers before a real server: one server and one Chromium for all tests, a new context for every page.

Every test fails whose pages complain on the console or break the content security policy, unless it says what it
expects, and every test that leaves an illegal board in the database.
What a failed test saw is kept in test-results/.
"""

import json
import os
import re
import shutil
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect, sync_playwright

from tests.browser.legality import assert_legal
from tests.browser.patience import let_hands_wait
from tests.browser.watching import Watched, watch
from tests.faults.installation import Installation, Server, installation
from tests.machine.running import CHECKOUT

RESULTS = CHECKOUT / "test-results"
CHROMIUM = os.environ.get("TEST_CHROMIUM") or "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--mute-audio",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-pings",
)
PATIENCE = 30_000  # milliseconds; two cores may be busy with a render and other browsers
PEOPLE = """
import json
from django.urls import reverse
from storyboard.studio.people import add_person, first_workspace, found_workspace
from storyboard.studio.roles import Role
from storyboard.studio.signing_in import make_link
bela, _new = add_person(first_workspace(), "bela", Role.CREATOR)
rita, _new = add_person(first_workspace(), "rita", Role.REVIEWER)
stan = found_workspace("Elsewhere", "stan").memberships.get().person
print(json.dumps({person.name: reverse("signin_link", args=[make_link(person)]) for person in (bela, rita, stan)}))
"""
FAILED = pytest.StashKey[bool]()
RUNNING: list[Installation] = []  # those that tests may have edited since they began


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Playwright leaves a running loop in this thread, which asynchronous tests cannot bear: browser tests go last."""
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker("browser")
    items.sort(key=lambda item: str(item.path).startswith(here))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    outcome = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or outcome.get_result().failed


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    let_hands_wait()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@dataclass
class Studio:
    """A running Storyboard with people in it, each by name with the state of a browser that signed in.

    olga owns it, bela creates, rita reviews; stan owns another workspace.
    """

    installation: Installation
    server: Server
    signed_in: dict[str, StorageState] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return self.server.address


@pytest.fixture(scope="session")
def studio(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    with installation(tmp_path_factory.mktemp("studio")) as installed:
        yield settled(chromium, installed)


@pytest.fixture
def studio_of_its_own(chromium: Browser, tmp_path: Path) -> Iterator[Studio]:
    """One that the test may stop and start."""
    with installation(tmp_path) as installed:
        yield settled(chromium, installed, everybody=False)


def settled(chromium: Browser, installed: Installation, *, everybody: bool = True) -> Studio:
    """Started, with its people added and signed in."""
    RUNNING.append(installed)
    studio = Studio(installed, installed.up())
    studio.signed_in["owner"] = signed_in(chromium, studio.server.link)
    if not everybody:
        return studio
    done = installed.command("shell", "-v", "0", "-c", PEOPLE)
    assert done.returncode == 0, done.stderr
    for name, path in json.loads(done.stdout).items():
        studio.signed_in[name] = signed_in(chromium, studio.address + path)
    return studio


def signed_in(chromium: Browser, link: str) -> StorageState:
    """What a browser keeps after its person followed the link and pressed the button."""
    with chromium.new_context() as context:
        context.request.get(link)
        token = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "csrftoken")
        shown = context.request.post(link, form={"csrfmiddlewaretoken": token})
        assert "<title>Projects" in shown.text()
        return context.storage_state()


@pytest.fixture(autouse=True)
def every_board_is_legal() -> Iterator[None]:
    """At the end of a test, in every installation; those of the test's own are not asked again."""
    yield
    for installed in tuple(RUNNING):
        assert_legal(installed)
        if all(server.process.poll() is not None for server in installed.servers):
            RUNNING.remove(installed)


Open = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens pages: opened(studio, "bela", "/help/") in a context of their own, with any option of a context.

    An empty path goes nowhere yet. `trouble` is a pattern of complaints that the test provokes and expects.
    """
    watched: list[Watched] = []

    def open_page(studio: Studio, person: str | None, path: str = "/", *, trouble: str = "", **options: Any) -> Page:
        state = studio.signed_in[person] if person else None
        context = chromium.new_context(storage_state=state, base_url=studio.address, **options)
        context.set_default_timeout(PATIENCE)
        watched.append(watch(context.new_page(), trouble))
        if path:
            watched[-1].page.goto(path)
        return watched[-1].page

    yield open_page
    if request.node.stash.get(FAILED, False):
        keep_evidence(request.node.name, watched)
    for one in watched:
        if not one.page.is_closed():
            one.page.unroute_all(behavior="wait")  # an answer that a test holds back is let go first
        one.page.context.close()
    complaints = [complaint for one in watched for complaint in one.complaints()]
    assert not complaints, "\n".join(complaints)


def keep_evidence(name: str, watched: list[Watched]) -> None:
    folder = RESULTS / re.sub(r"[^\w.-]+", "-", name)
    shutil.rmtree(folder, ignore_errors=True)
    for number, one in enumerate(watched, 1):
        one.keep(folder / f"page-{number}")


@pytest.fixture
def page(opened: Open, studio: Studio) -> Page:
    """The owner's browser, nowhere yet."""
    return opened(studio, "owner", "")
