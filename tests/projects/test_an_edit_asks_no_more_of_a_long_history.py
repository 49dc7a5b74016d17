"""An edit costs the same number of queries on a board with a long history as on a new one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from storyboard.projects import editing
from storyboard.projects.editing import Operation
from storyboard.projects.models import Project, Revision
from tests.conftest import People
from tests.projects.edits import live

pytestmark = pytest.mark.both


def queries(project: Project, people: People, operation: Operation) -> int:
    with CaptureQueriesContext(connection) as captured:
        editing.edit(project.pk, people.alice, operation)
    return len(captured)


def lengthen_history(project: Project, by: int) -> None:
    old = Revision.objects.filter(project=project).order_by("-version")[0]
    Project.objects.filter(pk=project.pk).update(version=old.version + by)
    Revision.objects.bulk_create(
        Revision(project=project, version=old.version + n, operation="total", snapshot=old.snapshot)
        for n in range(1, by + 1)
    )


@pytest.mark.parametrize("what", ["total", "write", "move"])
def test_the_same_number_of_queries(project: Project, people: People, what: str) -> None:
    def operation() -> Operation:
        shot = live(project)[0].pk
        version = Project.objects.values_list("version", flat=True).get(pk=project.pk)
        return {
            "total": editing.change_total(1),
            "write": editing.write_text(shot, "prompt", f"Version {version}", version),
            "move": editing.move_shot(shot, 2),
        }[what]

    queries(project, people, operation())  # the first event of a project makes its feed
    lengthen_history(project, 2)
    few = queries(project, people, operation())
    lengthen_history(project, 300)
    assert queries(project, people, operation()) == few
    assert few <= 20
