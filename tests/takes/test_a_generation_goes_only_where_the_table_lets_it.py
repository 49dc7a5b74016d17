"""Every way between two states that the table does not name is refused, and every state can be reached."""

import itertools

import pytest

from storyboard.projects.models import Project
from storyboard.takes.models import Generation
from storyboard.takes.pipeline import advance
from storyboard.takes.states import (
    BEGINNINGS,
    OPEN_GENERATIONS,
    WAYS,
    Event,
    GenerationState,
    IllegalTransition,
    Next,
    Way,
    way_from,
)
from tests.conftest import People
from tests.takes.making import ordered

G = GenerationState
OVER = (G.DONE, G.FAILED, G.CANCELLED)


def after(state: GenerationState) -> set[GenerationState]:
    return {way.to for way in WAYS if way.state == state}


@pytest.mark.parametrize(("state", "event"), [*itertools.product(G, Event)])
def test_an_event_leads_where_the_table_says_or_nowhere(state: GenerationState, event: Event) -> None:
    ways = [way for way in WAYS if (way.state, way.event) == (state, event)]
    assert len(ways) <= 1
    if ways:
        assert way_from(state, event, ways[0].writes) == ways[0]
        return
    with pytest.raises(IllegalTransition):
        way_from(state, event, frozenset())


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.state} {way.event.name}")
def test_what_belongs_to_a_way_is_written_and_nothing_else(way: Way) -> None:
    assert way in WAYS
    whole = way.writes | way.may_write
    assert way_from(way.state, way.event, whole) == way
    with pytest.raises(IllegalTransition):
        way_from(way.state, way.event, whole | {"spec"})
    for missing in way.writes:
        with pytest.raises(IllegalTransition):
            way_from(way.state, way.event, whole - {missing})
    names = {field.name for field in Generation._meta.get_fields()}
    assert whole <= names


def test_every_event_happens_somewhere_and_every_state_is_reached() -> None:
    assert {way.event for way in WAYS} == set(Event)
    reached, border = set(BEGINNINGS), set(BEGINNINGS)
    while border:
        border = {state for one in border for state in after(one)} - reached
        reached |= border
    assert reached == set(G)


@pytest.mark.parametrize("end", OVER)
def test_what_is_over_is_over(end: GenerationState) -> None:
    assert not after(end)
    assert end not in OPEN_GENERATIONS


def test_what_waits_for_a_person_is_worked_by_nobody() -> None:
    assert after(G.UNCONFIRMED)
    assert not {G.UNCONFIRMED, G.HELD} & set(OPEN_GENERATIONS)


def test_what_is_held_goes_on_by_a_person_alone() -> None:
    assert {way.event for way in WAYS if way.state == G.HELD} == {
        Event.RELEASED,
        Event.TURNED_DOWN,
        Event.WITHDRAWN,
    }


def test_nothing_that_is_over_or_waits_for_a_person_is_looked_at_again() -> None:
    for way in WAYS:
        assert (way.then is Next.NEVER) or way.to not in (*OVER, G.UNCONFIRMED)


def test_what_may_have_been_charged_is_never_sent_again_by_itself() -> None:
    for state in (G.RUNNING, G.COLLECTING, G.UNCONFIRMED):
        assert not {G.QUEUED, G.PREPARING, G.SUBMITTING} & after(state)
    # Only while a doubt lasts, and only where the provider knows it by our own id, is it the same order again; and
    # where there was no connection at all, it was not sent the first time.
    again = [way.event for way in WAYS if way.state is G.SUBMITTING and way.to in (G.QUEUED, G.PREPARING, G.SUBMITTING)]
    assert again == [Event.DOUBTED, Event.NOT_SENT]


def test_a_step_on_no_way_writes_nothing(people: People, project: Project) -> None:
    generation = ordered(project, people.alice).generation
    with pytest.raises(IllegalTransition):
        advance(generation, Event.MADE_HERE, settled=0)
    generation.refresh_from_db()
    assert (generation.state, generation.settled) == ("queued", None)
