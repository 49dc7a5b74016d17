"""Without Redis a server looks for event rows that commands in other processes wrote, and sends each once."""

from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.utils import timezone

from storyboard.live import sending
from storyboard.live.models import Event
from storyboard.live.watching import send_new_events
from storyboard.projects import editing, timing
from storyboard.projects.models import Project
from tests.conftest import People
from tests.live.listening import meanwhile, page_of

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process has sent nothing yet, as after its start; row numbers may come again between tests."""
    monkeypatch.setattr(sending, "_sent", sending._Sent())


def row_of_another_process(project: Project, number: int = 1, **age: float) -> Event:
    event = Event.objects.create(
        project=project, number=number, fragments=[{"name": "board", "key": "", "version": number}]
    )
    if age:
        Event.objects.filter(pk=event.pk).update(created_at=timezone.now() - timedelta(**age))
    return event


def test_it_is_sent_once(people: People, project: Project) -> None:
    async def scene() -> list[Any]:
        async with page_of(project.pk, people.rita) as page:
            await meanwhile(row_of_another_process, project)
            counts = [await meanwhile(send_new_events), await meanwhile(send_new_events)]
            message = await page.message()
            assert await page.hears_nothing()
            return [counts, message["number"]]

    assert async_to_sync(scene)() == [[1, 0], 1]


def test_what_this_process_sent_is_not_sent_again(people: People, project: Project) -> None:
    editing.edit(project.pk, people.alice, timing.change_total(1))
    assert send_new_events() == 0


def test_a_row_that_became_visible_late_is_still_found(project: Project) -> None:
    row_of_another_process(project, 2)
    assert send_new_events() == 1
    row_of_another_process(project, 1, seconds=8)
    assert send_new_events() == 1


def test_the_history_of_an_installation_is_left_alone(project: Project) -> None:
    row_of_another_process(project, 1, minutes=1)
    assert send_new_events() == 0


def test_what_it_remembers_stays_small() -> None:
    sent = sending._Sent(keep=3)
    for row in range(10):
        sent.add(row)
    assert [row for row in range(10) if row in sent] == [7, 8, 9]
