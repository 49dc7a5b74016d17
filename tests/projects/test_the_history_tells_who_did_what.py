"""The history of a board: every kind of operation in words, a page at a time, two versions compared, any restored."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from storyboard.projects import timing, writing
from storyboard.projects.editing import edit
from storyboard.projects.history import PAGE, compare, entries
from storyboard.projects.history_sentences import DEEDS
from storyboard.projects.history_words import FIELDS
from storyboard.projects.models import Project
from storyboard.projects.undoing import redo, undo
from storyboard.projects.wording import Piece
from storyboard.studio.models import Person
from tests.conftest import People
from tests.projects.edits import live

MAKERS = {"Change": 0, "timed": 0, "_copied": 0, "recast": 1}


def test_a_step_that_went_to_and_fro_asks_no_more(project: Project, people: People) -> None:
    edit(project.pk, people.alice, timing.roll_edge(live(project)[0].pk, 1))
    counts = []
    for presses in (PAGE + 3, 2 * PAGE):
        for number in range(presses):
            edit(project.pk, people.alice, redo if number % 2 else undo)
        if presses % 2:
            edit(project.pk, people.alice, redo)
        with CaptureQueriesContext(connection) as asked:
            page = entries(Project.objects.get(pk=project.pk))
        counts.append(len(asked))
        assert {entry.deed.partition(": ")[0] for entry in page} == {"took back", "did again"}
        assert len({entry.deed.partition(": ")[2] for entry in page}) == 1
    assert counts[0] == counts[1] < 10


def named() -> Iterator[str]:
    """Every operation that the program writes into a revision."""
    for path in Path(settings.BASE_DIR, "storyboard").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            place = MAKERS.get(getattr(node.func, "id", "")) if isinstance(node, ast.Call) else None
            if isinstance(node, ast.Call) and place is not None and len(node.args) > place:
                argument = node.args[place]
                if isinstance(argument, ast.Constant) and argument.value:
                    yield str(argument.value)


def test_every_operation_has_words() -> None:
    found = set(named())
    assert {"add", "merge", "roll", "add_element", "split"} <= found
    assert found <= set(DEEDS)


def test_every_field_of_a_board_is_called_something(project: Project) -> None:
    snapshot = project.revisions.get(version=1).snapshot
    assert {field for field in snapshot if field != "shots"} <= set(FIELDS)
    assert {field for field in snapshot["shots"][0] if field != "id"} <= set(FIELDS)


def test_newest_first_with_the_names_of_then(project: Project, people: People) -> None:
    tram = live(project)[1]
    edit(project.pk, people.alice, writing.write_text(tram.pk, "name", "Bus", 99))
    edit(project.pk, people.olga, timing.move_shot(tram.pk, 0))
    edit(project.pk, people.olga, undo)
    edit(project.pk, people.olga, timing.delete_shot(tram.pk))
    project.refresh_from_db()
    told = [(entry.version, str(entry.person), entry.deed, entry.is_now) for entry in entries(project)]
    assert told == [
        (5, "olga", "deleted “Bus”", True),
        (4, "olga", "took back: moved “Bus” to place 1, from place 2", False),
        (3, "olga", "moved “Bus” to place 1, from place 2", False),
        (2, "alice", "renamed “Tram”: it is “Bus” now", False),
        (1, "alice", "made the project", False),
    ]
    assert [entry.seconds for entry in entries(project)[:2]] == [[6, 3], [3, 3, 3]]


def test_a_page_at_a_time_with_as_many_queries(
    project: Project, people: People, django_assert_num_queries: Any
) -> None:
    for person, by in [(people.alice, 1), (people.olga, -1)] * 40:
        edit(project.pk, person, timing.change_total(by))
    project.refresh_from_db()
    with django_assert_num_queries(1):
        first = entries(project)
    with django_assert_num_queries(1):
        second = entries(project, before=first[-1].version)
    versions = [entry.version for entry in (*first, *second)]
    assert (len(first), versions) == (PAGE, list(range(81, 0, -1)))


def test_two_versions_differ_in_words(project: Project, people: People) -> None:
    kite, tram, lighthouse = live(project)
    edit(project.pk, people.alice, writing.write_text(kite.pk, "prompt", "A red kite in the rain.", 99))
    edit(project.pk, people.alice, timing.delete_shot(tram.pk))
    edit(project.pk, people.alice, timing.move_shot(lighthouse.pk, 0))
    edit(project.pk, people.alice, writing.choose("sound", "true"))
    found = {one.what: one.pieces for one in compare(project, 5, 1) or []}
    assert found["“Kite”: the prompt"] == [
        Piece("same", "A"),
        Piece("new", " red"),
        Piece("same", " kite in the rain."),
    ]
    assert found["“Kite”: the seconds"] == [Piece("gone", "3 s"), Piece("new", "6 s")]
    assert found["Deleted"] == [Piece("gone", "Tram, 3 s, A tram in the rain.")]
    assert found["The sound"] == [Piece("gone", "no"), Piece("new", "yes")]
    assert "The order of the shots" in found
    assert compare(project, 1, 77) is None


def test_a_version_is_restored_from_the_page(
    project: Project, people: People, client_of: Callable[[Person], Client]
) -> None:
    edit(project.pk, people.olga, timing.delete_shot(live(project)[1].pk))
    answer = client_of(people.alice).post(f"/projects/{project.pk}/history/1/restore/")
    assert answer["Location"] == f"/projects/{project.pk}/"
    assert [shot.name for shot in live(project)] == ["Kite", "Tram", "Lighthouse"]


@pytest.mark.parametrize("version", ["2", "999999999"])
def test_a_version_that_is_not_there_changes_nothing(
    project: Project, people: People, client_of: Callable[[Person], Client], version: str
) -> None:
    answer = client_of(people.alice).post(f"/projects/{project.pk}/history/{version}/restore/", follow=True)
    assert "That version of the board is not there." in answer.content.decode()
    project.refresh_from_db()
    assert project.version == 1
