"""Which takes are in whose inbox: undecided ones with a video, as each project's rule has it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from storyboard.projects.keeping import archive
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.review import addressed
from storyboard.review.inbox import in_order, waiting_for
from storyboard.review.queues import Ahead, queue_of
from storyboard.studio.models import Membership, Person
from storyboard.takes.models import Take
from tests.conftest import People
from tests.projects.posting import text_of
from tests.review.guesting import let_in, links_address, made
from tests.review.making import judge, say, take_of

pytestmark = pytest.mark.both


@pytest.fixture
def olga(people: People, client_of: Callable[[Person], Client]) -> Client:
    return client_of(people.olga)


def waiting(people: People, person: Person, order: str = "oldest") -> list[int]:
    """The numbers of the takes in somebody's inbox."""
    roles = Membership.objects.get(person=person, workspace=people.workspace).roles
    return [take.number for take in in_order(waiting_for(person, people.workspace.pk, roles), order)]


def rule(olga: Client, project: Project, **form: Any) -> None:
    assert olga.post(f"/projects/{project.pk}/review-rule/", form).status_code == 204


def copies(take: Take, count: int) -> None:
    """More takes just like one, without their files being made."""
    rows = [
        Take(project=take.project, generation=take.generation, number=number, state="ready", asset=take.asset)
        for number in range(10, 10 + count)
    ]
    Take.objects.bulk_create(rows)


def test_a_ready_take_waits_for_those_who_give_verdicts(people: People, take: Take) -> None:
    assert [waiting(people, one) for one in (people.olga, people.rita)] == [[1], [1]]
    assert [waiting(people, one) for one in (people.alice, people.lino)] == [[], []]


@pytest.mark.parametrize("fields", [{"state": "running"}, {"number": 0}, {"rehearsal": True}, {"verdict": "changes"}])
def test_what_cannot_be_or_is_decided_waits_for_nobody(people: People, take: Take, fields: dict[str, object]) -> None:
    Take.objects.filter(pk=take.pk).update(**fields)
    assert waiting(people, people.rita) == []


def test_takes_of_a_project_in_the_archive_wait_for_nobody(people: People, take: Take) -> None:
    archive(take.project_id)
    assert waiting(people, people.rita) == []


def test_where_anyone_decides_one_verdict_ends_the_waiting_of_all(people: People, take: Take, rita: Client) -> None:
    judge(rita, take, "changes", "Slower.")
    assert (waiting(people, people.rita), waiting(people, people.olga)) == ([], [])


def test_of_a_list_each_is_asked_until_they_have_said(people: People, take: Take, rita: Client, olga: Client) -> None:
    rule(olga, take.project, rule="listed", person=[people.rita.pk])
    assert (waiting(people, people.rita), waiting(people, people.olga)) == ([1], [])
    rule(olga, take.project, rule="listed", person=[people.rita.pk, people.olga.pk])
    judge(rita, take, "approved")
    assert (waiting(people, people.rita), waiting(people, people.olga)) == ([], [1])


def test_where_several_have_to_approve_it_waits_for_those_who_have_not(
    people: People, take: Take, rita: Client, olga: Client
) -> None:
    rule(olga, take.project, rule="least", least="2")
    judge(rita, take, "approved", shot=take.generation.shots[0]["shot"])
    assert waiting(people, people.rita) == [1]
    judge(rita, take, "approved")
    assert (waiting(people, people.rita), waiting(people, people.olga)) == ([], [1])


def test_a_reopened_take_waits_again(people: People, take: Take, rita: Client, olga: Client) -> None:
    rule(olga, take.project, rule="least", least="1")
    judge(rita, take, "approved")
    judge(olga, take, "none")
    assert (waiting(people, people.rita), waiting(people, people.olga)) == ([1], [1])


def test_it_is_ordered_by_time_or_by_project(people: People, project: Project, take: Take) -> None:
    other = make_project(people.workspace, people.alice, "Another day", [NewShot(3, "Kite", "A kite.")])
    take_of(other, people.alice, 2)
    take_of(project, people.alice, 3)
    assert waiting(people, people.rita, "oldest") == [1, 2, 3]
    assert waiting(people, people.rita, "newest") == [3, 2, 1]
    assert waiting(people, people.rita, "project") == [2, 1, 3]


def test_the_inbox_opens_the_first_take_and_says_when_nothing_waits(
    people: People, take: Take, rita: Client, client_of: Callable[[Person], Client]
) -> None:
    answer = rita.get("/inbox/")
    assert answer["Location"] == f"/projects/{take.project_id}/takes/1/?queue=inbox&order=oldest"
    assert 'data-testid="queue" data-place="1" data-length="1"' in rita.get(answer["Location"]).text
    judge(rita, take, "changes", "Slower.")
    assert "Nothing waits for you" in text_of(rita.get("/inbox/"))
    assert "No verdicts are asked of you" in text_of(client_of(people.lino).get("/inbox/"))


@pytest.mark.parametrize("order", ["oldest", "newest", "project", "\x00"])
def test_a_take_knows_its_neighbours_in_the_queue(
    people: People, project: Project, take: Take, rita: Client, order: str
) -> None:
    for number in (2, 3):
        take_of(project, people.alice, number)
    page = rita.get(f"/projects/{project.pk}/takes/2/", {"queue": "inbox", "order": order})
    queue = page.context["queue"]
    numbers = [address.partition("?")[0].rstrip("/").rpartition("/")[2] for address in (queue.before, queue.after)]
    assert (queue.place, queue.length, numbers) == (2, 3, ["3", "1"] if order == "newest" else ["1", "3"])
    judge(rita, Take.objects.get(project=project, number=2), "changes", "Slower.")
    queue = rita.get(f"/projects/{project.pk}/takes/2/", {"queue": "inbox", "order": order}).context["queue"]
    assert (queue.place, queue.length, queue.onward) == (None, 2, queue.after)
    bar = rita.get(f"/projects/{project.pk}/takes/2/queue/", {"queue": "inbox", "order": order})
    assert "This take does not wait for you. 2 do." in text_of(bar)


def test_the_navigation_counts_and_stops_at_very_many(take: Take, rita: Client) -> None:
    def count() -> str:
        text = rita.get("/orders/").text
        return text.partition('data-testid="waiting-count"')[2].partition('aria-hidden="true">')[2].partition("<")[0]

    assert count() == "1"
    copies(take, 120)
    assert count() == "99+"


@pytest.mark.parametrize("address", ["/inbox/list/", "take"])
def test_many_takes_cost_no_more_queries(take: Take, rita: Client, address: str) -> None:
    where = f"/projects/{take.project_id}/takes/1/?queue=inbox" if address == "take" else address
    counts = []
    for more in (1, 60):
        copies(take, more)
        rita.get(where)
        with CaptureQueriesContext(connection) as captured:
            assert rita.get(where).status_code == 200
        counts.append(len(captured))
        Take.objects.filter(number__gte=10).delete()
    assert counts[0] == counts[1]


def test_what_was_said_to_somebody_stands_there_until_it_is_resolved(
    people: People, take: Take, rita: Client, client_of: Callable[[Person], Client]
) -> None:
    alice = client_of(people.alice)
    say(rita, take, "Too dark.")
    asked = take.comments.get()
    say(alice, take, "Is it? @rita, look again.")
    say(alice, take, "Not for @ritardando.")
    say(alice, take, "Lifted.", parent=asked.pk)
    said = [(one.comment.text, one.is_reply) for one in rita.get("/inbox/list/").context["said"]]
    assert said == [("Lifted.", True), ("Is it? @rita, look again.", False)]
    assert alice.get("/inbox/list/").context["said"] == []
    take.comments.filter(parent=None).update(resolved_at=timezone.now())
    assert rita.get("/inbox/list/").context["said"] == []


def test_a_guest_who_answers_is_named_there(people: People, take: Take, rita: Client) -> None:
    say(rita, take, "Too dark.")
    guest = let_in(made(rita, links_address(take)))
    guest.name(take)
    guest.say(take, "Lifted.", parent=take.comments.get().pk)
    assert "Ann (guest) answered you" in text_of(rita.get("/inbox/list/"))


def test_names_that_only_begin_alike_keep_nothing_from_the_list(
    people: People, take: Take, rita: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addressed, "LISTED", 2)
    Person.objects.filter(pk=people.olga.pk).update(name="al")
    for text in ("@al, first", "@al, second", "@al, third", "@alice", "@alice", "@alice"):
        say(rita, take, text)
    olga = Person.objects.get(pk=people.olga.pk)
    said = addressed.said_to(olga, people.workspace.pk)
    assert [one.comment.text for one in said] == ["@al, third", "@al, second"]


def test_nothing_of_another_workspace_is_there(
    people: People, take: Take, client_of: Callable[[Person], Client]
) -> None:
    say(client_of(people.alice), take, "For @stan.")
    stan = client_of(people.stan)
    page = stan.get("/inbox/")
    assert (page.status_code, page.context["takes"], page.context["said"]) == (200, [], [])
    assert stan.get("/inbox/", {"w": people.workspace.pk}).status_code == 404
    assert stan.get(f"/projects/{take.project_id}/takes/1/queue/?queue=inbox").status_code == 404


def test_what_is_fetched_ahead_is_of_the_next_take_and_of_a_large_one_its_beginning(
    people: People, project: Project, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = take_of(project, people.alice, 2)
    take.project.roles = Membership.objects.get(person=people.rita, workspace=people.workspace).roles
    asset = second.asset
    assert asset

    def ahead() -> Ahead:
        found = queue_of(take, people.rita, {"queue": "inbox"})
        assert found
        return found.ahead

    poster, video = f"/media/{asset.pk}/poster", f"/media/{asset.pk}/original"
    assert ahead() == Ahead("", poster, waits=True)
    asset.renditions.create(name="proxy", file=asset.file, media_type="video/mp4")
    assert ahead() == Ahead(video, poster)
    monkeypatch.setattr("storyboard.review.queues.MOST_BYTES_AHEAD", 0)
    assert ahead() == Ahead(video, poster, is_large=True)
