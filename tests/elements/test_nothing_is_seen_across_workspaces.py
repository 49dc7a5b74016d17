"""A stranger finds no element at any address of the library, and changes none."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from tests.conftest import People
from tests.elements.making import element

pytestmark = pytest.mark.both


@pytest.mark.parametrize(
    ("method", "address", "fields"),
    [
        ("get", "/elements/{id}/", {}),
        ("get", "/elements/{id}/assets/?role=frontal", {}),
        ("post", "/elements/{id}/write/", {"field": "name", "value": "Mine"}),
        ("post", "/elements/{id}/tags/", {"add": "mine"}),
        ("post", "/elements/{id}/state/", {"state": "archive"}),
        ("post", "/elements/{id}/media/", {"action": "source", "source": "video"}),
        ("get", "/elements/?w={w}", {}),
        ("get", "/elements/facets/?w={w}", {}),
        ("get", "/elements/menu/?project={p}", {}),
        ("post", "/elements/new/", {"workspace": "{w}", "name": "Mine", "kind": "prop"}),
        ("post", "/elements/bulk/", {"w": "{w}", "action": "archive", "element": "{id}"}),
        ("post", "/elements/filters/", {"w": "{w}", "filter_name": "Mine"}),
        ("post", "/elements/approved-only/", {"w": "{w}", "only_approved": "on"}),
        ("get", "/projects/{p}/elements/", {}),
    ],
)
def test_a_stranger_meets_404(
    people: People,
    project: Project,
    client_of: Callable[[Person], Client],
    method: str,
    address: str,
    fields: dict[str, str],
) -> None:
    guide = element(people.lino, people.workspace, "Guide", ["front"])
    names = {"id": guide.pk, "w": people.workspace.pk, "p": project.pk}
    client = client_of(people.stan)
    values = {name: value.format(**names) for name, value in fields.items()}
    answer = getattr(client, method)(address.format(**names), values or None)
    assert answer.status_code == 404
    assert "Guide" not in answer.content.decode()
    people.workspace.refresh_from_db()
    assert (people.workspace.elements.get().name, people.workspace.only_approved_elements) == ("Guide", False)


def test_the_own_library_shows_nothing_of_others(people: People, client_of: Callable[[Person], Client]) -> None:
    element(people.lino, people.workspace, "Guide", tags="secret")
    for query in ("", "?q=guide", "?tag=secret"):
        page = client_of(people.stan).get(f"/elements/{query}").content.decode()
        assert 'data-testid="element"' not in page
