"""However many pages of a project are open here, the channel layer has one listener; with the last page it goes."""

import asyncio
from contextlib import AsyncExitStack

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from channels.layers import get_channel_layer

from storyboard.live import audiences
from storyboard.live.sending import group_of, last_number
from storyboard.projects import editing, timing
from storyboard.projects.models import Project
from tests.conftest import People
from tests.live.listening import meanwhile, page_of

pytestmark = pytest.mark.django_db(transaction=True)


def listeners(project: Project) -> int:
    return len(get_channel_layer().groups.get(group_of(project.pk, "en"), {}))


def test_all_pages_hear_through_one_channel(people: People, project: Project) -> None:
    async def scene() -> None:
        async with AsyncExitStack() as stack:
            pages = [
                await stack.enter_async_context(page_of(project.pk, person))
                for person in (people.alice, people.rita, people.rita)
            ]
            assert listeners(project) == 1
            await meanwhile(editing.edit, project.pk, people.alice, timing.change_total(1))
            numbers = {(await page.message())["number"] for page in pages}
            assert numbers == {await sync_to_async(last_number)(project.pk)}
        assert listeners(project) == 0

    async_to_sync(scene)()


def test_the_others_go_on_hearing_when_one_page_closes(people: People, project: Project) -> None:
    async def scene() -> None:
        async with page_of(project.pk, people.alice) as stays:
            async with page_of(project.pk, people.rita):
                pass
            await meanwhile(editing.edit, project.pk, people.alice, timing.change_total(1))
            assert (await stays.message())["fragments"]

    async_to_sync(scene)()


async def test_a_page_that_leaves_as_it_joins_leaves_nobody_behind() -> None:
    class Listener:
        def hear(self, text: str) -> None:
            pass

    layer, pages = get_channel_layer(), [Listener() for _one in range(5)]
    joining = [asyncio.create_task(audiences.join("project.x.en", page)) for page in pages]
    await asyncio.sleep(0)
    for task in joining:
        task.cancel()
    await asyncio.gather(*joining, return_exceptions=True)
    assert "project.x.en" not in layer.groups
