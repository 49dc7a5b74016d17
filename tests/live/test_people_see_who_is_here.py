"""Whoever has a board open is seen by the others there, with the shot they are on, and by nobody else."""

import json
import time
from contextlib import AsyncExitStack

import pytest
from asgiref.sync import async_to_sync
from django.apps import apps

from storyboard.ids import new_id
from storyboard.live import presence
from storyboard.live.consumer import tell_person
from storyboard.live.presence import MOST_NAMED, Visit, shot_said, told
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.studio.models import Membership
from tests.conftest import People
from tests.live.listening import Page, meanwhile, page_of, signed_in

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


def at(shot: str) -> str:
    return json.dumps({"at": shot})


def test_people_come_choose_shots_and_go(people: People, project: Project) -> None:
    async def scene() -> None:
        async with page_of(project.pk, people.alice) as alice:
            await alice.company(alice="")
            async with page_of(project.pk, people.rita) as rita:
                for page in (alice, rita):
                    await page.company(alice="", rita="")
                await rita.say(at("kite"))
                for page in (alice, rita):
                    await page.company(alice="", rita="kite")
            await alice.company(alice="")

    async_to_sync(scene)()


def test_two_pages_of_one_person_count_once_on_the_shot_chosen_last(people: People, project: Project) -> None:
    async def scene() -> None:
        async with page_of(project.pk, people.alice) as alice, page_of(project.pk, people.rita) as first:
            async with page_of(project.pk, people.rita) as second:
                await first.say(at("kite"))
                await alice.company(alice="", rita="kite")
                await second.say(at("tram"))
                await alice.company(alice="", rita="tram")
            await alice.company(alice="", rita="kite")

    async_to_sync(scene)()


def test_another_project_and_a_stranger_hear_nothing_of_it(people: People, project: Project) -> None:
    def elsewhere() -> Project:
        return make_project(people.workspace, people.alice, "Other", [NewShot(3)])

    async def scene() -> None:
        other = await meanwhile(elsewhere)
        async with page_of(other.pk, people.lino) as lino, page_of(project.pk, people.alice) as alice:
            await alice.company(alice="")
            await lino.company(lino="")
            await alice.say(at("kite"))
            await alice.company(alice="kite")
            assert await lino.socket.receive_nothing(0.5)
            stranger = Page(project.pk, await meanwhile(signed_in, people.stan))
            assert await stranger.open() == 4404
            assert await alice.socket.receive_nothing(0.5)

    async_to_sync(scene)()


def test_whoever_loses_the_membership_is_seen_no_more(people: People, project: Project) -> None:
    def remove() -> None:
        Membership.objects.filter(person=people.rita).delete()

    async def scene() -> None:
        async with page_of(project.pk, people.alice) as alice, page_of(project.pk, people.rita):
            await alice.company(alice="", rita="")
            await meanwhile(remove)
            await tell_person(people.rita.pk)
            await alice.company(alice="")

    async_to_sync(scene)()


def rows() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in apps.get_models()}


def test_moving_about_leaves_no_row_and_is_told_a_few_times_a_second(people: People, project: Project) -> None:
    async def scene() -> None:
        async with page_of(project.pk, people.alice) as alice, page_of(project.pk, people.rita) as rita:
            await rita.company(alice="", rita="")
            began, written, heard = time.monotonic(), await meanwhile(rows), [""]
            for number in range(200):
                await alice.say(at(f"shot{number}"))
            while "shot199" not in heard[-1]:
                heard.append(await rita.socket.receive_from(5))
            assert len(heard) <= 3 + (time.monotonic() - began) / presence.PAUSE_SECONDS
            assert await meanwhile(rows) == written

    async_to_sync(scene)()


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "null", '{"at": 1}', '{"at": "<b>"}', '{"at": ""}', "[" * 99, at("a" * 99)]
)
def test_what_is_no_shot_is_no_news(text: str) -> None:
    assert shot_said(text) is None


def test_of_a_crowd_the_first_by_name_are_named_and_all_are_counted() -> None:
    crowd = [Visit(new_id(), f"Person {number:03}", "P", 1) for number in reversed(range(MOST_NAMED + 30))]
    message = json.loads(told(crowd))
    assert [one["name"] for one in message["here"]] == [f"Person {number:03}" for number in range(MOST_NAMED)]
    assert message["count"] == MOST_NAMED + 30


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "BEAT_SECONDS", 0.1)
    monkeypatch.setattr(presence, "SILENCE_SECONDS", 0.5)


def test_those_of_a_process_that_fell_silent_have_gone(people: People, project: Project, hasty: None) -> None:
    other = [{"person": "x", "name": "bela", "initials": "B", "hue": 3, "shot": "kite", "at": 1.0}]

    async def scene() -> None:
        async with AsyncExitStack() as stack:
            alice = await stack.enter_async_context(page_of(project.pk, people.alice))
            await alice.company(alice="")
            company = presence._here()[project.pk]
            company.hear(json.dumps({"process": "another", "is_new": True, "visits": other}))
            await alice.company(alice="", bela="kite")
            await alice.company(alice="")

    async_to_sync(scene)()
