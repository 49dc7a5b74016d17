"""`generate` places the order, works it where nobody else does, and prints a JSON line per take."""

from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.utils import timezone

from storyboard.assets.storing import import_picture, path_of
from storyboard.projects.demo import PICTURES
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.takes.models import Order, Take
from storyboard.work.models import Worker
from tests.commands.running import run
from tests.conftest import People
from tests.takes.money import capped, priced

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def short(people: People) -> Project:
    picture = import_picture(people.workspace.pk, people.alice, PICTURES / "shot-1.jpg", "kite.jpg")
    return make_project(people.workspace, people.alice, "Short", [NewShot(3, "Kite", "A kite.", picture)])


def test_a_take_is_made_and_told(short: Project) -> None:
    said = run("generate", short.pk, "--model", "animatic", "--wait", "60")
    (line,) = said.lines
    assert (line["take"], line["render"], line["state"], line["seconds"]) == (0, 1, "ready", 3)
    assert (float(line["cost"]), line["currency"]) == (0, "USD")
    assert Path(line["path"]).stat().st_size > 10_000
    assert "No worker is running, so this command works the queue itself." in said.err


def test_a_take_that_fails_is_told_and_the_exit_says_so(short: Project) -> None:
    picture = short.shots.get().picture
    assert picture is not None
    path_of(picture).write_bytes(b"broken")
    with pytest.raises(CommandError, match="A picture of the board cannot be read"):
        run("generate", short.pk, "--model", "animatic", "--wait", "60")
    assert Take.objects.get().state == "failed"


def test_without_waiting_it_only_places_the_order(short: Project) -> None:
    (line,) = run("generate", short.pk, "--model", "animatic", "--wait", "0").lines
    assert (line["state"], line["path"]) == ("waiting", None)


def test_a_wait_that_is_too_short_ends_in_words(short: Project) -> None:
    Worker.objects.create(host="elsewhere", pid=1, seen_at=timezone.now())
    with pytest.raises(CommandError, match="Take 0 is still waiting"):
        run("generate", short.pk, "--model", "animatic", "--wait", "0.3")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nosuch", "--model", "animatic"], "There is no project “nosuch”"),
        (["{}", "--model", "kling"], "There is no model “kling”"),
        (["{}", "--model", "animatic", "--results", "2"], "The animatic gives one take an order."),
        (["{}"], "--model"),
    ],
)
def test_a_mistake_orders_nothing(short: Project, words: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        run("generate", *(word.format(short.pk) for word in words))
    assert not Order.objects.exists()


def test_what_is_over_a_budget_is_held_and_not_waited_for(people: People, project: Project) -> None:
    board = priced(people, project)[0]
    capped(people, "1")
    with pytest.raises(CommandError, match="over this month’s budget of Northlight"):
        run("generate", board.pk, "--model", "runware/kling-3.0-4k")
    assert Take.objects.get().state == "waiting"


def test_under_a_budget_an_order_without_a_price_is_refused(people: People, project: Project) -> None:
    board = priced(people, project, "highway/kling-3.0-4k")[0]
    capped(people, "1000")
    with pytest.raises(CommandError, match="There is a budget"):
        run("generate", board.pk, "--model", "highway/kling-3.0-4k")
    assert not Order.objects.exists()
