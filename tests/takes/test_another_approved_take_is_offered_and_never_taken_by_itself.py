"""When another take of the source is approved, the next board says so, and a person decides."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from storyboard.live.models import Event
from storyboard.projects import editing, pinning
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.chaining import continue_take
from storyboard.takes.models import Take, Verdict
from storyboard.takes.pipeline import change_take
from tests.conftest import People
from tests.projects.posting import text_of
from tests.takes.films import approve, filmed, grey_of

pytestmark = pytest.mark.both
ClientOf = Callable[[Person], Client]
OFFER = "Take 4 of “Rainy day” is approved now; this board starts at the last frame of take 2."


@pytest.fixture
def client(people: People, client_of: ClientOf) -> Client:
    return client_of(people.alice)


@pytest.fixture
def second(people: People, project: Project) -> Take:
    return filmed(project, people.alice, 2, last=40)


@pytest.fixture
def after(people: People, second: Take) -> Project:
    return continue_take(second, people.alice)


def seen(client: Client, project: Project) -> str:
    return text_of(client.get(f"/projects/{project.pk}/chain/"))


def decided(client: Client, project: Project, what: str, take: Take) -> Any:
    return client.post(f"/projects/{project.pk}/chain/{what}/", {"take": take.pk}, headers={"HX-Request": "true"})


def test_it_is_said_and_nothing_changes(people: People, project: Project, after: Project, client: Client) -> None:
    assert "is approved now" not in seen(client, after)
    approve(filmed(project, people.alice, 4, last=120))
    assert OFFER in seen(client, after)
    assert OFFER in text_of(client.get(f"/projects/{after.pk}/"))
    after.refresh_from_db()
    assert (after.version, after.revisions.count()) == (1, 1)


def test_the_same_take_approved_is_nothing_new(second: Take, after: Project, client: Client) -> None:
    approve(second)
    assert "is approved now" not in seen(client, after)


def test_what_was_approved_before_is_nothing_new(
    people: People, project: Project, second: Take, client: Client
) -> None:
    filmed(project, people.alice, 4, last=120, approved=True)
    assert "is approved now" not in seen(client, continue_take(second, people.alice))


def test_other_verdicts_offer_nothing(people: People, project: Project, after: Project, client: Client) -> None:
    take = filmed(project, people.alice, 4, last=120)
    for verdict in (Verdict.CHANGES, Verdict.REJECTED, Verdict.NONE):
        change_take(take, verdict=verdict)
        assert "is approved now" not in seen(client, after)


def test_update_is_an_edit_of_the_board(people: People, project: Project, after: Project, client: Client) -> None:
    fourth = filmed(project, people.alice, 4, last=120)
    approve(fourth)
    assert decided(client, after, "update", fourth).status_code == 200
    after.refresh_from_db()
    assert abs(grey_of(after.first_frame) - 120) <= 4
    revision = after.revisions.latest("version")
    assert (after.version, revision.operation, revision.field) == (2, "pin", "first_frame")
    assert revision.person == people.alice
    assert "is approved now" not in seen(client, after)
    told = [fragment["name"] for event in Event.objects.filter(project=after) for fragment in event.fragments]
    assert "board" in told


def test_update_keeps_the_part_that_was_chosen(
    people: People, project: Project, after: Project, client: Client
) -> None:
    part = (0.1, 0.1, 0.5, 0.5)
    assert after.first_frame
    editing.edit(after.pk, people.alice, pinning.set_frame("first", pinning.Pinned(after.first_frame, part)))
    fourth = filmed(project, people.alice, 4, last=120)
    approve(fourth)
    decided(client, after, "update", fourth)
    after.refresh_from_db()
    assert after.first_crop == [*part]


def test_keep_is_not_asked_again_until_yet_another(
    people: People, project: Project, after: Project, client: Client
) -> None:
    fourth = filmed(project, people.alice, 4, last=120)
    approve(fourth)
    decided(client, after, "keep", fourth)
    assert "is approved now" not in seen(client, after)
    change_take(fourth, verdict=Verdict.CHANGES)
    approve(fourth)
    assert "is approved now" not in seen(client, after)
    approve(filmed(project, people.alice, 5, last=80))
    assert "Take 5 of “Rainy day” is approved now" in seen(client, after)
    after.refresh_from_db()
    assert after.version == 1


def test_a_frame_changed_by_hand_is_told(people: People, project: Project, after: Project, client: Client) -> None:
    editing.edit(after.pk, people.alice, pinning.set_frame("first", None))
    approve(filmed(project, people.alice, 4, last=120))
    assert "its first frame has been changed by hand since" in seen(client, after)


def test_an_approval_taken_back_meanwhile_changes_nothing(
    people: People, project: Project, after: Project, client: Client
) -> None:
    fourth = filmed(project, people.alice, 4, last=120)
    for what in ("update", "keep"):
        answer = decided(client, after, what, fourth)
        assert answer.status_code == 422
        assert "not approved any more" in text_of(answer)
    after.refresh_from_db()
    assert after.version == 1


def test_a_video_that_cannot_be_read_changes_nothing(
    people: People, project: Project, after: Project, client: Client
) -> None:
    fourth = filmed(project, people.alice, 4, last=120)
    approve(fourth)
    assert fourth.asset
    fourth.asset.frames = 99
    fourth.asset.save()
    answer = decided(client, after, "update", fourth)
    assert answer.status_code == 422
    assert "could not be read. The board is unchanged" in text_of(answer)


def test_renders_of_the_animatic_are_offered_by_their_names(people: People, project: Project, client: Client) -> None:
    after = continue_take(filmed(project, people.alice, 0, last=40), people.alice)
    approve(filmed(project, people.alice, 0, last=120))
    words = "Render 2 of the animatic of “Rainy day” is approved now; this board starts at the last frame of render 1"
    assert words in seen(client, after)


def test_readers_see_it_and_decide_nothing(
    people: People, project: Project, after: Project, client_of: ClientOf
) -> None:
    approve(filmed(project, people.alice, 4, last=120))
    markup = client_of(people.rita).get(f"/projects/{after.pk}/chain/").content.decode()
    assert "chain-offer" in markup
    assert "<button" not in markup


def test_open_boards_that_go_on_from_it_are_told(people: People, project: Project, after: Project) -> None:
    before = Event.objects.filter(project=after).count()
    approve(filmed(project, people.alice, 4, last=120))
    (event,) = Event.objects.filter(project=after).order_by("pk")[before:]
    assert event.fragments == [{"name": "chain", "key": "", "version": 0}]


def test_a_source_of_another_workspace_says_nothing(
    people: People, project: Project, after: Project, client: Client
) -> None:
    approve(filmed(project, people.alice, 4, last=120))
    Project.objects.filter(pk=project.pk).update(workspace=people.elsewhere)
    words = seen(client, after)
    assert "Rainy day," in words
    assert "“Rainy day”" not in words
    assert "A project that is gone" in words


def test_a_source_that_is_gone_says_so(people: People, project: Project, after: Project, client: Client) -> None:
    approve(filmed(project, people.alice, 4, last=120))
    link = after.continuation
    link.source, link.take = None, None
    link.save()
    words = seen(client, after)
    assert "A project that is gone" in words
    assert "is approved now" not in words
