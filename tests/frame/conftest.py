"""A workspace in which everything that people typed is made of digits, so that every letter on a page is ours."""

import pytest

from storyboard.studio.models import Person, Workspace
from tests.conftest import People


@pytest.fixture
def wordless(people: People) -> People:
    """The people everybody knows, with numbers for names."""
    for number, person in enumerate((people.olga, people.alice, people.rita, people.lino, people.stan), 10):
        Person.objects.filter(pk=person.pk).update(name=str(number))
        person.refresh_from_db()
    for number, workspace in enumerate((people.workspace, people.elsewhere), 90):
        Workspace.objects.filter(pk=workspace.pk).update(name=str(number))
        workspace.refresh_from_db()
    return people
