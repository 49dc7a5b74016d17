"""After any operation, refused ones included, the rows of the board are whole and add up."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.projects import editing
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.timeline import Refused
from tests.conftest import People, examples
from tests.projects.boards import ALL_SECONDS
from tests.projects.edits import KINDS, assert_sound, operation, texts

pytestmark = pytest.mark.both
steps = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(-1, 7), st.integers(1, 12) | st.integers(-20, 20), texts),
    min_size=15,
    max_size=25,
)


@examples(small=12, full=500)
@given(seconds=st.sampled_from(ALL_SECONDS), steps=steps)
def test_a_random_sequence(people: People, seconds: tuple[int, ...], steps: list[tuple[str, int, int, str]]) -> None:
    project = make_project(people.workspace, people.alice, "Random", [NewShot(each) for each in seconds])
    for kind, place, number, text in steps:
        with suppress(Refused):
            shown, shots = editing.edit(project.pk, people.alice, operation(project, kind, place, number, text))
            assert sum(shot.seconds for shot in shots) == shown.total_seconds
        assert_sound(project)
