"""Threads: a reply, an edit that says so, a deletion that leaves a trace, what is done and opened again."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.review.models import Comment
from storyboard.studio.models import Person
from storyboard.takes.models import Take, Verdict
from storyboard.takes.pipeline import change_take
from tests.conftest import People
from tests.projects.posting import text_of
from tests.review.making import act, address, say, thread

pytestmark = pytest.mark.both


@pytest.fixture
def comment(take: Take, rita: Client) -> Comment:
    say(rita, take, first="87")
    return Comment.objects.get()


def test_a_reply_stands_under_what_it_answers_and_has_no_place(
    people: People, take: Take, comment: Comment, client_of: Callable[[Person], Client]
) -> None:
    alice = client_of(people.alice)
    say(alice, take, "Lifted.", parent=comment.pk, first="3")
    (view,) = thread(people.alice, take).comments
    (reply,) = view.replies
    assert (reply.comment.text, reply.comment.first, reply.can_edit, view.can_edit) == ("Lifted.", None, True, False)


def test_a_reply_is_not_answered_again(take: Take, comment: Comment, rita: Client) -> None:
    say(rita, take, "One.", parent=comment.pk)
    reply = Comment.objects.exclude(parent=None).get()
    assert say(rita, take, "Two.", parent=reply.pk).status_code == 422
    assert act(rita, take.project, reply.pk, "resolve").status_code == 422


def test_an_edit_is_told(take: Take, comment: Comment, rita: Client) -> None:
    act(rita, take.project, comment.pk, "edit", text="Too bright.")
    answer = rita.get(address(take, "comments"))
    assert "Too bright." in text_of(answer)
    assert "edited" in text_of(answer)


def test_only_its_author_edits_one(
    people: People, take: Take, comment: Comment, client_of: Callable[[Person], Client]
) -> None:
    for person in (people.alice, people.olga):
        assert act(client_of(person), take.project, comment.pk, "edit", text="Mine.").status_code == 403
    comment.refresh_from_db()
    assert comment.text == "Too dark."


def test_its_author_and_owners_delete_one_and_a_trace_stays(
    people: People, take: Take, comment: Comment, client_of: Callable[[Person], Client]
) -> None:
    assert act(client_of(people.alice), take.project, comment.pk, "delete").status_code == 403
    assert act(client_of(people.olga), take.project, comment.pk, "delete").status_code == 204
    words = text_of(client_of(people.alice).get(address(take, "comments")))
    assert "Too dark." not in words
    assert "Deleted by olga" in words
    assert Comment.objects.get().text == ""
    assert act(client_of(people.rita), take.project, comment.pk, "edit", text="Back.").status_code == 404


def test_one_is_resolved_and_opened_again_by_whoever_may_comment(
    people: People, take: Take, comment: Comment, client_of: Callable[[Person], Client]
) -> None:
    alice = client_of(people.alice)
    act(alice, take.project, comment.pk, "resolve")
    (view,) = thread(people.alice, take).comments
    assert (view.is_resolved, str(view.comment.resolved_by)) == (True, "alice")
    act(alice, take.project, comment.pk, "reopen")
    assert not thread(people.alice, take).comments[0].is_resolved


def test_of_an_approved_take_none_is_changed(people: People, take: Take, comment: Comment, rita: Client) -> None:
    change_take(take, verdict=Verdict.APPROVED)
    answer = act(rita, take.project, comment.pk, "edit", text="Just right.")
    assert (answer.status_code, Comment.objects.get().text) == (422, "Too dark.")
    assert text_of(answer) == "This take is approved, so its comments stay. Reopen the take to change one."
    assert not thread(people.rita, Take.objects.get(pk=take.pk)).comments[0].can_edit


def test_of_an_approved_take_none_is_deleted(take: Take, comment: Comment, rita: Client) -> None:
    change_take(take, verdict=Verdict.APPROVED)
    answer = act(rita, take.project, comment.pk, "delete")
    assert (answer.status_code, Comment.objects.get().text) == (422, "Too dark.")
    assert text_of(answer) == "This take is approved, so its comments stay. Reopen the take to delete one."


@pytest.mark.parametrize(("text", "status"), [("", 422), ("  \n ", 422), ("x" * 5000, 204), ("x" * 5001, 422)])
def test_one_has_words_and_not_too_many(take: Take, rita: Client, text: str, status: int) -> None:
    assert say(rita, take, text).status_code == status
    assert Comment.objects.count() == (status == 204)


def test_markup_stays_text(take: Take, rita: Client) -> None:
    say(rita, take, "<b>bold</b>\r\ntwo\x00 😀")
    assert Comment.objects.get().text == "<b>bold</b>\ntwo 😀"
    assert b"<b>bold</b>" not in rita.get(address(take, "comments")).content


def test_another_project_has_no_such_comment(
    people: People, take: Take, comment: Comment, rita: Client, client_of: Callable[[Person], Client]
) -> None:
    assert act(client_of(people.stan), take.project, comment.pk, "resolve").status_code == 404
    assert act(rita, take.project, "nosuchcomment", "resolve").status_code == 404
    assert act(rita, take.project, comment.pk, "explode").status_code == 404
