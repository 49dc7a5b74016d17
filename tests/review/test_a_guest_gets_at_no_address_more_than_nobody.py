"""A guest at every address of the product: what somebody gets who is not signed in, and the shared file.

The rows are those of the roles; addresses of guests are in them with a token that is none.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.review.models import GuestLink
from storyboard.studio.models import Person
from storyboard.takes.models import Take
from tests.conftest import People
from tests.review.guesting import let_in
from tests.review.making import take_of
from tests.studio.test_every_address_answers_each_role_as_the_table_says import LINES, Scene, scene

__all__ = ["scene"]

FILE = "GET media/<id:asset_id>/<str:rendition>"
NOBODY = {f"{method} {route}": answers[-1] for route, method, *answers in LINES}


def browser_of(link: GuestLink) -> Callable[[Person], Client]:
    """Browsers with the session of one guest, a new one for each question, whoever asks."""
    key = let_in(link).client.cookies["sessionid"].value

    def browser(_person: Person) -> Client:
        client = Client()
        client.cookies["sessionid"] = key
        return client

    return browser


def answers_to(link: GuestLink, scene: Scene) -> dict[str, str]:
    there = replace(scene, client_of=browser_of(link))
    return {f"{method} {route}": there.answer("owner", method, route) for route, method, *_answers in LINES}


@pytest.mark.parametrize(("may_download", "file"), [(True, "200"), (False, "404")])
def test_of_a_shared_take_it_is_its_file(people: People, scene: Scene, may_download: bool, file: str) -> None:
    take = Take.objects.get(pk=scene.values["take_id"])
    link = GuestLink.objects.create(workspace=people.workspace, take=take, may_download=may_download)
    assert answers_to(link, scene) == {**NOBODY, FILE: file}


def test_of_another_take_it_is_nothing(people: People, project: Project, scene: Scene) -> None:
    other = take_of(project, people.alice, 9)
    link = GuestLink.objects.create(workspace=people.workspace, take=other, may_download=True)
    assert answers_to(link, scene) == {**NOBODY, FILE: "404"}
