"""A waiting take says its place in the line of its account, and whoever has a page open hears when that moves."""

import time

import pytest
from asgiref.sync import async_to_sync

from storyboard.ids import new_token
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.studio.account_editing import add_account
from storyboard.studio.models import ProviderAccount
from storyboard.takes import deciding, opening, queueing
from storyboard.takes.cards import draw_take
from storyboard.takes.models import Generation, Take
from storyboard.takes.opening import claim_waiting
from storyboard.takes.ordering import Wish, place_order
from tests.conftest import People
from tests.live.listening import meanwhile, page_of

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]
MODEL = "runware/kling-3.0-4k"


@pytest.fixture
def account(people: People) -> ProviderAccount:
    return add_account(people.workspace, people.olga, "runware", key="k" * 30)


def waiting(project: Project, people: People, account: ProviderAccount | None = None) -> Generation:
    wish = Wish(MODEL if account else f"rehearsal:{MODEL}", new_token(), account=account.pk if account else "")
    order = place_order(project, people.alice, wish)
    return Generation.objects.select_related("project").get(order=order)


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
        assert len(claim_waiting("worker", 1)) == 1

    async def scene() -> None:
        take = await meanwhile(order)
        async with page_of(other.pk, people.rita) as page:
            await meanwhile(begin)
            (line,) = queueing.claim_moved("worker", 1)
            await queueing.tell_line(line)
            assert await page.message() == {"places": {take.pk: 1}}

    opening.MOVED.clear()
    async_to_sync(scene)()


def test_it_hears_at_once_that_somebody_was_sent_first(
    people: People, project: Project, account: ProviderAccount
) -> None:
    async def scene() -> None:
        first = await meanwhile(waiting, project, people, account)
        urgent = await meanwhile(waiting, project, people, account)
        takes = [(await meanwhile(one.takes.get)).pk for one in (first, urgent)]
        async with page_of(project.pk, people.rita) as page:
            await meanwhile(deciding.go_first, urgent)
            assert await page.message() == {"places": {takes[0]: 2, takes[1]: 1}}

    async_to_sync(scene)()


def test_a_line_is_told_at_most_once_a_second_and_never_forgotten(
    people: People, project: Project, account: ProviderAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening.MOVED.clear()
    opening.MOVED.add(account.pk)
    monkeypatch.setattr(queueing, "_told_at", [time.monotonic()])
    assert queueing.claim_moved("worker", 1) == []
    queueing._told_at[0] -= queueing.TELL_EVERY_SECONDS
    assert queueing.claim_moved("worker", 1) == [account.pk]
    assert queueing.claim_moved("worker", 1) == []
