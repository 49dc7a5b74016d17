"""Every element is on exactly one page, in the order of the list, whatever is looked for."""

import pytest
from django.http import QueryDict

from storyboard.elements.searching import PAGE, page_of, wanted_from
from tests.conftest import People
from tests.elements.making import element

pytestmark = pytest.mark.both


@pytest.mark.parametrize("query", ["", "q=lan", "tag=night", "q=la&tag=night"])
def test_no_element_is_missed_or_shown_twice(people: People, query: str) -> None:
    for number in range(PAGE + 7):
        element(people.lino, people.workspace, f"Lantern {number % 5} land {number}", tags="night")
    wanted, seen = wanted_from(QueryDict(query)), list[str]()
    while True:
        rows = page_of(people.workspace.pk, wanted, ["id"], seen[-1] if seen else "")
        seen += [row[0] for row in rows[:PAGE]]
        if len(rows) <= PAGE:
            break
    assert len(seen) == len(set(seen)) == PAGE + 7
