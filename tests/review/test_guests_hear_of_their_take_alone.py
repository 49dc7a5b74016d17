"""The live connection of a guest: told of comments on the shared take, of nothing else, and closed with its link."""

import pytest
from asgiref.sync import async_to_sync
from django.test import Client

from storyboard.projects import editing, timing
from storyboard.projects.models import Project
from storyboard.review.models import Comment
from storyboard.review.rebinding import follow_cuts
from storyboard.takes.models import Take
from tests.conftest import People
from tests.live.listening import Page, meanwhile, page_of, signed_in
from tests.review.guesting import HTMX, Guest, let_in, links_address, made
from tests.review.making import judge, say, take_of

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


class GuestPage(Page):
    """The socket of a guest's page, by the take's id."""

    place = "guests"


@pytest.fixture
def guest(take: Take, rita: Client) -> Guest:
    guest = let_in(made(rita, links_address(take)))
    guest.name(take)
    return guest


def test_a_comment_is_told_on_both_sides(people: People, guest: Guest, take: Take, rita: Client) -> None:
    async def scene() -> None:
        page = GuestPage(take.pk, guest.client)
        assert await page.open() is None
        async with page_of(take.project_id, people.rita) as theirs:
            for write in (lambda: say(rita, take), lambda: guest.say(take)):
                await meanwhile(write)
                told, known = await page.message(), await theirs.message()
                assert told["fragments"] == [{"name": "comments", "key": take.pk}]
                assert told["number"] > page.hello["number"]
                assert [one["name"] for one in known["fragments"]] == ["comments"]
        await page.leave()

    async_to_sync(scene)()
    assert Comment.objects.count() == 2


def test_that_its_cuts_are_known_is_told(guest: Guest, take: Take) -> None:
    async def scene() -> None:
        page = GuestPage(take.pk, guest.client)
        assert await page.open() is None
        await meanwhile(follow_cuts, take.asset)
        names = {(await page.message())["fragments"][0]["name"] for _part in range(2)}
        assert names == {"cuts", "comments"}
        await page.leave()

    async_to_sync(scene)()


def test_what_else_changes_is_not_told(
    people: People, project: Project, guest: Guest, take: Take, rita: Client
) -> None:
    other = take_of(project, people.alice, 2)

    async def scene() -> None:
        page = GuestPage(take.pk, guest.client)
        assert await page.open() is None
        await meanwhile(editing.edit, project.pk, people.alice, timing.change_total(1))
        await meanwhile(say, rita, other)
        await meanwhile(judge, rita, take, "changes", "Warmer.")
        assert await page.hears_nothing()
        await page.leave()

    async_to_sync(scene)()


def test_revoking_the_link_closes_it(guest: Guest, take: Take, rita: Client) -> None:
    async def scene() -> None:
        page, other = GuestPage(take.pk, guest.client), GuestPage(take.pk, (await meanwhile(let_in, link)).client)
        assert [await page.open(), await other.open()] == [None, None]
        await meanwhile(lambda: rita.post(f"/links/{guest.link.pk}/revoke/", headers=HTMX))
        assert await page.close_code() == 4404
        assert await other.hears_nothing()
        await other.leave()

    link = made(rita, links_address(take))
    async_to_sync(scene)()


def test_nobody_else_is_let_in(people: People, project: Project, guest: Guest, take: Take) -> None:
    other = take_of(project, people.alice, 2)

    def opened(socket: Page) -> int | None:
        async def scene() -> int | None:
            code = await socket.open()
            await socket.leave()
            return code

        return async_to_sync(scene)()

    assert opened(GuestPage(take.pk, None)) == 4404
    assert opened(GuestPage(other.pk, guest.client)) == 4404
    assert opened(GuestPage(take.pk, signed_in(people.alice))) == 4404
    assert opened(Page(project.pk, guest.client)) == 4401
    assert opened(GuestPage(take.pk, guest.client, "http://evil.example")) not in {None, 4404}
