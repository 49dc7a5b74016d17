"""A page joins, learns where the numbers stand, and then hears every change of its project in order, and no other."""

import json
import time
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import transaction

from storyboard.live.sending import Fragment, record, send_progress
from storyboard.projects import editing, timing
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from tests.conftest import People
from tests.live.listening import meanwhile, page_of
from tests.takes.making import finished, ordered

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


def change(project: Project, people: People, by: int = 1) -> None:
    editing.edit(project.pk, people.alice, timing.change_total(by))


def test_it_is_greeted_with_the_last_number_and_the_time(people: People, project: Project) -> None:
    async def scene() -> None:
        async with page_of(project.pk, people.rita) as page:
            assert (page.hello["number"], page.hello["hello"]) == (0, True)
            assert abs(page.hello["now"] / 1000 - time.time()) < 5
        await meanwhile(change, project, people)
        async with page_of(project.pk, people.rita) as page:
            assert page.hello["number"] == 1

    async_to_sync(scene)()


def test_an_edit_is_told_to_every_page_and_each_fetches_its_own_strip(people: People, project: Project) -> None:
    async def scene() -> None:
        async with page_of(project.pk, people.rita) as rita, page_of(project.pk, people.alice) as alice:
            await meanwhile(change, project, people)
            for page in (rita, alice):
                assert await page.message() == {
                    "number": 1,
                    "fragments": [{"name": "board", "key": "", "version": 2, "markup": None}],
                }

    async_to_sync(scene)()


def test_numbers_come_in_order_without_a_gap(people: People, project: Project) -> None:
    async def scene() -> None:
        async with page_of(project.pk, people.rita) as page:
            for by in (1, 1, -1):
                await meanwhile(change, project, people, by)
            assert [(await page.message())["number"] for _each in range(3)] == [1, 2, 3]
            assert await page.hears_nothing()

    async_to_sync(scene)()


def test_an_order_brings_the_list_of_takes_and_its_end_brings_the_card(people: People, project: Project) -> None:
    async def scene() -> list[dict[str, Any]]:
        async with page_of(project.pk, people.rita) as page:
            await meanwhile(finished, project, people.alice)
            return [await page.message() for _each in range(3)]

    first, second, third = async_to_sync(scene)()
    names = [message["fragments"][0]["name"] for message in (first, second, third)]
    assert names == ["takes", "take", "take"]
    assert 'data-state="running"' in second["fragments"][0]["markup"]
    assert 'data-state="ready"' in third["fragments"][0]["markup"]
    assert third["fragments"][0]["version"] > second["fragments"][0]["version"]


def test_what_was_rolled_back_was_never_told(people: People, project: Project) -> None:
    def change_and_regret() -> None:
        with transaction.atomic():
            record(project.pk, [Fragment("board", "", 99)])
            transaction.set_rollback(True)

    async def scene() -> None:
        async with page_of(project.pk, people.rita) as page:
            await meanwhile(change_and_regret)
            assert await page.hears_nothing()
            await meanwhile(change, project, people)
            assert (await page.message())["number"] == 1

    async_to_sync(scene)()


def test_another_project_is_not_heard(people: People, project: Project) -> None:
    def elsewhere() -> Project:
        return make_project(people.workspace, people.alice, "Other", [NewShot(3)])

    async def scene() -> None:
        other = await meanwhile(elsewhere)
        async with page_of(project.pk, people.rita) as page:
            await meanwhile(change, other, people)
            assert await page.hears_nothing()

    async_to_sync(scene)()


def test_progress_has_no_number_and_no_row(people: People, project: Project) -> None:
    async def scene() -> None:
        take = await meanwhile(ordered, project, people.alice)
        async with page_of(project.pk, people.rita) as page:
            await meanwhile(send_progress, project.pk, {take.pk: 40})
            assert await page.message() == {"progress": {take.pk: 40}}

    async_to_sync(scene)()


def test_progress_of_a_take_is_told_at_most_twice_a_second(people: People, project: Project) -> None:
    async def scene() -> None:
        one, other = await meanwhile(ordered, project, people.alice), await meanwhile(ordered, project, people.alice)
        async with page_of(project.pk, people.rita) as page:
            for percents in ({one.pk: 10}, {one.pk: 20}, {one.pk: 25, other.pk: 30}):
                await meanwhile(send_progress, project.pk, percents)
            assert [(await page.message())["progress"] for _told in range(2)] == [{one.pk: 10}, {other.pk: 30}]
            assert await page.hears_nothing()

    async_to_sync(scene)()


def test_what_a_page_says_is_ignored(people: People, project: Project) -> None:
    async def scene() -> None:
        async with page_of(project.pk, people.rita) as page:
            await page.socket.send_to(text_data=json.dumps({"type": "recheck", "signed_out": True}))
            await page.socket.send_to(bytes_data=b"\x00\xff")
            await meanwhile(change, project, people)
            assert (await page.message())["number"] == 1

    async_to_sync(scene)()
