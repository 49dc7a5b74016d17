"""Many projects at once, as rows: what the page of projects looks through."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.db.models import F

from storyboard.elements.naming import sort_key
from storyboard.folding import words_of
from storyboard.projects.models import Project, ProjectPerson, ProjectTag, ProjectWord, Shot
from storyboard.studio.models import Person, Workspace

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def many(
    workspace: Workspace,
    count: int,
    title: Callable[[int], str],
    tags: Callable[[int], list[str]],
    maker: Callable[[int], Person],
) -> list[Project]:
    """So many projects of one to three shots; those with higher numbers were edited later and made earlier."""
    projects = [_row(workspace, number, title(number), maker(number)) for number in range(count)]
    Project.objects.bulk_create(projects, batch_size=500)
    at = {project.pk: number for number, project in enumerate(projects)}
    for project in projects:
        project.edited_at = BEGIN + timedelta(minutes=at[project.pk] // 2)
        project.created_at = BEGIN - timedelta(minutes=at[project.pk] // 3)
    Project.objects.bulk_update(projects, ["edited_at", "created_at"], batch_size=500)
    shots = [
        Shot(project=project, position=position, seconds=1 + (position == 1) * (project.total_seconds - 3))
        for project in projects
        for position in (1, 2, 3)
    ]
    Shot.objects.bulk_create(shots, batch_size=2000)
    given = [(project, tag) for number, project in enumerate(projects) for tag in tags(number)]
    ProjectTag.objects.bulk_create(
        [ProjectTag(project=one, workspace=workspace, tag=tag) for one, tag in given], batch_size=2000
    )
    words = [
        ProjectWord(project=project, workspace=workspace, word=word)
        for number, project in enumerate(projects)
        for word in words_of([project.title, *tags(number)])
    ]
    ProjectWord.objects.bulk_create(words, batch_size=2000)
    people = [ProjectPerson(project=project, person=project.created_by) for project in projects]
    ProjectPerson.objects.bulk_create(people, batch_size=2000)
    return projects


def _row(workspace: Workspace, number: int, title: str, maker: Person) -> Project:
    return Project(
        workspace=workspace,
        title=title,
        sort_key=sort_key(title),
        total_seconds=3 + number % 13,
        created_by=maker,
        edited_by=maker,
        last_take=0 if number % 5 else 1,
    )


def archive(projects: list[Project]) -> None:
    """Puts them into the archive."""
    Project.objects.filter(pk__in=[project.pk for project in projects]).update(archived_at=F("edited_at"))
