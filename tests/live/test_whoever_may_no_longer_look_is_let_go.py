"""Signing out, losing a membership or being switched off closes every open page of that person at once."""

import pytest
from asgiref.sync import async_to_sync

from storyboard.live.consumer import tell_person
from storyboard.projects.models import Project
from storyboard.studio.models import Membership
from storyboard.studio.people import add_person
from storyboard.studio.roles import Role
from tests.conftest import People
from tests.live.listening import Page, meanwhile, page_of, signed_in

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


def test_signing_out(people: People, project: Project) -> None:
    async def scene() -> None:
        client = await meanwhile(signed_in, people.rita)
        page = Page(project.pk, client)
        assert await page.open() is None
        await meanwhile(client.post, "/signout/")
        assert await page.close_code() == 4401

    async_to_sync(scene)()


def test_somebody_elses_sign_out_closes_nothing(people: People, project: Project) -> None:
    async def scene() -> None:
        async with page_of(project.pk, people.rita) as page:
            client = await meanwhile(signed_in, people.alice)
            await meanwhile(client.post, "/signout/")
            assert await page.hears_nothing()

    async_to_sync(scene)()


def test_losing_the_membership(people: People, project: Project) -> None:
    def remove() -> None:
        Membership.objects.filter(person=people.rita).delete()

    async def scene() -> None:
        async with page_of(project.pk, people.rita) as page:
            await meanwhile(remove)
            await tell_person(people.rita.pk)
            assert await page.close_code() == 4404

    async_to_sync(scene)()


def test_being_switched_off(people: People, project: Project) -> None:
    def switch_off() -> None:
        people.rita.is_active = False
        people.rita.save()

    async def scene() -> None:
        async with page_of(project.pk, people.rita) as page:
            await meanwhile(switch_off)
            await tell_person(people.rita.pk)
            assert await page.close_code() == 4404

    async_to_sync(scene)()


def test_another_role_keeps_the_page_open(people: People, project: Project) -> None:
    async def scene() -> None:
        async with page_of(project.pk, people.rita) as page:
            await meanwhile(add_person, people.workspace, "rita", Role.LIBRARIAN)
            assert await page.hears_nothing()

    async_to_sync(scene)()


def test_setting_roles_has_open_pages_look_again(people: People, project: Project) -> None:
    def moved_away() -> None:
        Membership.objects.filter(person=people.rita).delete()
        add_person(people.elsewhere, "rita", Role.REVIEWER)

    async def scene() -> None:
        async with page_of(project.pk, people.rita) as page:
            await meanwhile(moved_away)
            assert await page.close_code() == 4404

    async_to_sync(scene)()
