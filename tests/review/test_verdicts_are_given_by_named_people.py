"""Approve, request changes, reject: by whom, on which file, with what note, and what becomes of the take."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.live.models import Event
from storyboard.projects import editing, writing
from storyboard.projects.models import Project
from storyboard.review.models import GivenVerdict, ReviewRule, Rule
from storyboard.studio.models import Person
from storyboard.takes.models import Take, Verdict
from tests.conftest import People
from tests.projects.posting import text_of
from tests.review.making import act, decision, judge, say, take_of

pytestmark = pytest.mark.both


@pytest.fixture
def olga(people: People, client_of: Callable[[Person], Client]) -> Client:
    return client_of(people.olga)


def verdict_of(take: Take) -> str:
    return Take.objects.get(pk=take.pk).verdict


def told(project: Project) -> set[str]:
    events = Event.objects.filter(project=project).order_by("-number")[:2]
    return {fragment["name"] for event in events for fragment in event.fragments}


def test_a_verdict_names_its_person_its_take_and_the_file(people: People, take: Take, rita: Client) -> None:
    assert judge(rita, take, "approved").status_code == 204
    given = GivenVerdict.objects.get()
    assert take.asset
    assert (given.person, given.take, given.sha256) == (people.rita, take, take.asset.sha256)
    assert verdict_of(take) == Verdict.APPROVED
    assert told(take.project) == {"take", "verdicts"}


@pytest.mark.parametrize("verdict", ["changes", "rejected"])
def test_an_objection_needs_a_note(take: Take, rita: Client, verdict: str) -> None:
    answer = judge(rita, take, verdict, " \n")
    assert (answer.status_code, verdict_of(take)) == (422, Verdict.NONE)
    assert text_of(answer).startswith("Say what is wrong")
    assert judge(rita, take, verdict, "The globe melts.").status_code == 204
    assert (verdict_of(take), GivenVerdict.objects.get().note) == (verdict, "The globe melts.")


def test_only_reviewers_and_owners_give_one(
    people: People, take: Take, client_of: Callable[[Person], Client], olga: Client
) -> None:
    for person in (people.alice, people.lino):
        assert judge(client_of(person), take, "approved").status_code == 403
    assert judge(client_of(people.stan), take, "approved").status_code == 404
    assert judge(olga, take, "approved").status_code == 204


def test_the_file_must_be_the_one_that_was_seen(take: Take, rita: Client) -> None:
    answer = judge(rita, take, "approved", sha256="0" * 64)
    assert (answer.status_code, verdict_of(take)) == (422, Verdict.NONE)
    assert text_of(answer).startswith("The video is not the one you saw any more.")


def test_a_rehearsal_is_not_approved_and_says_why(people: People, project: Project, rita: Client) -> None:
    take = take_of(project, people.alice, rehearsal=True)
    answer = judge(rita, take, "approved")
    assert (answer.status_code, verdict_of(take)) == (422, Verdict.NONE)
    sentence = "A rehearsal cannot be approved: its video comes from a stand-in, not from the model."
    assert text_of(answer) == decision(people.rita, take).why_not_approved == sentence
    assert judge(rita, take, "changes", "Slower.").status_code == 204


def test_an_approved_take_is_locked_until_it_is_reopened(
    people: People, take: Take, rita: Client, olga: Client
) -> None:
    judge(rita, take, "approved")
    answer = judge(olga, take, "rejected", "Not this one.")
    assert text_of(answer) == "This take is approved and locked. Reopen it to give another verdict."
    assert judge(olga, take, "none").status_code == 204
    assert (verdict_of(take), decision(people.rita, take).votes) == (Verdict.NONE, [])
    assert judge(olga, take, "none").status_code == 422
    assert judge(olga, take, "rejected", "Not this one.").status_code == 204
    assert [one.verdict for one in decision(people.rita, take).history] == ["rejected", "none", "approved"]


def test_of_a_project_one_take_is_approved_at_a_time(
    people: People, project: Project, take: Take, rita: Client
) -> None:
    judge(rita, take, "approved")
    second = take_of(project, people.alice, 2)
    instead = decision(people.rita, second).instead
    assert instead is not None
    assert instead.take == take
    judge(rita, second, "approved")
    assert (verdict_of(take), verdict_of(second)) == (Verdict.NONE, Verdict.APPROVED)
    assert GivenVerdict.objects.filter(take=take).latest("pk").note == "Take 2 was approved instead."


def test_all_of_a_list_have_to_approve(people: People, take: Take, rita: Client, olga: Client) -> None:
    form = {"rule": "listed", "person": [people.rita.pk, people.olga.pk, people.alice.pk]}
    assert olga.post(f"/projects/{take.project_id}/review-rule/", form).status_code == 204
    assert set(ReviewRule.objects.get().people.all()) == {people.rita, people.olga}
    judge(rita, take, "approved")
    assert verdict_of(take) == Verdict.NONE
    waiting = [vote.person for vote in decision(people.rita, take).votes if vote.given is None]
    assert waiting == [people.olga]
    judge(olga, take, "approved")
    assert verdict_of(take) == Verdict.APPROVED


def test_a_number_of_people_have_to_approve(take: Take, rita: Client, olga: Client) -> None:
    olga.post(f"/projects/{take.project_id}/review-rule/", {"rule": "least", "least": "2"})
    judge(rita, take, "approved")
    judge(rita, take, "approved")
    assert verdict_of(take) == Verdict.NONE
    judge(olga, take, "approved")
    assert verdict_of(take) == Verdict.APPROVED


@pytest.mark.parametrize(
    "form",
    [
        {"rule": "listed"},
        {"rule": "least", "least": "0"},
        {"rule": "least", "least": "x"},
        {"rule": "least", "least": "3"},  # two can judge here
        {"rule": "dice"},
        {},
    ],
)
def test_a_rule_that_cannot_be_is_refused(take: Take, olga: Client, form: dict[str, str]) -> None:
    assert olga.post(f"/projects/{take.project_id}/review-rule/", form).status_code == 422
    assert not ReviewRule.objects.exclude(rule=Rule.ANYONE).exists()


def test_a_verdict_on_a_shot_is_carried_to_the_next_take_and_decides_nothing(
    people: People, project: Project, take: Take, rita: Client
) -> None:
    tram = take.generation.shots[1]["shot"]
    judge(rita, take, "changes", "Wrong livery.", shot=tram)
    assert verdict_of(take) == Verdict.NONE
    second = take_of(project, people.alice, 2)
    (carried,) = decision(people.alice, second).shot_verdicts
    assert (carried.shot, carried.given.note) == ("Shot 2 · Tram", "Wrong livery.")
    assert carried.source is not None
    assert (carried.source.take, decision(people.alice, second).votes) == (take, [])
    judge(rita, second, "approved", shot=tram)
    (now,) = decision(people.alice, second).shot_verdicts
    assert (now.given.verdict, now.source, verdict_of(second)) == (Verdict.APPROVED, None, Verdict.NONE)
    assert judge(rita, second, "approved", shot="nosuchshot").status_code == 422


def test_a_take_says_what_of_the_board_has_changed_since(people: People, project: Project, take: Take) -> None:
    assert decision(people.rita, take).changed == []
    shot = project.shots.get(position=2).pk
    editing.edit(project.pk, people.alice, writing.write_text(shot, "name", "Streetcar", project.version))
    assert decision(people.rita, take).changed == []
    editing.edit(project.pk, people.alice, writing.write_text(shot, "prompt", "A streetcar.", project.version))
    editing.edit(project.pk, people.alice, writing.write_board_text("style", "Watercolour.", project.version))
    assert decision(people.rita, take).changed == ["shots", "settings"]


def test_what_an_approval_locks_is_open_again_with_it(take: Take, rita: Client) -> None:
    say(rita, take)
    comment = take.comments.get()
    judge(rita, take, "approved")
    assert act(rita, take.project, comment.pk, "delete").status_code == 422
    judge(rita, take, "none")
    assert act(rita, take.project, comment.pk, "delete").status_code == 204
