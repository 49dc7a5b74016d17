"""What a test of a fault needs: a board whose orders go to a provider across the network, and the orders page."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.test import Client

from storyboard.ids import new_token
from storyboard.projects.editing import edit
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.projects.writing import choose, write_board_text
from storyboard.studio.models import ProviderAccount
from storyboard.takes.models import Generation, Take
from storyboard.takes.ordering import Wish, place_order
from storyboard.takes.states import GenerationState
from tests.conftest import People
from tests.studio.accounts import account, environment_with
from tests.takes.provider import Provider

MODELS = {"runware": "runware/kling-3.0-4k", "highway": "highway/kling-3.0-4k", "crun": "crun/kling-3.0-pro"}
ENTRY = re.compile(r'data-testid="trouble" data-kind="(\w+)".*?<p>(.*?)</p>.*?</li>', re.DOTALL)


@dataclass
class Studio:
    """A board of three seconds and an account for one API."""

    people: People
    board: Project
    account: ProviderAccount

    def order(self) -> Generation:
        wish = Wish(MODELS[self.account.provider], new_token(), account=self.account.pk)
        return place_order(self.board, self.people.alice, wish).generations.get()


def studio_at(provider: Provider, people: People, settings: Any, kind: str) -> Studio:
    """A studio that orders from one API of the provider."""
    environment_with(settings, **{kind: ("", url) for kind, url in provider.urls.items()})
    board = make_project(people.workspace, people.alice, "Short", [NewShot(3, "Kite", "A kite.")])
    edit(board.pk, people.alice, choose("mode", "single"))
    edit(board.pk, people.alice, write_board_text("prompt", "A kite over a tram.", 99))
    return Studio(people, board, account(people, kind, url=provider.urls[kind]))


def entries(client: Client) -> dict[str, str]:
    """What the orders page tells to stand in the way: sentences by kind."""
    answer = client.get("/orders/")
    assert answer.status_code == 200
    return entries_in(answer.content.decode())


def entries_in(page: str) -> dict[str, str]:
    """The same, read from the page."""
    return {kind: unescape(sentence) for kind, sentence in ENTRY.findall(page)}


def states() -> list[str]:
    """Of all generations, in the order in which they were placed."""
    return list(Generation.objects.order_by("created_at", "pk").values_list("state", flat=True))


def all_home() -> bool:
    """Whether every order is done and every take ready."""
    return set(states()) == {GenerationState.DONE} and not Take.objects.exclude(state="ready").exists()
