"""Texts save themselves: too long a description is saved and warned of, a refused name leaves the old one."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.studio.models import Person
from tests.conftest import People
from tests.elements.making import element

pytestmark = pytest.mark.both


def test_a_long_description_is_saved_and_named(people: People, client_of: Callable[[Person], Client]) -> None:
    guide = element(people.lino, people.workspace, "Guide", ["front", "left"])
    fields = {"field": "description", "value": "é" * 130}
    answer = client_of(people.lino).post(f"/elements/{guide.pk}/write/", fields)
    page = answer.content.decode()
    assert 'data-code="description_long"' in page
    assert "130/100" in page
    guide.refresh_from_db()
    assert guide.description == "é" * 130


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "gate", "Another element here is called “Gate”."),
        ("name", "  ", "An element needs a name."),
        ("name", "x" * 61, "This text has 61 characters; at most 60 can be kept."),
        ("handle", "gate", "Another element here has the id “gate”."),
        ("handle", "The Guide", "An id has 1 to 20 characters"),
        ("kind", "robot", "That is not one of the choices."),
        ("revision", "9", "That field cannot be written."),
    ],
)
def test_a_refusal_is_a_sentence_and_the_old_value_stays(
    people: People, client_of: Callable[[Person], Client], field: str, value: str, sentence: str
) -> None:
    guide = element(people.lino, people.workspace, "Guide")
    element(people.lino, people.workspace, "Gate")
    answer = client_of(people.lino).post(f"/elements/{guide.pk}/write/", {"field": field, "value": value})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    guide.refresh_from_db()
    assert (guide.name, guide.handle, guide.kind, guide.revision) == ("Guide", "guide", "character", 0)
