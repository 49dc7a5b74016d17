"""The card of a take says that its board is no longer what it was ordered from, on the board and to open pages."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from storyboard.projects import editing, timing
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.cards import draw_take, draw_takes, stale_takes
from storyboard.takes.models import Take
from tests.conftest import People
from tests.review.making import take_of
from tests.takes.making import ordered

pytestmark = pytest.mark.both
HIDDEN = " hidden>Board changed</span>"


def test_a_new_take_is_not_stale(take: Take) -> None:
    assert stale_takes(take.project_id) == []
    assert HIDDEN in draw_take(take.project_id, take.pk)


def test_one_is_after_a_change_and_no_more_once_that_is_taken_back(
    people: People, project: Project, take: Take
) -> None:
    shot = project.shots.get(position=2)
    editing.edit(project.pk, people.alice, timing.move_shot(shot.pk, 0))
    assert stale_takes(project.pk) == [take.pk]
    for markup in (draw_take(project.pk, take.pk), draw_takes(project.pk, "")):
        assert ">Board changed</span>" in markup
        assert HIDDEN not in markup
    editing.edit(project.pk, people.alice, timing.move_shot(shot.pk, 1))
    assert stale_takes(project.pk) == []


def test_of_several_those_are_told_that_are_older_than_the_change(
    people: People, project: Project, take: Take, client_of: Callable[[Person], Client]
) -> None:
    shot = project.shots.get(position=2)
    editing.edit(project.pk, people.alice, timing.move_shot(shot.pk, 0))
    take_of(project, people.alice, 2)
    ordered(project, people.alice)
    answer = client_of(people.rita).get(f"/projects/{project.pk}/takes/stale/")
    assert answer.json() == {"stale": [take.pk]}


def test_many_takes_ask_no_more_than_one(people: People, project: Project, take: Take) -> None:
    counts = []
    for number in (2, 5):
        for each in range(number, number + 3):
            take_of(project, people.alice, each)
        with CaptureQueriesContext(connection) as captured:
            draw_takes(project.pk, "")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_page_of_a_take_that_is_worked_on_has_one_connection(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    take = ordered(project, people.alice)
    page = client_of(people.rita).get(f"/projects/{project.pk}/takes/0/?render={take.render}").content.decode()
    assert 'id="take-live"' in page
    assert page.count("data-connect=") == 1
