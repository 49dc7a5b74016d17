"""Search looks at names, ids, descriptions and tags, whatever their case and accents, on every database."""

import pytest
from django.http import QueryDict

from storyboard.elements import editing
from storyboard.elements.searching import page_of, wanted_from
from tests.conftest import People
from tests.elements.making import element

pytestmark = pytest.mark.both


@pytest.fixture
def library(people: People) -> str:
    guide = element(people.lino, people.workspace, "The Guide", tags="Caravan, lead")
    editing.write(guide.pk, people.lino, "description", "Hooded traveller in layered indigo.")
    element(people.lino, people.workspace, "Café Élan", tags="caravan")
    element(people.lino, people.workspace, "Ørsted’s Łódź straße")
    element(people.lino, people.workspace, "北の灯台")
    element(people.stan, people.elsewhere, "The Guide of elsewhere")
    return str(people.workspace.pk)


def found(workspace: str, query: str) -> list[str]:
    return [row[0] for row in page_of(workspace, wanted_from(QueryDict(query)), ["name"])]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=gui", ["The Guide"]),
        ("q=GUIDE+the", ["The Guide"]),
        ("q=indi", ["The Guide"]),
        ("q=the_gui", ["The Guide"]),
        ("q=elan", ["Café Élan"]),
        ("q=CAFE", ["Café Élan"]),
        ("q=cafe+the", []),
        ("q=uide", []),
        ("q=orsted", ["Ørsted’s Łódź straße"]),
        ("q=strasse", ["Ørsted’s Łódź straße"]),
        ("q=lodz", ["Ørsted’s Łódź straße"]),
        ("q=灯台", ["北の灯台"]),
        ("tag=caravan", ["Café Élan", "The Guide"]),
        ("q=carav", ["Café Élan", "The Guide"]),
        ("tag=caravan&q=lead", ["The Guide"]),
        ("tag=caravan&tag=lead", ["The Guide"]),
        ("", ["Café Élan", "Ørsted’s Łódź straße", "The Guide", "北の灯台"]),
    ],
)
def test_these_are_found(library: str, query: str, names: list[str]) -> None:
    assert found(library, query) == names


def test_a_renamed_element_is_found_by_its_new_name_alone(library: str, people: People) -> None:
    guide = people.workspace.elements.get(name="The Guide")
    editing.write(guide.pk, people.lino, "name", "Pathfinder")
    editing.write(guide.pk, people.lino, "handle", "pathfinder")
    assert found(library, "q=path") == ["Pathfinder"]
    assert found(library, "q=guide") == []
    assert found(library, "tag=caravan") == ["Café Élan", "Pathfinder"]
