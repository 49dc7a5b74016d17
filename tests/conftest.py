"""People and a board that every test knows.

olga owns the workspace, alice creates, rita reviews, lino keeps the library; stan is a stranger: owner of another one.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project
from storyboard.studio.models import Membership, Person, Workspace
from storyboard.studio.roles import Role

LONG_FILES = ("test_no_order_is_paid_twice", "test_a_pipeline_that_sends_again", "tests/systems/", "tests/faults/")
FULL = bool(os.environ.get("TEST_FULL"))
hypothesis_settings.register_profile(
    "storyboard",
    deadline=None,
    max_examples=2_000 if FULL else 200,  # sizes that somebody asked for stand at their tests
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
hypothesis_settings.load_profile("storyboard")


def examples(small: int, full: int) -> hypothesis_settings:
    """Settings for a property whose every example is dear, as with a database behind it."""
    return hypothesis_settings(max_examples=full if FULL else small)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Tables straight from the models, in a tenth of the time: migrations come to the same, as a linter checks."""
    connection.settings_dict["TEST"]["MIGRATE"] = False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """And the migrations are told to be applied."""
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        names = MigrationLoader(connection).disk_migrations or {}
        recorder.Migration.objects.bulk_create(recorder.Migration(app=app, name=name) for app, name in names)


@dataclass(frozen=True)
class People:
    """One person of each role in `workspace`, and a stranger who owns `elsewhere`."""

    workspace: Workspace
    elsewhere: Workspace
    olga: Person
    alice: Person
    rita: Person
    lino: Person
    stan: Person


def _member(workspace: Workspace, name: str, role: Role) -> Person:
    person = Person.objects.create(name=name, password="!")
    Membership.objects.create(workspace=workspace, person=person, roles=int(role))
    return person


@pytest.fixture
def people(db: None) -> People:
    here, elsewhere = Workspace.objects.create(name="Northlight"), Workspace.objects.create(name="Elsewhere")
    return People(
        workspace=here,
        elsewhere=elsewhere,
        olga=_member(here, "olga", Role.OWNER),
        alice=_member(here, "alice", Role.CREATOR),
        rita=_member(here, "rita", Role.REVIEWER),
        lino=_member(here, "lino", Role.LIBRARIAN),
        stan=_member(elsewhere, "stan", Role.OWNER),
    )


@pytest.fixture
def project(people: People) -> Project:
    """Three shots of 3 seconds each, with prompts."""
    shots = [NewShot(3, name, f"A {name.lower()} in the rain.") for name in ("Kite", "Tram", "Lighthouse")]
    return make_project(people.workspace, people.alice, "Rainy day", shots)


@pytest.fixture
def client_of() -> Callable[[Person], Client]:
    """A signed-in client of a person."""

    def signed_in(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return signed_in


@pytest.fixture(autouse=True)
def media_root(tmp_path: Any, settings: Any) -> None:
    """Every test has storage of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.WORK_DIR = tmp_path / "work"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take minutes begin first, so that the others are done beside them."""
    items.sort(key=lambda item: next((place for place, name in enumerate(LONG_FILES) if name in str(item.path)), 99))


def on_sqlite() -> bool:
    """Whether this run is on the embedded profile."""
    return "sqlite" in settings.DATABASES["default"]["ENGINE"]
