"""Boards that cost something, and what becomes of their orders, without asking anybody."""

from decimal import Decimal

from django.utils import timezone

from storyboard.ids import new_token
from storyboard.projects.editing import edit
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.projects.writing import choose, write_board_text
from storyboard.studio.budgeting import set_budget
from storyboard.studio.models import Budget, Person, ProviderAccount
from storyboard.takes.models import Generation, Order
from storyboard.takes.ordering import Wish, place_order
from storyboard.takes.pipeline import advance
from storyboard.takes.states import Event, GenerationState
from tests.conftest import People
from tests.studio.accounts import account

MODEL = "runware/kling-3.0-4k"
PRICE = Decimal("3.78")  # nine seconds of 0.42


def priced(people: People, project: Project, model: str = MODEL) -> tuple[Project, ProviderAccount]:
    """The board with that model, and an account for it."""
    edit(project.pk, people.alice, choose("model", model))
    edit(project.pk, people.alice, choose("mode", "single" if model.startswith("crun/") else "custom"))
    found = account(people, model.partition("/")[0])
    edit(project.pk, people.alice, write_board_text("prompt", "A kite in the rain.", 99))
    project.refresh_from_db()
    return project, found


def another(people: People, title: str = "Another") -> Project:
    """A second board of nine seconds, with the same model."""
    project = make_project(people.workspace, people.alice, title, [NewShot(9, "One", "A kite.")])
    edit(project.pk, people.alice, choose("model", MODEL))
    return project


def capped(people: People, cap: str, period: str = "month", **about: str) -> Budget:
    """A budget that olga sets."""
    return set_budget(people.workspace, people.olga, Decimal(cap), period, **about)


def order(project: Project, person: Person | None, model: str = MODEL, results: int | None = None) -> Order:
    """An order to a provider, as a command places it."""
    return place_order(project, person, Wish(model, new_token(), results))


def told(generation: Generation, settled: str | None, unit: str = "USD") -> None:
    """The provider has made it, and says what it cost, or nothing of that."""
    sent(generation)
    advance(generation, Event.RESULTS, **({} if settled is None else {"settled": Decimal(settled), "unit": unit}))
    advance(generation, Event.ALL_COLLECTED, finished_at=timezone.now())


def sent(generation: Generation) -> None:
    """The provider has it."""
    if generation.state == GenerationState.QUEUED:
        advance(generation, Event.OPENED)
        advance(generation, Event.WRITTEN, final_request="{}", submitted_at=timezone.now())
        advance(generation, Event.ACCEPTED, provider_task="1", due_at=timezone.now(), failure="")


def refused(generation: Generation) -> None:
    """The provider did not take it."""
    advance(generation, Event.OPENED)
    advance(generation, Event.WRITTEN, final_request="{}", submitted_at=timezone.now())
    advance(generation, Event.REFUSED, failure="7", failure_code="no", settled=0, finished_at=timezone.now())


def broken(generation: Generation) -> None:
    """The provider gave up, and says nothing of money."""
    sent(generation)
    advance(generation, Event.GIVEN_UP, failure="7", failure_code="no", finished_at=timezone.now())
