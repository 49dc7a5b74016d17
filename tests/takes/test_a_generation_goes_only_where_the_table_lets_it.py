"""Every way between two states that the table does not name is refused, and every state can be reached."""

import itertools

import pytest

from storyboard.projects.models import Project
from storyboard.takes.pipeline import advance
from storyboard.takes.states import (
    OPEN_GENERATIONS,
    TRANSITIONS,
    GenerationState,
    IllegalTransition,
    check_transition,
)
from tests.conftest import People
from tests.takes.making import ordered

G = GenerationState


@pytest.mark.parametrize(("old", "new"), [*itertools.product(G, G)])
def test_the_table_holds(old: GenerationState, new: GenerationState) -> None:
    if new in TRANSITIONS[old]:
        check_transition(old, new)
        return
    with pytest.raises(IllegalTransition):
        check_transition(old, new)


def test_every_state_can_be_reached_from_the_first() -> None:
    reached, border = {G.QUEUED}, {G.QUEUED}
    while border:
        border = {after for state in border for after in TRANSITIONS[state]} - reached
        reached |= border
    assert reached == set(G)


@pytest.mark.parametrize("end", [G.DONE, G.FAILED, G.CANCELLED])
def test_what_is_over_is_over(end: GenerationState) -> None:
    assert not TRANSITIONS[end]
    assert end not in OPEN_GENERATIONS


@pytest.mark.parametrize("state", [G.UNCONFIRMED, G.HELD])
def test_what_waits_for_a_person_is_worked_by_nobody(state: GenerationState) -> None:
    assert TRANSITIONS[state]
    assert state not in OPEN_GENERATIONS


def test_what_may_have_been_charged_is_never_sent_again_by_itself() -> None:
    for state in (G.SUBMITTING, G.RUNNING, G.COLLECTING, G.UNCONFIRMED):
        assert not {G.QUEUED, G.PREPARING, G.SUBMITTING} & TRANSITIONS[state]


def test_a_step_on_no_way_writes_nothing(people: People, project: Project) -> None:
    generation = ordered(project, people.alice).generation
    with pytest.raises(IllegalTransition):
        advance(generation, G.DONE, settled=0)
    generation.refresh_from_db()
    assert (generation.state, generation.settled) == ("queued", None)
