"""What tests of the review begin with: a take that is ready, and the reviewer's browser."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.models import Take
from tests.conftest import People
from tests.review.making import take_of


@pytest.fixture
def take(people: People, project: Project) -> Take:
    return take_of(project, people.alice)


@pytest.fixture
def rita(people: People, client_of: Callable[[Person], Client]) -> Client:
    return client_of(people.rita)
