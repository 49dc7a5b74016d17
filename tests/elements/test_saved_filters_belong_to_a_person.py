"""A search kept under a name is seen and forgotten by its person alone."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.elements.models import SavedFilter
from storyboard.studio.models import Person
from tests.conftest import People

pytestmark = pytest.mark.both


def test_kept_shown_and_forgotten(people: People, client_of: Callable[[Person], Client]) -> None:
    fields = {"w": people.workspace.pk, "filter_name": "Night props", "kind": "prop", "tag": "night", "q": "ka te"}
    answer = client_of(people.rita).post("/elements/filters/", fields).content.decode()
    assert "q=ka+te&amp;kind=prop&amp;tag=night" in answer
    client_of(people.rita).post("/elements/filters/", {**fields, "q": ""})
    kept = SavedFilter.objects.get()
    assert "Night props" in client_of(people.rita).get("/elements/").content.decode()
    assert "Night props" not in client_of(people.lino).get("/elements/").content.decode()
    assert client_of(people.lino).post(f"/elements/filters/{kept.pk}/delete/").status_code == 404
    assert client_of(people.rita).post(f"/elements/filters/{kept.pk}/delete/").status_code == 200
    assert not SavedFilter.objects.exists()
