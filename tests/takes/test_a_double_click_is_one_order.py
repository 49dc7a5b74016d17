"""The button carries a token that is used once, in every tab and however often it is pressed."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.models import Take
from storyboard.takes.ordering import Wish, place_order
from tests.conftest import People

pytestmark = pytest.mark.both


def test_pressed_twice(people: People, project: Project, client_of: Callable[[Person], Client]) -> None:
    client = client_of(people.alice)
    page = client.get(f"/projects/{project.pk}/").content.decode()
    (token,) = set(re.findall(r'name="token" value="([^"]+)"', page))
    for _press in range(2):
        answer = client.post(f"/projects/{project.pk}/animatic/", {"token": token})
        assert answer.status_code == 302
    assert Take.objects.filter(project=project).count() == 1


def test_the_answer_brings_the_takes_and_the_next_token(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    answer = client_of(people.alice).post(
        f"/projects/{project.pk}/animatic/", {"token": "one"}, headers={"HX-Request": "true"}
    )
    text = answer.content.decode()
    assert 'data-state="waiting"' in text
    assert re.search(r'name="token" value="(?!one")[^"]{20,}"', text)


@pytest.mark.django_db(transaction=True)
def test_many_at_once(people: People, project: Project) -> None:
    def press(_number: int) -> str:
        try:
            return place_order(project, people.alice, Wish("animatic", "token")).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(press, range(8)))) == 1


@pytest.mark.django_db(transaction=True)
def test_orders_at_once_have_numbers_of_their_own(people: People, project: Project) -> None:
    def press(number: int) -> None:
        try:
            place_order(project, people.alice, Wish("animatic", f"token{number}"))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(press, range(8)))
    assert sorted(Take.objects.values_list("render", flat=True)) == [*range(1, 9)]
