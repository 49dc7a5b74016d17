"""Two people who write the same text of an element both see both; another field is no conflict."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.elements import editing as library
from storyboard.elements.errors import Conflict
from storyboard.elements.models import Element
from storyboard.studio.models import Person
from tests.conftest import People
from tests.elements.making import element
from tests.projects.posting import text_of

pytestmark = pytest.mark.both


@pytest.fixture
def guide(people: People) -> Element:
    return element(people.lino, people.workspace, "Guide")


def kept(guide: Element) -> tuple[str, str, str]:
    return Element.objects.values_list("name", "handle", "description").get(pk=guide.pk)


def test_the_same_text_carries_both_values_and_the_other_writer(people: People, guide: Element) -> None:
    seen = guide.version
    library.write(guide.pk, people.olga, "description", "Hers", seen)
    with pytest.raises(Conflict) as conflict:
        library.write(guide.pk, people.lino, "description", "His", seen)
    found = conflict.value
    assert (found.field, found.theirs, found.mine, found.by) == ("description", "Hers", "His", "olga")
    assert kept(guide) == ("Guide", "guide", "Hers")
    library.write(guide.pk, people.lino, "description", "His", found.version)
    assert kept(guide) == ("Guide", "guide", "His")


def test_a_name_in_conflict_leaves_no_trace(people: People, guide: Element) -> None:
    library.write(guide.pk, people.olga, "name", "Pathfinder", guide.version)
    before = Element.objects.values().get(pk=guide.pk), set(guide.words.values_list("word", "sort_key"))
    with pytest.raises(Conflict):
        library.write(guide.pk, people.lino, "name", "Scout", guide.version)
    after = Element.objects.values().get(pk=guide.pk), set(guide.words.values_list("word", "sort_key"))
    assert after == before


def test_another_field_is_none(people: People, guide: Element) -> None:
    library.write(guide.pk, people.olga, "description", "Hers", guide.version)
    library.write(guide.pk, people.lino, "name", "Pathfinder", guide.version)
    library.add_tags(guide.pk, people.olga, "indigo")
    library.write(guide.pk, people.lino, "handle", "scout", guide.version)
    assert kept(guide) == ("Pathfinder", "scout", "Hers")


def test_the_same_text_from_both_is_none(people: People, guide: Element) -> None:
    library.write(guide.pk, people.olga, "description", "Same", guide.version)
    library.write(guide.pk, people.lino, "description", "Same", guide.version)


def test_a_text_that_changes_nothing_is_no_change(people: People, guide: Element) -> None:
    before = Element.objects.values().get(pk=guide.pk)
    library.write(guide.pk, people.olga, "name", " Guide ", guide.version)
    assert Element.objects.values().get(pk=guide.pk) == before


def test_the_page_shows_both_and_who_wrote_the_other(
    people: People, guide: Element, client_of: Callable[[Person], Client]
) -> None:
    hers, his = client_of(people.olga), client_of(people.lino)
    fields = {"field": "description", "seen": guide.version}
    first = hers.post(f"/elements/{guide.pk}/write/", {**fields, "value": "Hers"})
    assert f'id="seen-description" name="seen" value="{guide.version + 1}"' in first.content.decode()
    second = his.post(f"/elements/{guide.pk}/write/", {**fields, "value": "<b>His</b>"})
    assert second.status_code == 409
    page = text_of(second)
    assert "olga changed this while you wrote." in page
    assert "Hers" in page
    assert "<b>His</b>" in page
    again = {**fields, "seen": guide.version + 1, "value": "His"}
    assert his.post(f"/elements/{guide.pk}/write/", again).status_code == 200
    assert kept(guide)[2] == "His"


@pytest.mark.parametrize("seen", ["", "-1", "x", "9" * 40, "\u0663", "1\x00"])
def test_an_odd_version_breaks_nothing(
    people: People, guide: Element, client_of: Callable[[Person], Client], seen: str
) -> None:
    fields = {"field": "description", "seen": seen, "value": "Kept"}
    assert client_of(people.lino).post(f"/elements/{guide.pk}/write/", fields).status_code == 200
    assert kept(guide)[2] == "Kept"
