"""Words for prompts: the usual ones until a workspace keeps its own, and again when it wants them back."""

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from storyboard.projects.vocabulary import USUAL, Group, NotWords, parsed, vocabulary_of, written
from storyboard.studio.models import Person
from tests.conftest import People

words = st.text(st.characters(exclude_characters=",:\x00", exclude_categories=["C", "Z"]), min_size=1, max_size=20)
groups = st.lists(st.builds(Group, words, st.lists(words, min_size=1, max_size=6, unique=True).map(tuple)), max_size=6)


def test_a_workspace_starts_with_the_usual_words(people: People) -> None:
    names = [group.name for group in vocabulary_of(people.workspace)]
    assert {"Shot size", "Camera move"} <= set(names)
    assert written(parsed(USUAL)) == USUAL


def test_its_own_words_take_their_place_until_an_empty_text_is_saved(
    people: People, client_of: Callable[[Person], Client]
) -> None:
    client, address = client_of(people.alice), f"/settings/words/{people.workspace.pk}/"
    assert client.post(address, {"words": "Tide: ebb, flood, ebb\n\nSky:  mackerel "}).status_code == 302
    people.workspace.refresh_from_db()
    assert vocabulary_of(people.workspace) == [Group("Tide", ("ebb", "flood")), Group("Sky", ("mackerel",))]
    assert b"mackerel" in client.get(address).content
    assert client.post(address, {"words": " \n"}).status_code == 302
    people.workspace.refresh_from_db()
    assert written(vocabulary_of(people.workspace)) == USUAL


@pytest.mark.parametrize("wrong", ["no colon", ": words", "Name:", "Name: ,,", "N: " + "w" * 81, "A: b\n" * 21])
def test_what_is_no_list_is_told_and_kept_on_the_page(
    people: People, client_of: Callable[[Person], Client], wrong: str
) -> None:
    answer = client_of(people.alice).post(f"/settings/words/{people.workspace.pk}/", {"words": wrong})
    assert answer.status_code == 422
    assert "Nothing was saved yet" in answer.content.decode()
    assert wrong.splitlines()[0] in answer.content.decode()
    people.workspace.refresh_from_db()
    assert people.workspace.vocabulary is None


@given(groups)
def test_what_was_written_reads_as_it_was(kept: list[Group]) -> None:
    assert parsed(written(kept)) == kept


@given(st.text())
def test_any_text_is_a_list_or_told_why_not(text: str) -> None:
    try:
        parsed(text)
    except NotWords as refused:
        sentence = str(refused)
        assert sentence.endswith(".")
