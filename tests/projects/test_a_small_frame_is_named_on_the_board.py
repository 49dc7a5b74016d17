"""A first or last frame too small for providers is named on the board, by the pixels that would be sent."""

from collections.abc import Callable

import pytest
from django.test import Client

from storyboard.projects import pinning
from storyboard.projects.models import Project
from storyboard.projects.pinning import Pinned
from storyboard.studio.models import Person
from tests.conftest import People
from tests.projects.test_pictures_are_pinned_to_ends_and_shots import edited, picture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("edge", ["first", "last"])
def test_until_its_part_is_large_enough(
    people: People, project: Project, client_of: Callable[[Person], Client], edge: str
) -> None:
    kite = picture(people.workspace)
    kite.width, kite.height = 1000, 1000
    kite.save()
    page = f"/projects/{project.pk}/order/"
    code = f'data-code="{edge}_frame_too_small"'
    edited(project, people, pinning.set_frame(edge, Pinned(kite, (0.0, 0.0, 0.5, 0.28125))))
    said = client_of(people.alice).get(page).content.decode()
    assert code in said
    assert "has 281 pixels on its shorter side" in said
    edited(project, people, pinning.set_frame(edge, Pinned(kite)))
    assert code not in client_of(people.alice).get(page).content.decode()
