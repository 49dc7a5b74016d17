"""Every operation costs the same number of queries on a board with a long history as on a new one."""

from collections.abc import Callable, Mapping

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from storyboard.projects import editing, operations, undoing
from storyboard.projects.joining import MOST_BETWEEN, WITHIN
from storyboard.projects.making import NewShot, make_project
from storyboard.projects.models import Project, Revision
from tests.conftest import People
from tests.elements.making import element, file
from tests.projects.edits import live

pytestmark = pytest.mark.both
Form = Mapping[str, str | int]
MOST = 30

# What each operation is asked for here: (its first shot, a file, an element on the board) to the fields of its form.
ASKED: dict[str, Callable[["Board"], Form]] = {
    "add": lambda board: {"position": 1},
    "duplicate": lambda board: {"shot": board.shot},
    "split": lambda board: {"shot": board.shot, "at": 1},
    "merge": lambda board: {"shot": board.shot},
    "ripple": lambda board: {"shot": board.shot, "seconds": 4},
    "delete": lambda board: {"shot": board.shot},
    "move": lambda board: {"shot": board.shot, "position": 2},
    "roll": lambda board: {"shot": board.shot, "by": 1},
    "change_seconds": lambda board: {"shot": board.shot, "by": 1},
    "seconds": lambda board: {"shot": board.shot, "seconds": 3},
    "change_total": lambda board: {"by": 1},
    "total": lambda board: {"seconds": 12},
    "at_least": lambda board: {"seconds": 4, "shot": ""},
    "merge_last": lambda board: {"count": 1},
    "even": lambda board: {},
    "duplicate_shots": lambda board: {"shots": board.shots},
    "delete_shots": lambda board: {"shots": board.shots},
    "lock_shots": lambda board: {"shots": board.shots, "locked": "true"},
    "even_shots": lambda board: {"shots": board.shots},
    "paste": lambda board: {"after": board.shot, "text": "A kite.\t2\nA tram."},
    "lock": lambda board: {"shot": board.shot, "locked": "true"},
    "choose": lambda board: {"field": "ratio", "value": "1:1"},
    "frame": lambda board: {"edge": "first", "asset": board.picture, "crop": "0.1,0.1,0.5,0.5"},
    "picture": lambda board: {"shot": board.shot, "asset": board.picture},
    "motion": lambda board: {"part": "picture", "asset": board.picture},
    "drop_motion": lambda board: {},
    "deliver": lambda board: {"part": "format", "value": "MP4"},
    "undo": lambda board: {},
    "redo": lambda board: {},
    "restore": lambda board: {"to": 1},
    "swap": lambda board: {},
    "write": lambda board: {"shot": board.shot, "field": "prompt", "value": "Another.", "version": board.version},
    "add_element": lambda board: {"element": board.other},
    "remove_element": lambda board: {"element": board.element},
    "order_elements": lambda board: {"order": f"{board.third} {board.element}"},
    "move_element": lambda board: {"element": board.element, "position": 1},
}


class Board:
    """A board whose last steps were alice's, with so much of hers before them and so much of others' after."""

    picture: str
    element: str
    third: str
    other: str

    def __init__(self, people: People, name: str, history: int) -> None:
        shots = [NewShot(3, "Kite"), NewShot(2, "Tram"), NewShot(4, "Lighthouse")]
        self.people, self.project = people, make_project(people.workspace, people.alice, name, shots)
        self.picture = file(people.workspace, f"{name} picture").pk
        self.element, self.third, self.other = (
            element(people.lino, people.workspace, f"{name} {n}").pk for n in ("a", "b", "c")
        )
        steps: tuple[Form, ...] = (
            {"operation": "add_element", "element": self.element},
            {"operation": "add_element", "element": self.third},
            {"operation": "frame", "edge": "last", "asset": self.picture},
            {"operation": "motion", "part": "picture", "asset": file(people.workspace, f"{name} figure").pk},
        )
        for form in steps:
            self.edit(form)
        self.lengthen(history, people.alice.pk)
        self.edit({"operation": "roll", "shot": self.shot, "by": -1})

    @property
    def shot(self) -> str:
        return live(self.project)[0].pk

    @property
    def shots(self) -> str:
        """The ids of the first two."""
        return " ".join(shot.pk for shot in live(self.project)[:2])

    @property
    def version(self) -> int:
        return Project.objects.values_list("version", flat=True).get(pk=self.project.pk)

    def edit(self, form: Form) -> None:
        fields = QueryDict(mutable=True)
        fields.update({name: str(value) for name, value in form.items()})
        editing.edit(self.project.pk, self.people.alice, operations.operation_from(fields))

    def lengthen(self, by: int, person: str | None) -> None:
        old = Revision.objects.filter(project=self.project).order_by("-version")[0]
        Project.objects.filter(pk=self.project.pk).update(version=old.version + by)
        Revision.objects.bulk_create(
            Revision(
                project=self.project,
                version=old.version + n,
                person_id=person,
                operation="total",
                snapshot=old.snapshot,
            )
            for n in range(1, by + 1)
        )

    def queries(self, operation: str) -> int:
        """How many it takes; nothing of it stays."""
        form, version = {"operation": operation, **ASKED[operation](self)}, self.version
        with transaction.atomic():
            with CaptureQueriesContext(connection) as captured:
                self.edit(form)
            assert self.version == version + 1, f"{operation} changed nothing"
            transaction.set_rollback(True)
        return len(captured)


@pytest.fixture
def boards(people: People) -> tuple[Board, Board]:
    """One with a short history and one with a long one."""
    both = Board(people, "New", 2), Board(people, "Old", 300)
    for board, by in zip(both, (2, 300), strict=True):
        board.lengthen(by, None)
    Revision.objects.update(created_at=timezone.now() - WITHIN)
    return both


def test_the_same_number_of_queries(boards: tuple[Board, Board]) -> None:
    assert ASKED.keys() == operations._PARSERS.keys()
    taken = {name: tuple(board.queries(name) for board in boards) for name in ASKED if name != "redo"}
    for board in boards:
        editing.edit(board.project.pk, board.people.alice, undoing.undo)
    taken["redo"] = boards[0].queries("redo"), boards[1].queries("redo")
    assert {name: counts for name, counts in taken.items() if counts[0] != counts[1] or counts[0] > MOST} == {}


def test_what_is_joined_to_ones_own_last_step_over_those_of_others_as_well(people: People) -> None:
    boards = Board(people, "New", 2), Board(people, "Old", 300)
    for board, by in zip(boards, (1, MOST_BETWEEN), strict=True):
        board.lengthen(by, None)
    for name in ("roll", "write"):
        few, many = (board.queries(name) for board in boards)
        assert few == many <= MOST
