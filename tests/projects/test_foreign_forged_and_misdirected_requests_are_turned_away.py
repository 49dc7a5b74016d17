"""404 for what is not yours, 403 for a form from elsewhere, 405 for the wrong method, and each in words."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from tests.conftest import People
from tests.projects.posting import post, text_of

POSTING = [
    "/projects/new/",
    "/projects/{}/edit/",
    "/projects/{}/animatic/",
    "/projects/{}/takes/0/note/",
    "/signout/",
    "/settings/password/",
    "/signin/",
    "/signin/some-token/",
]


@pytest.mark.parametrize("address", POSTING)
def test_a_form_without_its_token_is_forbidden_in_words(people: People, project: Project, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.olga)
    answer = client.post(address.format(project.pk), {"operation": "even"})
    assert answer.status_code == 403
    assert "Reload it and try again; nothing was changed." in text_of(answer)


def test_the_token_of_the_page_lets_its_edit_through(people: People, project: Project) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.alice)
    client.get(f"/projects/{project.pk}/")
    headers = {"X-CSRFToken": client.cookies["csrftoken"].value}
    answer = client.post(f"/projects/{project.pk}/edit/", {"operation": "change_total", "by": "1"}, headers=headers)
    assert answer.status_code == 200


def test_a_foreign_board_is_not_there(people: People, project: Project, client_of: Callable[[Person], Client]) -> None:
    answer = post(client_of(people.stan), project, "change_total", by=1)
    assert answer.status_code == 404
    assert text_of(answer) == "There is no such project, or it is in a workspace you are not in."


def test_a_board_that_never_was_reads_the_same_as_a_foreign_one(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    client = client_of(people.stan)
    foreign, absent = client.get(f"/projects/{project.pk}/"), client.get("/projects/nosuchboard2/")
    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert text_of(foreign) == text_of(absent)


def test_a_reviewer_is_told_whom_to_ask(
    people: People, project: Project, client_of: Callable[[Person], Client]
) -> None:
    answer = post(client_of(people.rita), project, "change_total", by=1)
    assert answer.status_code == 403
    assert text_of(answer) == "Your role in this workspace does not allow that. Ask an owner for it."


@pytest.mark.both
@pytest.mark.parametrize(
    "address",
    [
        "/projects/a%00b/",
        "/projects/%F0%9F%98%80/",
        "/projects/{project}/takes/99999999999999999999999/",
        "/projects/{project}/takes/0/?render=99999999999999999999",
        "/media/a%00b/original",
        "/media/abc/a%00b",
        "/?w=a%00b",
        "/signin/a%00b/",
        "/projects/{long}/",
    ],
)
def test_an_address_made_of_rubbish_is_not_there(
    people: People, project: Project, client_of: Callable[[Person], Client], address: str
) -> None:
    answer = client_of(people.olga).get(address.format(project=project.pk, long="a" * 3000))
    assert answer.status_code in {404, 410}


@pytest.mark.both
def test_a_search_for_rubbish_finds_nothing(people: People, client_of: Callable[[Person], Client]) -> None:
    answer = client_of(people.olga).get("/?q=a%00b")
    assert answer.status_code == 200


@pytest.mark.both
def test_a_project_in_a_workspace_of_rubbish_is_not_made(people: People, client_of: Callable[[Person], Client]) -> None:
    form = {"workspace": "a\x00b", "title": "New", "seconds": "9", "shots": "3"}
    assert client_of(people.olga).post("/projects/new/", form).status_code == 404
