"""Everybody in the workspace reads the library; librarians and owners alone change it."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.studio.models import Person
from tests.conftest import People
from tests.elements.making import element

pytestmark = pytest.mark.both
MAY_CHANGE = {"olga": True, "lino": True, "alice": False, "rita": False}


@pytest.mark.parametrize("name", MAY_CHANGE)
def test_reading_and_changing(people: People, client_of: Callable[[Person], Client], name: str) -> None:
    guide = element(people.lino, people.workspace, "Guide", ["front"])
    client, allowed = client_of(getattr(people, name)), MAY_CHANGE[name]
    for address in ("/elements/", f"/elements/{guide.pk}/"):
        page = client.get(address)
        assert page.status_code == 200
        assert ("New element" in page.content.decode()) is allowed
    changes = {
        f"/elements/{guide.pk}/write/": {"field": "description", "value": "Hooded."},
        f"/elements/{guide.pk}/tags/": {"add": "night"},
        f"/elements/{guide.pk}/state/": {"state": "approve"},
        f"/elements/{guide.pk}/media/": {"action": "remove", "role": "frontal"},
        "/elements/new/": {"workspace": people.workspace.pk, "name": "Kite", "kind": "prop"},
        "/elements/bulk/": {"w": people.workspace.pk, "action": "tag", "tags": "sea", "element": guide.pk},
        "/elements/approved-only/": {"w": people.workspace.pk, "only_approved": "on"},
    }
    for address, fields in changes.items():
        assert client.post(address, fields).status_code in ((200, 204, 302) if allowed else (403,)), address
