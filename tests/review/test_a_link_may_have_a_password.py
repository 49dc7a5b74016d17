"""A link with a password shows nothing before it was given, and is not to be guessed."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from storyboard.review.guests import MOST_PASSWORDS, MOST_PASSWORDS_OF_ALL
from storyboard.review.models import GuestLink, GuestVisit
from storyboard.takes.models import Take
from tests.projects.posting import text_of
from tests.review.guesting import Guest, links_address, made

PASSWORD = "salt and basalt"


@pytest.fixture(autouse=True)
def nothing_is_counted_yet(settings: Any) -> None:
    """And passwords are hashed in no time, since so many are tried."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def guest(take: Take, rita: Client) -> Guest:
    return Guest(made(rita, links_address(take), password=PASSWORD))


def give(guest: Guest, password: str) -> int:
    return int(guest.client.post(f"{guest.address}password/", {"password": password}).status_code)


def test_before_it_nothing_is_shown(guest: Guest, take: Take) -> None:
    assert text_of(guest.open()).count("This link has a password") == 1
    assert take.project.title not in text_of(guest.open())
    assert guest.open(f"takes/{take.pk}/comments/").status_code == 404
    assert guest.say(take).status_code == 404
    assert guest.media(take) == 302
    assert not GuestVisit.objects.exists()


def test_it_lets_in_one_browser(guest: Guest, take: Take) -> None:
    assert give(guest, "wrong") == 422
    assert give(guest, PASSWORD) == 302
    assert take.project.title in text_of(guest.open())
    assert guest.media(take) == 204
    assert Guest(guest.link).media(take) == 302


def test_it_is_not_kept_as_it_is(guest: Guest) -> None:
    assert PASSWORD not in GuestLink.objects.get().password


def test_it_cannot_be_guessed(guest: Guest) -> None:
    assert {give(guest, f"guess {number}") for number in range(MOST_PASSWORDS)} == {422}
    assert (give(guest, PASSWORD), give(Guest(guest.link), PASSWORD)) == (429, 429)


@pytest.mark.parametrize(("password", "status"), [("12345", 422), ("123456", 200), ("x" * 128, 200), ("x" * 129, 422)])
def test_it_is_neither_too_short_nor_too_long(take: Take, rita: Client, password: str, status: int) -> None:
    form = {"lasts": "7", "password": password}
    assert rita.post(links_address(take), form, headers={"HX-Request": "true"}).status_code == status
    assert GuestLink.objects.count() == (status == 200)


def test_of_many_addresses_together_it_cannot_be_guessed_either(guest: Guest) -> None:
    codes = [
        Client(REMOTE_ADDR=f"192.0.2.{number}").post(f"{guest.address}password/", {"password": "?"}).status_code
        for number in range(MOST_PASSWORDS_OF_ALL + 1)
    ]
    assert (set(codes[:-1]), codes[-1]) == ({422}, 429)
