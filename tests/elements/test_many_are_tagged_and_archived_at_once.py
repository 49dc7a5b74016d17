"""Bulk actions change what was selected in this workspace, and cost the same for two as for fifty."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from storyboard.elements import editing
from storyboard.elements.searching import page_of, wanted_from
from storyboard.studio.models import Person
from tests.conftest import People
from tests.elements.making import element

pytestmark = pytest.mark.both


def test_tags_are_added_and_found(people: People, client_of: Callable[[Person], Client]) -> None:
    ours = [element(people.lino, people.workspace, name) for name in ("Kite", "Tram", "Mask")]
    theirs = element(people.stan, people.elsewhere, "Theirs")
    chosen = [ours[0].pk, ours[1].pk, theirs.pk, "nothing\x00"]
    fields = {"w": people.workspace.pk, "action": "tag", "tags": "Night, SEA ", "element": chosen}
    answer = client_of(people.lino).post("/elements/bulk/", fields, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "2 elements tagged." in answer.content.decode()
    for query in ("tag=night", "q=nig", "tag=sea"):
        names = [row[0] for row in page_of(people.workspace.pk, wanted_from(QueryDict(query)), ["name"])]
        assert names == ["Kite", "Tram"]
    assert not theirs.tags.exists()


def test_archived_ones_leave_the_list_and_can_be_looked_for(
    people: People, client_of: Callable[[Person], Client]
) -> None:
    kite, _tram = (element(people.lino, people.workspace, name) for name in ("Kite", "Tram"))
    client = client_of(people.lino)
    fields = {"w": people.workspace.pk, "action": "archive", "element": [kite.pk]}
    answer = client.post("/elements/bulk/", fields).content.decode()
    assert 'data-name="Tram"' in answer
    assert 'data-name="Kite"' not in answer
    archived = client.get(f"/elements/?w={people.workspace.pk}&state=archived").content.decode()
    assert 'data-name="Kite"' in archived


def test_nothing_selected_is_said(people: People, client_of: Callable[[Person], Client]) -> None:
    fields = {"w": people.workspace.pk, "action": "archive"}
    answer = client_of(people.lino).post("/elements/bulk/", fields)
    assert answer.status_code == 422
    assert "Select at least one element first." in answer.content.decode()


def test_fifty_take_no_more_queries_than_two(people: People) -> None:
    ids = [element(people.lino, people.workspace, f"Kite {number}").pk for number in range(50)]

    def queries(chosen: list[str], tag: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            editing.tag_many(people.workspace, chosen, people.lino, tag)
        return len(captured)

    assert queries(ids[:2], "night") == queries(ids, "sea")
