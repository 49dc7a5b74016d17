"""Each account has a line of its own, by priority and age; whoever has a page open hears when it moves."""

import time

import pytest
from asgiref.sync import async_to_sync

from storyboard.ids import new_token
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.studio.account_editing import add_account
from storyboard.studio.models import ProviderAccount
from storyboard.takes import preparing, queueing
from storyboard.takes.cards import draw_take
from storyboard.takes.models import Generation, Order, Take
from storyboard.takes.ordering import Wish, place_order
from storyboard.takes.queueing import place_in_line
from storyboard.takes.steps import claim_generations
from tests.conftest import People
from tests.live.listening import meanwhile, page_of

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]
MODEL = "runware/kling-3.0-4k"


@pytest.fixture
def account(people: People) -> ProviderAccount:
    return add_account(people.workspace, people.olga, "runware", key="k" * 30)


def waiting(project: Project, people: People, account: ProviderAccount | None = None, priority: int = 0) -> Generation:
    wish = Wish(MODEL if account else f"rehearsal:{MODEL}", new_token(), account=account.pk if account else "")
    order = place_order(project, people.alice, wish)
    Order.objects.filter(pk=order.pk).update(priority=priority)
    return Generation.objects.select_related("project").get(order=order)


def places(*generations: Generation) -> list[int | None]:
    return [place_in_line(one) for one in generations]


def test_who_came_first_is_next(people: People, project: Project, account: ProviderAccount) -> None:
    assert places(*[waiting(project, people, account) for _one in range(3)]) == [1, 2, 3]


def test_priority_goes_before_age(people: People, project: Project, account: ProviderAccount) -> None:
    first, urgent = waiting(project, people, account), waiting(project, people, account, priority=1)
    assert places(first, urgent) == [2, 1]


def test_lines_do_not_mix(people: People, project: Project, account: ProviderAccount) -> None:
    other = add_account(people.workspace, people.olga, "runware", name="Another", key="j" * 30)
    elsewhere = make_project(people.elsewhere, people.stan, "Elsewhere", [NewShot(3, "Kite", "A kite.")])
    rehearsals = [waiting(project, people), waiting(elsewhere, people)]
    assert places(waiting(project, people, account), waiting(project, people, other), *rehearsals) == [1, 1, 1, 1]


def test_what_is_taken_up_or_drawn_here_stands_in_no_line(
    people: People, project: Project, account: ProviderAccount
) -> None:
    first, second = waiting(project, people, account), waiting(project, people, account)
    Generation.objects.filter(pk=first.pk).update(state="preparing")
    first.refresh_from_db()
    animatic = place_order(project, people.alice, Wish("animatic", new_token())).generations.get()
    assert places(first, second, animatic) == [None, 1, None]


def test_the_card_says_it(people: People, project: Project, account: ProviderAccount) -> None:
    waiting(project, people, account)
    take = waiting(project, people, account).takes.get()
    assert "Place <span data-place>2</span> in line" in draw_take(project.pk, take.pk)


def test_an_open_page_of_another_project_hears_that_it_moved(
    people: People, project: Project, account: ProviderAccount
) -> None:
    other = make_project(people.workspace, people.alice, "Other", [NewShot(3, "Kite", "A kite.")])

    def order() -> Take:
        waiting(project, people, account)
        return waiting(other, people, account).takes.get()

    def begin() -> None:
        (first,) = claim_generations("worker", 1)
        preparing._open(first)

    async def scene() -> None:
        take = await meanwhile(order)
        async with page_of(other.pk, people.rita) as page:
            await meanwhile(begin)
            (line,) = queueing.claim_moved("worker", 1)
            await queueing.tell_line(line)
            assert await page.message() == {"places": {take.pk: 1}}

    queueing._moved.clear()
    async_to_sync(scene)()


def test_a_line_is_told_at_most_once_a_second_and_never_forgotten(
    people: People, project: Project, account: ProviderAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    queueing._moved.clear()
    queueing.line_moved(waiting(project, people, account))
    monkeypatch.setattr(queueing, "_told_at", [time.monotonic()])
    assert queueing.claim_moved("worker", 1) == []
    queueing._told_at[0] -= queueing.TELL_EVERY_SECONDS
    assert len(queueing.claim_moved("worker", 1)) == 1
    assert queueing.claim_moved("worker", 1) == []
