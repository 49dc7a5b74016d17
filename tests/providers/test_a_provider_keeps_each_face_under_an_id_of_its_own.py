"""The id at a provider is fit for it, always the same, and another for every account, element and revision."""

import re

from hypothesis import given
from hypothesis import strategies as st

from storyboard.providers.element_ids import element_id_at

owners = st.tuples(st.text(max_size=20), st.text(max_size=20), st.integers(0, 10**6))


@given(owners)
def test_it_is_fit_for_every_provider(owner: tuple[str, str, int]) -> None:
    assert re.fullmatch("e[a-z2-7]{19}", element_id_at(*owner))
    assert element_id_at(*owner) == element_id_at(*owner)


@given(owners, owners)
def test_no_two_share_one(one: tuple[str, str, int], other: tuple[str, str, int]) -> None:
    assert (element_id_at(*one) == element_id_at(*other)) == (one == other)


def test_where_one_ends_and_the_next_begins_is_told() -> None:
    assert element_id_at("ab", "c", 1) != element_id_at("a", "bc", 1)
    assert element_id_at("a", "b1", 2) != element_id_at("a", "b", 12)


def test_ids_given_once_stay() -> None:
    assert element_id_at("account", "guideguidegu", 3) == "ew6f3f5rk5zszjofnett"
