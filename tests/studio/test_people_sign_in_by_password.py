"""The password page: right and wrong, closed sign-up, and nothing that helps a guesser."""

import pytest
from django.core.cache import cache
from django.test import Client

from storyboard.studio.models import Person
from storyboard.studio.people import first_workspace, owner_of
from tests.conftest import People
from tests.projects.posting import text_of

PASSWORD = "salt flat caravan at dawn"
WRONG = "The username and/or password you specified are not correct."


@pytest.fixture(autouse=True)
def no_memory_of_attempts() -> None:
    cache.clear()


@pytest.fixture
def wren(people: People) -> Person:
    return Person.objects.create_user("wren", PASSWORD)


def sign_in(name: str, password: str, client: Client | None = None, **more: str) -> tuple[Client, int, str]:
    """The client, the status and the words of an attempt."""
    client = client or Client()
    answer = client.post("/signin/", {"login": name, "password": password, **more})
    return client, answer.status_code, text_of(answer) if answer.content else answer["Location"]


def is_signed_in(client: Client) -> bool:
    return client.get("/settings/password/").status_code == 200


def test_the_right_one(wren: Person) -> None:
    client, status, location = sign_in("wren", PASSWORD)
    assert (status, location) == (302, "/")
    assert is_signed_in(client)


def test_the_name_in_any_case(wren: Person) -> None:
    assert sign_in("WREN", PASSWORD)[1] == 302


def test_a_wrong_one_keeps_the_name_and_not_the_password(wren: Person) -> None:
    client = Client()
    answer = client.post("/signin/", {"login": "wren", "password": "not this one"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert WRONG in page
    assert 'value="wren"' in page
    assert "not this one" not in page
    assert not is_signed_in(client)


def test_a_name_that_is_nobodys_reads_the_same(wren: Person) -> None:
    assert WRONG in sign_in("nobody", PASSWORD)[2]


@pytest.mark.parametrize("password", ["", "!", "owner", "password", "None"])
def test_a_person_without_a_password_gets_in_with_none(people: People, password: str) -> None:
    client, status, _words = sign_in("olga", password)
    assert status == 200
    assert not is_signed_in(client)


def test_a_person_who_was_switched_off_is_told(wren: Person) -> None:
    wren.is_active = False
    wren.save()
    client, status, _location = sign_in("wren", PASSWORD)
    assert not is_signed_in(client)
    assert status in {200, 302}


def test_many_wrong_ones_are_slowed_down(wren: Person) -> None:
    for _attempt in range(6):
        sign_in("wren", "wrong")
    client, _status, _words = sign_in("wren", PASSWORD)
    assert not is_signed_in(client)


@pytest.mark.parametrize("address", ["/signin/closed/", "/signin/forgotten/"])
def test_nobody_signs_up_by_themselves(people: People, address: str) -> None:
    answer = Client().get(address)
    assert answer.status_code == 403
    assert "Accounts are made by the person who runs this server" in text_of(answer)
    assert Client().post(address, {"username": "eve", "password1": PASSWORD, "password2": PASSWORD}).status_code == 405
    assert not Person.objects.filter(name="eve").exists()


def test_the_way_back_leads_to_where_one_wanted_to_go(wren: Person) -> None:
    assert Client().get("/settings/password/")["Location"] == "/signin/?next=/settings/password/"
    assert sign_in("wren", PASSWORD, next="/settings/password/")[2] == "/settings/password/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_and_never_to_another_server(wren: Person, elsewhere: str) -> None:
    assert sign_in("wren", PASSWORD, next=elsewhere)[2] == "/"


@pytest.mark.django_db
def test_there_is_no_person_with_a_default_password() -> None:
    assert not owner_of(first_workspace()).has_usable_password()


def test_signing_out_ends_the_session(wren: Person) -> None:
    client = sign_in("wren", PASSWORD)[0]
    assert client.get("/signout/").status_code == 405
    assert is_signed_in(client)
    assert client.post("/signout/")["Location"] == "/signin/"
    assert not is_signed_in(client)
