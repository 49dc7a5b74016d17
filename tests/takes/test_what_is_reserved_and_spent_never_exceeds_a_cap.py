"""Whatever happens in whatever order: budgets are exceeded by what providers charged beyond the expected price and by
what owners released, by nothing else; and their sums are those of the rows."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from storyboard.projects.models import Project
from storyboard.takes.budgets import standing_of
from storyboard.takes.charging import charge
from storyboard.takes.holding import release, turn_down
from storyboard.takes.models import Generation
from tests.conftest import People, examples
from tests.takes.money import broken, capped, order, priced, refused, told

AMOUNTS = st.decimals(0, 9, places=4)
HAPPENINGS = st.lists(
    st.one_of(
        st.tuples(st.just("order"), st.integers(1, 2), st.none()),
        st.tuples(
            st.sampled_from(["told", "untold", "refused", "broken", "release", "turn down", "charge"]),
            st.integers(0, 9),
            AMOUNTS,
        ),
    ),
    max_size=12,
)
OF_STATE = {"told": "queued", "untold": "queued", "refused": "queued", "broken": "queued"}


def expected(generation: Generation) -> Decimal:
    return generation.estimated or Decimal(0)


class Happening:
    """Does one thing after the other, and keeps count of what may go beyond the cap."""

    def __init__(self, people: People, board: Project) -> None:
        self.people, self.board, self.beyond = people, board, Decimal(0)

    def happen(self, what: str, number: int, amount: Decimal | None) -> None:
        if what == "order":
            order(self.board, self.people.alice, results=number)
        elif what in OF_STATE:
            self.ended(what, number, amount or Decimal(0))
        elif what == "charge":
            self.charged(number, amount or Decimal(0))
        else:
            self.decided(what, number)

    def ended(self, what: str, number: int, amount: Decimal) -> None:
        generation = self.one(number, state="queued")
        if generation is None:
            return
        if what == "told":
            self.beyond += max(amount - expected(generation), Decimal(0))
            told(generation, str(amount))
        elif what == "untold":
            told(generation, None)
        else:
            {"refused": refused, "broken": broken}[what](generation)

    def charged(self, number: int, amount: Decimal) -> None:
        generation = self.one(number, spent=None, state__in=("done", "failed"))
        if generation and charge(generation, self.people.olga, amount):
            self.beyond += max(amount - expected(generation), Decimal(0))

    def decided(self, what: str, number: int) -> None:
        generation = self.one(number, state="held")
        if generation is None:
            return
        if what == "release":
            self.beyond += expected(generation)
            release(generation.order, self.people.olga)
        else:
            turn_down(generation.order, self.people.olga)

    def one(self, number: int, **about: object) -> Generation | None:
        found = list(Generation.objects.filter(**about).order_by("created_at", "pk"))
        return found[number % len(found)] if found else None


@examples(25, 1000)
@given(happenings=HAPPENINGS, cap=st.decimals(0, 20, places=2))
def test_any_sequence(
    people: People, project: Project, happenings: list[tuple[str, int, Decimal | None]], cap: Decimal
) -> None:
    with transaction.atomic():
        board = priced(people, project)[0]
        budgets = [
            capped(people, str(cap)),
            capped(people, str(cap + 2), "total", project_id=board.pk),
            capped(people, str(cap + 1), person_id=people.alice.pk),
        ]
        happening = Happening(people, board)
        for one in happenings:
            happening.happen(*one)
            rows = Generation.objects.values_list("reserved", "spent", "counted_at")
            counted = sum(((reserved or spent or Decimal(0)) for reserved, spent, at in rows if at), Decimal(0))
            used = {standing_of(budget, timezone.now()).used for budget in budgets}
            assert used == {counted}
            assert counted <= cap + happening.beyond
            assert not any(reserved is not None and spent is not None for reserved, spent, _at in rows)
        transaction.set_rollback(True)
