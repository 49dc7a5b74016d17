"""A link lasts 15 minutes; looking at it leaves it whole, its button signs in and uses it up."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from storyboard.studio.models import SigninLink
from storyboard.studio.signing_in import make_link
from tests.conftest import People
from tests.projects.posting import text_of

pytestmark = pytest.mark.both


@pytest.fixture
def link(people: People) -> str:
    return f"/signin/{make_link(people.alice)}/"


def is_signed_in(client: Client) -> bool:
    return client.get("/settings/password/").status_code == 200


def test_looking_at_it_leaves_it_whole(link: str) -> None:
    for method in ("get", "head", "get"):
        client = Client()
        assert getattr(client, method)(link).status_code == 200
        assert not is_signed_in(client)
    assert "Sign in as alice" in text_of(Client().get(link))


def test_its_button_signs_in(link: str) -> None:
    client = Client()
    answer = client.post(link)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert is_signed_in(client)


def test_a_second_press_finds_it_used_up(link: str) -> None:
    Client().post(link)
    for answer in (Client().post(link), Client().get(link)):
        assert answer.status_code == 410
        assert "This link no longer works" in text_of(answer)


def test_a_used_one_signs_nobody_in(link: str) -> None:
    Client().post(link)
    client = Client()
    client.post(link)
    assert not is_signed_in(client)


@pytest.mark.parametrize(("minutes", "status"), [(14.9, 302), (15.1, 410)])
def test_it_lasts_fifteen_minutes(people: People, minutes: float, status: int) -> None:
    link = f"/signin/{make_link(people.alice)}/"
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False):
        assert Client().post(link).status_code == status


def test_it_is_nothing_for_a_person_who_was_switched_off(people: People, link: str) -> None:
    people.alice.is_active = False
    people.alice.save()
    assert Client().get(link).status_code == 410
    assert Client().post(link).status_code == 410


def test_an_invented_one_is_nothing(people: People) -> None:
    assert Client().post("/signin/invented/").status_code == 410


def test_only_its_hash_is_kept(people: People) -> None:
    token = make_link(people.alice)
    row = SigninLink.objects.values().get()
    assert token not in str(row)
    assert len(token) >= 43


def test_its_page_is_kept_by_no_cache(link: str) -> None:
    assert "no-store" in Client().get(link)["Cache-Control"]


def test_old_ones_are_swept_away(people: People) -> None:
    make_link(people.alice)
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        make_link(people.alice)
        assert SigninLink.objects.count() == 1


def test_signing_in_begins_a_session_of_its_own(people: People, link: str) -> None:
    client = Client()
    client.get("/signin/")
    client.session["mark"] = "planted"
    planted = client.session.session_key
    client.post(link)
    assert client.session.session_key != planted
