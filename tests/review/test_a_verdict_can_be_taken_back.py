"""A slip is mended at once: the take stands as before, and the history keeps both."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.review.models import GivenVerdict
from storyboard.studio.models import Person
from storyboard.takes.models import Take, Verdict
from tests.conftest import People
from tests.projects.posting import text_of
from tests.review.making import decision, judge, take_of

pytestmark = pytest.mark.both


@pytest.fixture
def olga(people: People, client_of: Callable[[Person], Client]) -> Client:
    return client_of(people.olga)


def undo(client: Client, query: str = "") -> str:
    """Takes the newest verdict back; where that leads to, or the status."""
    given = GivenVerdict.objects.exclude(verdict=Verdict.NONE).latest("pk")
    answer = client.post(f"/verdicts/{given.pk}/undo/{query}")
    return str(answer["Location"]) if answer.status_code == 302 else str(answer.status_code)


def verdict_of(take: Take) -> str:
    return Take.objects.get(pk=take.pk).verdict


def later(seconds: int) -> None:
    """Has everything been decided so much earlier."""
    for given in GivenVerdict.objects.all():
        GivenVerdict.objects.filter(pk=given.pk).update(at=given.at - timedelta(seconds=seconds))


def test_it_counts_no_more_and_leaves_a_trace(people: People, take: Take, rita: Client) -> None:
    judge(rita, take, "rejected", "Wrong take.")
    query = "?queue=inbox&order=newest"
    assert undo(rita, query + "&play=1") == f"/projects/{take.project_id}/takes/1/{query}"
    assert verdict_of(take) == Verdict.NONE
    now = decision(people.rita, take)
    assert now.votes == []
    assert [(one.verdict, one.takes_back_id is not None) for one in now.history] == [
        ("none", True),
        ("rejected", False),
    ]
    assert now.history[0].takes_back == now.history[1]
    assert "Took the last verdict back" in text_of(rita.get(f"/projects/{take.project_id}/takes/1/"))


def test_votes_of_others_stay(people: People, take: Take, rita: Client, olga: Client) -> None:
    olga.post(f"/projects/{take.project_id}/review-rule/", {"rule": "least", "least": "2"})
    judge(olga, take, "approved")
    judge(rita, take, "approved")
    undo(rita)
    assert verdict_of(take) == Verdict.NONE
    assert [vote.person for vote in decision(people.rita, take).votes] == [people.olga]


def test_a_second_press_is_the_same_verdict(people: People, take: Take, rita: Client, olga: Client) -> None:
    olga.post(f"/projects/{take.project_id}/review-rule/", {"rule": "least", "least": "2"})
    judge(rita, take, "approved")
    judge(rita, take, "approved")
    undo(rita)
    assert decision(people.rita, take).votes == []
    judge(olga, take, "approved")
    assert verdict_of(take) == Verdict.NONE
    judge(rita, take, "approved")
    assert verdict_of(take) == Verdict.APPROVED


def test_a_take_is_approved_again_also_where_another_vote_had_reopened_it(
    people: People, project: Project, take: Take, rita: Client, olga: Client
) -> None:
    judge(rita, take, "approved")
    second = take_of(project, people.alice, 2)
    olga.post(f"/projects/{project.pk}/review-rule/", {"rule": "least", "least": "2"})
    judge(rita, second, "approved")
    judge(olga, second, "approved")
    assert (verdict_of(take), verdict_of(second)) == (Verdict.NONE, Verdict.APPROVED)
    first = GivenVerdict.objects.get(take=second, person=people.rita)
    assert rita.post(f"/verdicts/{first.pk}/undo/").status_code == 302
    assert verdict_of(second) == Verdict.NONE
    assert [row.verdict for row in GivenVerdict.objects.filter(take=take, takes_back__isnull=False)] == ["none"]


def test_the_verdict_before_it_stands_again(take: Take, rita: Client, olga: Client) -> None:
    judge(olga, take, "changes", "Slower.")
    judge(rita, take, "rejected", "No.")
    undo(rita)
    assert verdict_of(take) == Verdict.CHANGES


def test_a_take_that_an_approval_reopened_is_approved_again(
    people: People, project: Project, take: Take, rita: Client
) -> None:
    judge(rita, take, "approved")
    second = take_of(project, people.alice, 2)
    judge(rita, second, "approved")
    assert (verdict_of(take), verdict_of(second)) == (Verdict.NONE, Verdict.APPROVED)
    undo(rita)
    assert (verdict_of(take), verdict_of(second)) == (Verdict.APPROVED, Verdict.NONE)


def test_a_third_take_that_was_approved_meanwhile_stays(
    people: People, project: Project, take: Take, rita: Client, olga: Client
) -> None:
    judge(rita, take, "approved")
    second, third = take_of(project, people.alice, 2), take_of(project, people.alice, 3)
    judge(rita, second, "approved")
    given = GivenVerdict.objects.get(take=second, verdict=Verdict.APPROVED)
    judge(olga, third, "approved")
    rita.post(f"/verdicts/{given.pk}/undo/")
    assert [verdict_of(one) for one in (take, second, third)] == [Verdict.NONE, Verdict.NONE, Verdict.APPROVED]


def test_a_verdict_on_a_shot_is_taken_back_alone(people: People, take: Take, rita: Client) -> None:
    shot = take.generation.shots[1]["shot"]
    judge(rita, take, "approved", shot=shot)
    judge(rita, take, "changes", "Wrong livery.", shot=shot)
    undo(rita)
    (now,) = decision(people.rita, take).shot_verdicts
    assert (now.given.verdict, verdict_of(take)) == (Verdict.APPROVED, Verdict.NONE)


def test_it_is_offered_for_ten_seconds_and_refused_later(people: People, take: Take, rita: Client) -> None:
    judge(rita, take, "approved")
    offered = decision(people.rita, take).undo
    assert offered is not None
    assert 8_000 < offered.milliseconds <= 10_000
    assert decision(people.olga, take).undo is None
    later(11)
    assert decision(people.rita, take).undo is None
    later(50)
    assert "This verdict stands by now." in text_of(rita.get(undo(rita)))
    assert verdict_of(take) == Verdict.APPROVED


def test_it_is_taken_back_once_and_by_its_person(people: People, take: Take, rita: Client, olga: Client) -> None:
    judge(rita, take, "approved")
    assert undo(olga) == "403"
    undo(rita)
    assert decision(people.rita, take).undo is None
    assert "This verdict is taken back already." in text_of(rita.get(undo(rita)))
    assert GivenVerdict.objects.count() == 2


def test_a_take_whose_verdict_was_taken_back_waits_again(take: Take, rita: Client) -> None:
    judge(rita, take, "changes", "Slower.")
    assert rita.get("/inbox/").status_code == 200
    undo(rita)
    assert rita.get("/inbox/").status_code == 302
