"""A name is used once among the elements of a workspace that are not archived; readable ids once in all."""

import pytest

from storyboard.elements import editing
from storyboard.elements.errors import Refused
from tests.conftest import People
from tests.elements.making import element

pytestmark = pytest.mark.both


@pytest.mark.parametrize("name", ["ÉLAN", "élan", " Élan ", "Ｅ\u0301lan"])
def test_another_case_is_the_same_name(people: People, name: str) -> None:
    element(people.lino, people.workspace, "Élan")
    with pytest.raises(Refused, match="name_taken"):
        editing.make_element(people.workspace, people.lino, name, "prop")


def test_an_accent_makes_another_name_with_its_own_id(people: People) -> None:
    assert element(people.lino, people.workspace, "Élan").handle == "elan"
    assert element(people.lino, people.workspace, "Elan").handle == "elan_2"
    assert element(people.lino, people.workspace, "灯台").handle == "element"
    assert element(people.stan, people.elsewhere, "Élan").handle == "elan"


def test_an_archived_name_is_free_until_it_comes_back(people: People) -> None:
    old = element(people.lino, people.workspace, "Guide")
    editing.archive(old.pk, people.lino)
    new = element(people.lino, people.workspace, "guide")
    assert new.handle == "guide_2"
    with pytest.raises(Refused, match="name_taken"):
        editing.restore(old.pk, people.lino)
    editing.write(new.pk, people.lino, "name", "Pathfinder")
    assert editing.restore(old.pk, people.lino).archived_at is None


@pytest.mark.parametrize("handle", ["", "Guide", "a b", "x" * 21, "élan", "guide\n"])
def test_a_readable_id_is_plain(people: People, handle: str) -> None:
    made = element(people.lino, people.workspace, "Guide")
    with pytest.raises(Refused, match="handle_wrong"):
        editing.write(made.pk, people.lino, "handle", handle)
