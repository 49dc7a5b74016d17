"""Counts of a facet keep all other choices; they follow each change at once."""

import pytest
from django.http import QueryDict

from storyboard.elements import editing
from storyboard.elements.searching import counts_of, wanted_from
from tests.conftest import People
from tests.elements.making import element

pytestmark = pytest.mark.both


def test_counts_follow_choices_and_changes(people: People) -> None:
    made = [element(people.lino, people.workspace, f"Kite {number}", tags="night") for number in range(3)]
    editing.write(made[0].pk, people.lino, "kind", "prop")
    editing.approve(made[0].pk, people.lino, approved=True)

    def counts(query: str) -> tuple[int, dict[str, int], dict[str, int], list[tuple[str, int]]]:
        found = counts_of(people.workspace.pk, wanted_from(QueryDict(query)))
        return found.total, found.kinds, found.states, found.tags

    assert counts("") == (3, {"character": 2, "prop": 1}, {"draft": 2, "approved": 1, "archived": 0}, [("night", 3)])
    assert counts("kind=prop")[:2] == (1, {"character": 2, "prop": 1})
    assert counts("q=kite+0")[0] == 1
    editing.archive(made[0].pk, people.lino)
    editing.add_tags(made[1].pk, people.lino, "sea")
    assert counts("") == (2, {"character": 2}, {"draft": 2, "archived": 1}, [("night", 2), ("sea", 1)])
