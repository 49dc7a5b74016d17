"""Characters that no font of the server has are named on the take's page, never dropped in silence."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.work import jobs
from tests.conftest import People
from tests.projects.posting import text_of
from tests.takes.making import made, started

pytestmark = pytest.mark.both


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        (("𓀀",), "1 character of the captions is in no font on this server and stands there as its number: 𓀀"),
        (("𓀀", "𓀁"), "2 characters of the captions are in no font on this server and stand there as numbers: 𓀀 𓀁"),
    ],
)
def test_on_its_page(
    people: People,
    project: Project,
    client_of: Callable[[Person], Client],
    missing: tuple[str, ...],
    sentence: str,
) -> None:
    take, job = started(project, people.alice)
    assert jobs.complete(job, replace(made(job.pk), missing=missing))
    assert sentence in text_of(client_of(people.rita).get(f"/projects/{take.project_id}/takes/0/"))
