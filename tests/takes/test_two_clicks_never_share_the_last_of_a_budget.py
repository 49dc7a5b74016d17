"""What is left of a budget is taken by one order, however many are placed in one moment."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.budgets import standing_of
from storyboard.takes.models import Generation
from tests.conftest import People
from tests.takes.money import another, capped, order, priced

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


def test_orders_at_once_on_several_boards(people: People, project: Project) -> None:
    boards = [priced(people, project)[0], *(another(people, f"Board {number}") for number in range(3))]
    budget = capped(people, "11.34")
    people_at_once: list[Person] = [people.alice, people.olga]

    def press(number: int) -> None:
        try:
            order(boards[number % 4], people_at_once[number % 2])
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(press, range(12)))
    assert Generation.objects.filter(state="queued").count() == 3
    assert Generation.objects.filter(state="held").count() == 9
    assert standing_of(budget, timezone.now()).used == Decimal("11.34")
