"""Owners read in the audit log who decided what, on which file, and who let guests in."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.review import judging, recording
from storyboard.review.judging import Wanted
from storyboard.review.models import GivenVerdict, GuestLink
from storyboard.studio.auditing import What
from storyboard.studio.models import AuditEntry, Person
from storyboard.takes.models import Take, Verdict
from tests.conftest import People
from tests.projects.posting import text_of
from tests.review.making import judge, take_of

pytestmark = pytest.mark.both


@pytest.fixture
def olga(people: People, client_of: Callable[[Person], Client]) -> Client:
    return client_of(people.olga)


def logged(people: People) -> list[tuple[str, str, str, str]]:
    """Every line: who, what, about what, and what stands in it now."""
    rows = people.workspace.audit.order_by("pk").select_related("person")
    return [(str(row.person), row.what, row.about, row.after) for row in rows]


def test_each_verdict_is_a_line_with_the_file_that_was_judged(
    people: People, project: Project, take: Take, rita: Client, olga: Client
) -> None:
    assert take.asset
    sha256, about = take.asset.sha256, f"Take 1 · {project.title}"
    tram = take.generation.shots[1]["shot"]
    judge(rita, take, "changes", "Slower.", shot=tram)
    judge(rita, take, "rejected", "Wrong take.")
    rita.post(f"/verdicts/{GivenVerdict.objects.latest('pk').pk}/undo/")
    judge(olga, take, "approved")
    judge(olga, take, "none")
    who, owner = str(people.rita), str(people.olga)
    assert logged(people) == [
        (who, What.CHANGES, f"Shot 2 · Tram · {about}", sha256),
        (who, What.REJECTED, about, sha256),
        (who, What.TAKEN_BACK, about, sha256),
        (owner, What.APPROVED, about, sha256),
        (owner, What.REOPENED, about, sha256),
    ]
    page = text_of(olga.get("/settings/log/"))
    assert f"{who} requested changes to Shot 2 · Tram · {about}. File: {sha256}" in page
    assert page.index(f"{owner} reopened") < page.index(f"{who} took back the verdict on") < page.index("rejected")
    assert "requested changes" not in text_of(olga.get("/settings/accounts/"))


def test_a_reopening_that_is_taken_back_is_told_as_one(
    people: People, project: Project, take: Take, rita: Client, olga: Client
) -> None:
    judge(rita, take, "approved")
    judge(rita, take_of(project, people.alice, 2), "approved")
    given = GivenVerdict.objects.filter(verdict=Verdict.APPROVED).latest("pk")
    rita.post(f"/verdicts/{given.pk}/undo/")
    assert [(what, about[:6]) for _who, what, about, _sha in logged(people)][-2:] == [
        (What.TAKEN_BACK, "Take 2"),
        (What.RESTORED, "Take 1"),
    ]
    assert f"took the reopening of Take 1 · {project.title} back" in text_of(olga.get("/settings/log/"))


def test_an_approval_that_reopens_another_take_is_two_lines(
    people: People, project: Project, take: Take, rita: Client
) -> None:
    second = take_of(project, people.alice, 2)
    judge(rita, take, "approved")
    judge(rita, second, "approved")
    assert [(what, about[:6]) for _who, what, about, _sha in logged(people)] == [
        (What.APPROVED, "Take 1"),
        (What.APPROVED, "Take 2"),
        (What.REOPENED, "Take 1"),
    ]


def test_a_refused_verdict_leaves_no_line_and_none_stays_without_its_line(
    people: People, take: Take, rita: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert judge(rita, take, "rejected").status_code == 422
    assert logged(people) == []

    def full(*_values: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(recording, "note", full)
    assert take.asset
    with pytest.raises(OSError, match="full"):
        judging.give(take, people.rita, Wanted(Verdict.APPROVED, take.asset.sha256))
    assert not GivenVerdict.objects.exists()
    assert Take.objects.get(pk=take.pk).verdict == Verdict.NONE


def test_another_rule_is_a_line_and_the_same_one_is_none(people: People, project: Project, olga: Client) -> None:
    for _time in range(2):
        olga.post(f"/projects/{project.pk}/review-rule/", {"rule": "listed", "person": [people.rita.pk]})
    row = AuditEntry.objects.get()
    assert (row.what, row.about, row.before) == (What.RULE, project.title, "One verdict decides")
    assert row.after == f"Everybody on the list has to approve: {people.rita}"


def test_links_are_lines_and_their_passwords_are_not(people: People, take: Take, rita: Client, olga: Client) -> None:
    address = f"/projects/{take.project_id}/takes/1/links/?render=1"
    form = {"label": "Ann", "password": "salt and basalt", "lasts": "", "may_comment": "on"}
    assert rita.post(address, form).status_code == 200
    olga.post(f"/links/{GuestLink.objects.get().pk}/revoke/")
    terms = "Ann, until revoked, with a password, guests may comment, no download"
    assert [(who, what, after) for who, what, _about, after in logged(people)] == [
        (str(people.rita), What.LINK_MADE, terms),
        (str(people.olga), What.LINK_REVOKED, terms),
    ]
    page = text_of(olga.get("/settings/log/"))
    assert "revoked a guest link to Take 1" in page
    assert "basalt" not in page


def test_a_long_log_goes_on_page_by_page(people: People, take: Take, rita: Client, olga: Client) -> None:
    for number in range(51):
        judge(rita, take, "approved", f"{number}")
        judge(rita, take, "none")
    first = olga.get("/settings/log/").content.decode()
    assert first.count('data-testid="audit-line"') == 100
    older = re.search(r'href="(/settings/log/[^"]*)"[^>]*>Older', first)
    assert older
    rest = olga.get(older[1].replace("&amp;", "&")).content.decode()
    assert rest.count('data-testid="audit-line"') == 2
