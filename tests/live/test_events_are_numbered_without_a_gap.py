"""Each project counts its own events, from the first, however many write at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from storyboard.live.models import Event
from storyboard.live.sending import Fragment, last_number, record
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from tests.conftest import People

pytestmark = pytest.mark.both


def numbers(project: Project) -> list[int]:
    return [*Event.objects.filter(project=project).order_by("pk").values_list("number", flat=True)]


def write(project: Project) -> None:
    with transaction.atomic():
        record(project.pk, [Fragment("board", "", 1)])


def test_it_counts_from_one(project: Project) -> None:
    assert last_number(project.pk) == 0
    for _each in range(3):
        write(project)
    assert numbers(project) == [1, 2, 3]
    assert last_number(project.pk) == 3


def test_projects_count_apart(project: Project, people: People) -> None:
    other = make_project(people.workspace, people.alice, "Other", [NewShot(3)])
    write(project)
    write(other)
    assert (numbers(project), numbers(other)) == ([1], [1])


@pytest.mark.django_db(transaction=True)
def test_a_number_that_was_rolled_back_is_given_again(project: Project) -> None:
    write(project)
    with transaction.atomic():
        record(project.pk, [])
        transaction.set_rollback(True)
    write(project)
    assert numbers(project) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_no_gap_the_very_first_included(project: Project) -> None:
    def alone(_number: int) -> None:
        try:
            write(project)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(alone, range(30)))
    assert sorted(numbers(project)) == [*range(1, 31)]


def test_the_database_refuses_a_number_twice(project: Project) -> None:
    write(project)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(project=project, number=1)
