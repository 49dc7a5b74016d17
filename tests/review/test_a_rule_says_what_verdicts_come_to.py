"""Anyone, all of a list, or a number of people: what their verdicts come to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.review.models import Rule
from storyboard.review.ruling import Ruling, outcome
from storyboard.takes.models import Verdict

YES, FIX, NO, NONE = Verdict.APPROVED, Verdict.CHANGES, Verdict.REJECTED, Verdict.NONE
ANYONE = Ruling()
BOTH = Ruling(Rule.LISTED, 1, frozenset("ab"))
TWO = Ruling(Rule.LEAST, 2)


@pytest.mark.parametrize(
    ("ruling", "votes", "verdict"),
    [
        (ANYONE, [], NONE),
        (ANYONE, [("a", NO), ("b", YES)], YES),
        (ANYONE, [("a", YES), ("b", FIX)], FIX),
        (BOTH, [("a", YES)], NONE),
        (BOTH, [("a", YES), ("b", YES)], YES),
        (BOTH, [("a", YES), ("c", YES)], NONE),
        (BOTH, [("a", YES), ("b", YES), ("c", NO)], YES),
        (BOTH, [("a", FIX), ("b", YES), ("a", YES)], YES),
        (BOTH, [("a", FIX), ("b", NO)], NO),
        (Ruling(Rule.LISTED), [("a", YES)], NONE),
        (TWO, [("a", YES), ("a", YES)], NONE),
        (TWO, [("a", YES), ("b", YES)], YES),
        (TWO, [("a", YES), ("b", YES), ("c", FIX)], FIX),
    ],
)
def test_what_it_comes_to(ruling: Ruling, votes: list[tuple[str, str]], verdict: Verdict) -> None:
    assert outcome(ruling, votes) == verdict


votes_of_people = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from([YES, FIX, NO])), max_size=8)


@given(votes_of_people, st.integers(1, 4))
def test_a_number_is_reached_by_as_many_people_of_whom_none_objects(votes: list[tuple[str, str]], least: int) -> None:
    newest = dict(votes)
    approved = outcome(Ruling(Rule.LEAST, least), votes) == YES
    assert approved == (len(newest) >= least and set(newest.values()) == {YES})


@given(votes_of_people, st.frozensets(st.sampled_from("abcd"), min_size=1))
def test_of_a_list_all_and_nobody_else_count(votes: list[tuple[str, str]], listed: frozenset[str]) -> None:
    newest = {person: verdict for person, verdict in votes if person in listed}
    approved = outcome(Ruling(Rule.LISTED, 1, listed), votes) == YES
    assert approved == (newest == dict.fromkeys(listed, YES))
