"""Whoever has the projects of a workspace open hears which of them changed, and nothing of what changed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from asgiref.sync import async_to_sync, sync_to_async

from storyboard.live.consumer import tell_person
from storyboard.live.sending import send_progress
from storyboard.projects import editing, timing
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from tests.conftest import People
from tests.live.listening import ListPage, meanwhile, signed_in
from tests.takes.making import ordered, started

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


@asynccontextmanager
async def listed(workspace: str, person: Person) -> AsyncIterator[ListPage]:
    page = ListPage(workspace, await sync_to_async(signed_in)(person))
    assert await page.open() is None
    try:
        yield page
    finally:
        await page.leave()


def test_edits_orders_and_progress_are_told_by_ids_alone(people: People, project: Project) -> None:
    @async_to_sync
    async def scene() -> None:
        async with listed(people.workspace.pk, people.rita) as page:
            await meanwhile(editing.edit, project.pk, people.alice, timing.change_total(1))
            assert await page.message() == {"project": project.pk}
            await meanwhile(ordered, project, people.alice)
            assert await page.message() == {"project": project.pk}
            await meanwhile(send_progress, project.pk, {"atake": 40})
            assert await page.message() == {"project": project.pk, "progress": {"atake": 40}}

    scene()


def test_nothing_of_another_workspace_is_told(people: People, project: Project) -> None:
    theirs = make_project(people.elsewhere, people.stan, "Elsewhere", [NewShot(3)])

    @async_to_sync
    async def scene() -> None:
        async with listed(people.workspace.pk, people.rita) as page:
            await meanwhile(editing.edit, theirs.pk, people.stan, timing.change_total(1))
            await meanwhile(editing.edit, project.pk, people.alice, timing.change_total(1))
            assert await page.message() == {"project": project.pk}

    scene()


@pytest.mark.parametrize(("name", "code"), [("stan", 4404), (None, 4401)])
def test_whoever_is_not_in_the_workspace_is_let_go(people: People, name: str | None, code: int) -> None:
    client = signed_in(getattr(people, name)) if name else None

    @async_to_sync
    async def scene() -> int | None:
        page = ListPage(people.workspace.pk, client)
        found = await page.open()
        await page.leave()
        return found

    assert scene() == code


def test_who_leaves_the_workspace_hears_no_more(people: People, project: Project) -> None:
    @async_to_sync
    async def scene() -> None:
        async with listed(people.workspace.pk, people.rita) as page:
            await meanwhile(people.workspace.memberships.filter(person=people.rita).delete)
            await tell_person(people.rita.pk)
            assert await page.close_code() == 4404

    scene()


def test_the_start_of_a_take_is_told(people: People, project: Project) -> None:
    @async_to_sync
    async def scene() -> None:
        async with listed(people.workspace.pk, people.olga) as page:
            await meanwhile(started, project, people.alice)
            told = [await page.message(), await page.message()]
            assert all(one["project"] == project.pk for one in told)

    scene()
