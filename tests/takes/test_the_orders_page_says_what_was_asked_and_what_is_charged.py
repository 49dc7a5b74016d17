"""A row of the orders page: what was asked for, which take was lost and why, and what is charged whatever happens."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects.editing import edit
from storyboard.projects.models import Project
from storyboard.projects.writing import choose, write_board_text
from storyboard.providers.answers import Refused, Said, Unsure
from storyboard.providers.errors import Reason
from storyboard.studio.models import Person
from storyboard.takes.models import Generation, Take
from storyboard.takes.sentences import in_doubt, refusal, unsure
from storyboard.takes.submitting import write
from tests.conftest import People
from tests.takes.rehearsals import rehearsed

pytestmark = pytest.mark.both
Clients = Callable[[Person], Client]
MODEL = "runware/kling-3.0-4k"
CHARGED = "it charges all the same"


@pytest.fixture
def pair(people: People, project: Project) -> Generation:
    """An order of two results."""
    edit(project.pk, people.alice, choose("mode", "single"))
    edit(project.pk, people.alice, write_board_text("prompt", "A kite over a tram, " * 20, 99))
    return rehearsed(project, people.alice, MODEL, 2).generations.get()


@pytest.fixture
def page(people: People, client_of: Clients) -> Callable[[], str]:
    def read() -> str:
        return client_of(people.alice).get("/orders/").content.decode()

    return read


def test_what_was_asked(pair: Generation, page: Callable[[], str]) -> None:
    assert "9 s, 2 results · A kite over a tram, A kite" in page()
    assert "…" in page()


def test_of_several_it_says_which_was_lost(people: People, pair: Generation, page: Callable[[], str]) -> None:
    first, second = Take.objects.order_by("number")
    Generation.objects.update(state="done")
    Take.objects.filter(pk=first.pk).update(state="ready")
    Take.objects.filter(pk=second.pk).update(state="failed", failure="The provider could not make this video.")
    assert f"Take {second.number}: The provider could not make this video." in page()


def test_of_one_it_says_why_alone(people: People, project: Project, page: Callable[[], str]) -> None:
    rehearsed(project, people.alice, MODEL)
    Generation.objects.update(state="done")
    Take.objects.update(state="failed", failure="The provider could not make this video.")
    assert ">The provider could not make this video.<" in page()


def test_what_is_charged_whatever_happens(pair: Generation, page: Callable[[], str]) -> None:
    for state in ("submitting", "running"):
        Generation.objects.update(model=MODEL, state=state)
        assert CHARGED in page()
    for state in ("queued", "done"):
        Generation.objects.update(model=MODEL, state=state)
        assert CHARGED not in page()


def test_words_of_ours_are_not_put_into_the_mouth_of_a_provider() -> None:
    for told in (unsure("broke off"), in_doubt("broke off")):
        assert "It says" not in told
        assert told.endswith("Noted here: broke off.")
    assert refusal(Refused("7", Said("Too long"), Reason.REQUEST)).endswith("It says: “Too long”")


def test_an_answer_that_broke_off_is_told_as_that(pair: Generation, page: Callable[[], str]) -> None:
    Generation.objects.update(state="submitting", lease="mine")
    pair.refresh_from_db()
    write(pair, Unsure("broke off"), knows_creates=False)
    assert "Noted here: broke off." in page()
    assert "It says" not in page()
