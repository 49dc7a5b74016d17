"""A file that is on its way is no per cent of anything: the tile of its project says that it is being saved."""

import re

import pytest

from storyboard.projects.models import Project
from storyboard.providers.answers import Answer, Result, State
from storyboard.takes.hearing import hear
from storyboard.takes.models import Generation, Take
from storyboard.takes.states import TakeState
from storyboard.takes.tallies import extras_of
from tests.conftest import People
from tests.takes.rehearsals import rehearsed

pytestmark = pytest.mark.both
FIRST = Result("a", "https://cdn.example/a.mp4")


@pytest.fixture
def pair(people: People, project: Project) -> Generation:
    """Two results that are made at a provider that tells no per cent."""
    generation = rehearsed(project, people.alice, "runware/kling-3.0-4k", 2).generations.get()
    Generation.objects.update(state="running", lease="mine")
    Take.objects.update(state="running")
    generation.refresh_from_db()
    return generation


def tile(project: Project) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", extras_of([project.pk])[project.pk].work).replace("&nbsp;", " ").split())


def test_what_is_saved_is_told_as_that(project: Project, pair: Generation) -> None:
    hear(pair, Answer(State.DONE, results=(FIRST, Result("b", "https://cdn.example/b.mp4"))))
    assert set(Take.objects.values_list("state", "progress")) == {(TakeState.COLLECTING, 0)}
    assert tile(project).startswith("Saving 2")
    assert 'data-stage="saving"' in extras_of([project.pk])[project.pk].work


def test_what_is_still_made_has_no_part_of_that(project: Project, pair: Generation) -> None:
    hear(pair, Answer(State.RUNNING, results=(FIRST,)))
    work = extras_of([project.pk])[project.pk].work
    assert tile(project).startswith("Rendering")
    assert re.search(r"<span data-told hidden>", work)
    assert Take.objects.get(state=TakeState.COLLECTING).pk not in work
