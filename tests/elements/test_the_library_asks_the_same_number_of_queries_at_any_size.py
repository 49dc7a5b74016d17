"""A page of the library takes as many queries with a hundred elements as with three."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from storyboard.studio.models import Person
from tests.conftest import People
from tests.elements.making import element

pytestmark = pytest.mark.both


@pytest.mark.parametrize("address", ["/elements/", "/elements/?q=lan", "/elements/?tag=night&kind=character"])
@pytest.mark.parametrize("htmx", [True, False])
def test_more_elements_take_no_more_queries(
    people: People, client_of: Callable[[Person], Client], address: str, htmx: bool
) -> None:
    client = client_of(people.lino)

    def queries() -> int:
        cache.clear()  # counts of facets are kept for a while
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address, headers={"HX-Request": "true"} if htmx else {}).status_code == 200
        return len(captured)

    for number in range(3):
        element(people.lino, people.workspace, f"Lantern {number}", ["front"], tags="night")
    client.get(address)  # remembers the workspace
    few = queries()
    for number in range(3, 60):
        element(people.lino, people.workspace, f"Lantern {number}", ["front"], tags="night, sea")
    assert queries() == few
