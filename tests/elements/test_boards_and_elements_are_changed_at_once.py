"""Elements are changed while boards take them on, drop them and order with them: nobody waits for ever, all arrives."""

from collections.abc import Callable

import pytest

from storyboard.elements import editing as library
from storyboard.elements.models import Element
from storyboard.live.models import Event
from storyboard.projects import casting, editing
from storyboard.projects.making import NewShot, make_project
from storyboard.providers.mentions import mention_of
from storyboard.takes.models import GenerationElement
from tests.conftest import People
from tests.elements.making import element
from tests.projects.test_people_editing_at_once_lose_nothing import at_once
from tests.takes.making import ordered

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]
ROUNDS = 8


def test_all_of_it_arrives(people: People) -> None:
    guide, globe = (element(people.lino, people.workspace, name, ["front"]) for name in ("Guide", "Globe"))
    shots = [NewShot(3, prompt=f"{mention_of(guide.pk)} {mention_of(globe.pk)}")]
    boards = [make_project(people.workspace, people.alice, f"Board {n}", shots) for n in range(2)]

    def rename(one: Element, n: int) -> Callable[[], object]:
        return lambda: library.write(one.pk, people.lino, "name", f"{one.name} {n}")

    def handle(one: Element, n: int) -> Callable[[], object]:
        return lambda: library.write(one.pk, people.lino, "handle", f"{one.handle}_{n}")

    def recast(board: int, one: Element) -> Callable[[], None]:
        def work() -> None:
            editing.edit(boards[board].pk, people.alice, casting.add_element(one.pk))
            ordered(boards[board], people.alice)
            editing.edit(boards[board].pk, people.alice, casting.remove_element(one.pk))

        return work

    both = [guide, globe]
    at_once(
        [
            work
            for n in range(ROUNDS)
            for work in (
                *(rename(one, n) for one in both),
                *(handle(one, n) for one in both),
                *(recast(board, one) for board in range(2) for one in both),
            )
        ]
    )
    for one in both:
        kept = Element.objects.get(pk=one.pk)
        assert kept.version == one.version + 2 * ROUNDS
        assert kept.writes.count() == 2
    assert GenerationElement.objects.count() >= 2
    for board in boards:
        numbers = [*Event.objects.filter(project=board).order_by("number").values_list("number", flat=True)]
        assert numbers == [*range(1, len(numbers) + 1)]
