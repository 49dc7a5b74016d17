"""The first password needs no old one; later ones do, and other places are signed out."""

import pytest
from django.test import Client

from storyboard.studio.models import Person
from storyboard.studio.signing_in import make_link
from tests.conftest import People
from tests.projects.posting import text_of

FIRST, SECOND = "salt flat caravan at dawn", "basalt gate in the dusk"
ADDRESS = "/settings/password/"


def by_link(person: Person) -> Client:
    client = Client()
    client.post(f"/signin/{make_link(person)}/")
    return client


def set_first(client: Client, password: str = FIRST, again: str | None = None) -> int:
    form = {"new_password1": password, "new_password2": password if again is None else again}
    return client.post(ADDRESS, form).status_code


def change(client: Client, old: str, new: str) -> int:
    return client.post(ADDRESS, {"old_password": old, "new_password1": new, "new_password2": new}).status_code


def test_the_first_is_set_and_kept_as_argon2(people: People) -> None:
    client = by_link(people.alice)
    assert set_first(client) == 302
    people.alice.refresh_from_db()
    assert people.alice.password.startswith("argon2")
    assert people.alice.check_password(FIRST)
    assert "Your password is saved." in text_of(client.get(ADDRESS))


@pytest.mark.parametrize("bad", ["short", "password12", "1" * 5, "alice alice"])
def test_a_weak_one_is_refused_in_words(people: People, bad: str) -> None:
    people.alice.name = "alice alice"
    people.alice.save()
    client = by_link(people.alice)
    assert set_first(client, bad) == 422
    people.alice.refresh_from_db()
    assert not people.alice.has_usable_password()


def test_two_that_differ_are_refused(people: People) -> None:
    assert set_first(by_link(people.alice), FIRST, SECOND) == 422


def test_changing_needs_the_old_one(people: People) -> None:
    client = by_link(people.alice)
    set_first(client)
    assert change(client, "not the old one", SECOND) == 422
    assert set_first(client, SECOND) == 422
    assert change(client, FIRST, SECOND) == 302
    people.alice.refresh_from_db()
    assert people.alice.check_password(SECOND)


def test_other_places_are_signed_out_and_this_one_stays(people: People) -> None:
    here, there = by_link(people.alice), by_link(people.alice)
    set_first(here)
    assert here.get(ADDRESS).status_code == 200
    assert there.get(ADDRESS).status_code == 302


def test_what_was_typed_is_never_sent_back(people: People) -> None:
    client = by_link(people.alice)
    answer = client.post(ADDRESS, {"new_password1": FIRST, "new_password2": "other"})
    assert FIRST not in answer.content.decode()


def test_asked_again_it_lets_its_person_through(people: People) -> None:
    client = by_link(people.alice)
    set_first(client)
    assert client.get("/signin/again/").status_code == 200
    assert client.post("/signin/again/", {"password": "wrong"}).status_code == 200
    assert client.post("/signin/again/", {"password": FIRST}).status_code == 302
