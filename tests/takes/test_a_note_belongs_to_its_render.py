"""Notes are saved as typed, each render of the animatic for itself; one too long is refused and the old one stands."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.models import Take
from tests.conftest import People
from tests.projects.posting import text_of
from tests.takes.making import ordered

pytestmark = pytest.mark.both


@pytest.fixture
def write(people: People, project: Project, client_of: Callable[[Person], Client]) -> Callable[..., Any]:
    client = client_of(people.rita)
    return lambda note, render="": client.post(
        f"/projects/{project.pk}/takes/0/note/", {"note": note, "render": render}
    )


def notes() -> list[str]:
    return [*Take.objects.order_by("render").values_list("note", flat=True)]


def test_each_render_has_its_own(people: People, project: Project, write: Callable[..., Any]) -> None:
    for _each in range(2):
        ordered(project, people.alice)
    assert text_of(write("Too slow.", "1")) == "Saved"
    assert text_of(write("Better.", "2")) == "Saved"
    assert notes() == ["Too slow.", "Better."]


def test_it_can_be_emptied(people: People, project: Project, write: Callable[..., Any]) -> None:
    ordered(project, people.alice)
    write("Too slow.")
    write("")
    assert notes() == [""]


def test_it_is_kept_as_typed(people: People, project: Project, write: Callable[..., Any]) -> None:
    ordered(project, people.alice)
    write("<b>one</b>\r\ntwo\x00 😀")
    assert notes() == ["<b>one</b>\ntwo 😀"]


def test_ten_thousand_characters_are_kept(people: People, project: Project, write: Callable[..., Any]) -> None:
    ordered(project, people.alice)
    assert write("x" * 10_000).status_code == 200
    answer = write("y" * 10_001)
    assert answer.status_code == 422
    assert text_of(answer) == "A note has at most 10000 characters; this one has 10001. The last saved one stands."
    assert notes() == ["x" * 10_000]
