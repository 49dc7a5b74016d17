"""Guests comment under a name that they give once, where the link allows it, and have no say in verdicts."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from storyboard.projects.models import Project
from storyboard.review import guests
from storyboard.review.models import Comment, GuestVisit, Playlist, PlaylistTake
from storyboard.studio.models import Person
from storyboard.takes.models import Take, Verdict
from storyboard.takes.pipeline import change_take
from tests.conftest import People
from tests.projects.posting import text_of
from tests.review.guesting import Guest, let_in, links_address, made
from tests.review.making import act, address, say, take_of, thread

pytestmark = pytest.mark.both


@pytest.fixture(autouse=True)
def nothing_is_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def guest(take: Take, rita: Client) -> Guest:
    return let_in(made(rita, links_address(take)))


@pytest.fixture
def ann(guest: Guest, take: Take) -> Guest:
    assert guest.name(take).status_code == 200
    return guest


def test_the_name_is_asked_for_once(guest: Guest, take: Take, rita: Client) -> None:
    assert guest.say(take).status_code == 422
    assert guest.name(take, " Ann \u202e\x00 Berg ").status_code == 200
    assert guest.say(take).status_code == 204
    guest.name(take, "Bert")
    again = Guest(made(rita, links_address(take)), guest.client)
    again.open()
    assert again.say(take).status_code == 204
    assert {comment.guest_name for comment in Comment.objects.all()} == {"Ann Berg"}


@pytest.mark.parametrize("name", ["", "  ", "\u202e\x00", "x" * 61])
def test_it_has_letters_and_not_too_many(guest: Guest, take: Take, name: str) -> None:
    assert guest.name(take, name).status_code == 422
    assert GuestVisit.objects.get().name == ""


def test_both_sides_read_whose_comment_it_is(people: People, ann: Guest, take: Take, rita: Client) -> None:
    ann.say(take, "Warmer, please.", first="87")
    (view,) = thread(people.rita, take).comments
    assert (view.comment.person, view.place.first, view.can_edit) == (None, 87, False)
    for answer in (rita.get(address(take, "comments")), ann.open(f"takes/{take.pk}/comments/")):
        assert "Ann (guest)" in text_of(answer)


def test_guests_and_people_answer_each_other(ann: Guest, take: Take, rita: Client) -> None:
    ann.say(take)
    comment = Comment.objects.get()
    say(rita, take, "Lifted.", parent=comment.pk)
    ann.say(take, "Better.", parent=comment.pk)
    words = text_of(ann.open(f"takes/{take.pk}/comments/"))
    assert words.index("Lifted.") < words.index("Better.")


def test_a_comment_of_another_take_is_not_answered(
    people: People, project: Project, ann: Guest, take: Take, rita: Client
) -> None:
    earlier = take_of(project, people.alice, 8)
    say(rita, earlier)
    assert ann.say(take, "Where?", parent=Comment.objects.get().pk).status_code == 422
    assert ann.say(earlier).status_code == 404
    assert ann.act(Comment.objects.get().pk, "edit", text="Mine.").status_code == 404


def test_a_note_that_travels_is_not_shown(people: People, project: Project, take: Take, rita: Client) -> None:
    say(rita, take, "Too slow.", first="3")
    later = take_of(project, people.alice, 2)
    assert [view.source is not None for view in thread(people.rita, later).comments] == [True]
    assert "Too slow." not in text_of(let_in(made(rita, links_address(later))).open())


def test_they_change_their_own_and_no_others(
    people: People, guest: Guest, ann: Guest, take: Take, rita: Client
) -> None:
    say(rita, take, "Of rita.")
    ann.say(take)
    theirs, own = Comment.objects.get(person=people.rita), Comment.objects.get(person=None)
    bert = let_in(guest.link)
    bert.name(take, "Ann")
    for one, comment in ((ann, theirs), (bert, own)):
        assert one.act(comment.pk, "edit", text="Mine.").status_code == 404
        assert one.act(comment.pk, "delete").status_code == 404
    assert ann.act(own.pk, "edit", text="Too bright.").status_code == 204
    assert "edited" in text_of(rita.get(address(take, "comments")))
    assert ann.act(own.pk, "delete").status_code == 204
    own.refresh_from_db()
    assert (own.text, own.guest_name, own.deleted_by) == ("", "Ann", None)
    assert "Too bright." not in text_of(rita.get(address(take, "comments")))


def test_what_is_not_shared_any_more_they_change_no_more(people: People, take: Take, rita: Client) -> None:
    playlist = Playlist.objects.create(workspace=people.workspace, title="Dailies")
    row = PlaylistTake.objects.create(playlist=playlist, take=take, position=0)
    guest = let_in(made(rita, f"/playlists/{playlist.pk}/links/"))
    guest.name(take)
    guest.say(take)
    row.delete()
    assert guest.act(Comment.objects.get().pk, "edit", text="New.").status_code == 404


def test_nothing_but_that_is_done_by_them(ann: Guest, take: Take) -> None:
    ann.say(take)
    comment = Comment.objects.get()
    assert {ann.act(comment.pk, deed).status_code for deed in ("resolve", "reopen", "explode")} == {404}
    for sign in ("/resolve/", "data-verdict", "Naming me", "data-name-someone"):
        assert sign not in ann.open().content.decode()


def test_people_resolve_theirs_and_owners_delete_it(
    people: People, ann: Guest, take: Take, client_of: Callable[[Person], Client]
) -> None:
    ann.say(take)
    comment = Comment.objects.get()
    assert act(client_of(people.rita), take.project, comment.pk, "resolve").status_code == 204
    assert act(client_of(people.rita), take.project, comment.pk, "delete").status_code == 403
    assert act(client_of(people.olga), take.project, comment.pk, "delete").status_code == 204
    assert "olga" not in text_of(ann.open(f"takes/{take.pk}/comments/"))


def test_of_an_approved_take_none_is_deleted(ann: Guest, take: Take) -> None:
    ann.say(take)
    change_take(take, verdict=Verdict.APPROVED)
    assert ann.act(Comment.objects.get().pk, "delete").status_code == 422


def test_a_link_without_comments_lets_them_be_read_and_not_written(ann: Guest, take: Take, rita: Client) -> None:
    ann.say(take)
    reader = Guest(made(rita, links_address(take), may_comment=""), ann.client)
    assert "Too dark." in text_of(reader.open())
    assert "With this link comments are read, not written." in text_of(reader.open())
    assert reader.name(take).status_code == 404
    own = Comment.objects.get().pk
    assert {reader.say(take).status_code, reader.act(own, "edit", text="New.").status_code} == {422}
    assert Comment.objects.count() == 1


def test_nobody_writes_faster_than_a_person(ann: Guest, take: Take) -> None:
    codes = [ann.say(take, f"Note {number}.").status_code for number in range(guests.MOST_COMMENTS_A_MINUTE + 1)]
    assert (set(codes[:-1]), codes[-1]) == ({204}, 422)


def test_markup_in_a_name_stays_text(guest: Guest, take: Take, rita: Client) -> None:
    guest.name(take, '<b x="1">Ann</b>')
    guest.say(take)
    for answer in (rita.get(address(take, "comments")), guest.open()):
        assert b"<b x=" not in answer.content
