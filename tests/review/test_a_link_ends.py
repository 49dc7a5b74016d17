"""A link that was revoked, one whose time is over and one that never was are answered alike, and at once."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone

from storyboard.review import guests
from storyboard.review.links import token_of
from storyboard.review.models import Comment, GuestLink
from storyboard.takes.models import Take
from tests.projects.posting import text_of
from tests.review.guesting import HTMX, Guest, let_in, links_address, made

pytestmark = pytest.mark.both


@pytest.fixture(autouse=True)
def nothing_is_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def guest(take: Take, rita: Client) -> Guest:
    """One who is in, has a name and said something."""
    guest = let_in(made(rita, links_address(take), may_download="on"))
    guest.name(take)
    assert guest.say(take).status_code == 204
    return guest


def everything(guest: Guest, take: Take) -> set[int]:
    """What a guest gets everywhere that a link leads."""
    comment = Comment.objects.earliest("created_at").pk
    pages = [guest.open(), guest.open(f"takes/{take.pk}/"), guest.open(f"takes/{take.pk}/comments/")]
    deeds = [guest.name(take), guest.say(take), guest.act(comment, "edit", text="New."), guest.act(comment, "delete")]
    files = {guest.media(take, name) for name in ("poster", "strip", "waveform", "proxy", "original")}
    return {answer.status_code for answer in [*pages, *deeds]} | files


def test_revoking_one_ends_everything_at_once(guest: Guest, take: Take, rita: Client) -> None:
    assert 404 not in everything(guest, take)
    Comment.objects.update(text="Kept.", deleted_at=None)
    assert rita.post(f"/links/{guest.link.pk}/revoke/", headers=HTMX).status_code == 200
    assert everything(guest, take) == {404}
    assert {comment.text for comment in Comment.objects.all()} == {"Kept."}


def test_so_does_its_time(guest: Guest, take: Take) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23), tick=False):
        assert guest.open().status_code == 200
    GuestLink.objects.update(expires_at=timezone.now())
    assert everything(guest, take) == {404}


def test_one_that_lasts_until_it_is_revoked_has_no_end(take: Take, rita: Client) -> None:
    assert made(rita, links_address(take), lasts="").expires_at is None


def test_whether_it_ended_or_never_was_is_not_told(guest: Guest, take: Take, rita: Client) -> None:
    expired = made(rita, links_address(take))
    GuestLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    rita.post(f"/links/{guest.link.pk}/revoke/", headers=HTMX)
    answers = [Guest(link).open() for link in (guest.link, expired)] + [Client().get("/guest/nonsense/")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({text_of(answer) for answer in answers}) == 1


def test_no_token_can_be_made_up(take: Take, rita: Client) -> None:
    one, other = (made(rita, links_address(take)) for _link in range(2))
    signature = token_of(other).partition(".")[2]
    guesses = [one.pk, f"{one.pk}.", f"{one.pk}.{signature}", Signer(salt="storyboard.hook", sep=".").sign(one.pk)]
    assert {Client().get(f"/guest/{guess}/").status_code for guess in [*guesses, "\x00", "½"]} == {404}


def test_whoever_guesses_too_often_has_to_wait(take: Take, rita: Client) -> None:
    link = made(rita, links_address(take))
    codes = [Client().get("/guest/guess/").status_code for _guess in range(guests.MOST_WRONG_LINKS + 1)]
    assert (set(codes[:-1]), codes[-1]) == ({404}, 429)
    assert Guest(link).open().status_code == 200


def test_its_pages_are_kept_by_no_browser_and_found_by_no_search(guest: Guest) -> None:
    for answer in (guest.open(), Client().get("/guest/nonsense/")):
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "same-origin"
