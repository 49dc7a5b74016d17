"""A project made of another: all that is on its board and how it is to be ordered, but neither takes nor history."""

from django.db import transaction
from django.utils.translation import gettext as _

from storyboard.elements.models import BoardElement
from storyboard.elements.naming import sort_key
from storyboard.ids import new_id
from storyboard.projects.editing import BOARD_TEXT_LIMITS, Editing, snapshot
from storyboard.projects.indexing import forget_tags, index
from storyboard.projects.models import Project, ProjectTag, Revision, Shot
from storyboard.studio.models import Person

# What a project has of its own; everything else is copied.
OWN = ("id", "title", "sort_key", "version", "last_take", "last_render", "archived_at")
OWN_TIMES_AND_PEOPLE = ("created_at", "created_by", "edited_at", "edited_by")
ALIKE = 80  # characters of a title that every copy of it keeps
LONGEST_TITLE = BOARD_TEXT_LIMITS["title"]


def copy_project(project_id: str, person: Person) -> Project:
    """The copy, with shots, texts, pictures, elements, delivery and tags."""
    with transaction.atomic():
        source = Project.objects.select_for_update(of=("self",), no_key=True).get(pk=project_id)
        project = _row(source, person)
        project.save(force_insert=True)
        shots, cast = _shots(source, project), _cast(source, project)
        tags = source.tags.values_list("tag", flat=True)
        ProjectTag.objects.bulk_create(
            ProjectTag(project=project, workspace_id=project.workspace_id, tag=tag) for tag in tags
        )
        board = snapshot(Editing(project, shots, person, cast))
        Revision.objects.create(project=project, version=1, person=person, operation="copy", snapshot=board)
        index(project)
        forget_tags(project.workspace_id)
    return project


def _row(source: Project, person: Person) -> Project:
    title = _title_after(source)
    project = Project(title=title, sort_key=sort_key(title), created_by=person, edited_by=person)
    for field in Project._meta.concrete_fields:
        if field.name not in (*OWN, *OWN_TIMES_AND_PEOPLE) and not field.generated:
            setattr(project, field.attname, getattr(source, field.attname))
    return project


def _shots(source: Project, project: Project) -> list[Shot]:
    shots = list(source.shots.filter(deleted_at=None).order_by("position"))
    for shot in shots:
        shot.pk, shot.project = new_id(), project
    return Shot.objects.bulk_create(shots)


def _cast(source: Project, project: Project) -> list[str]:
    """The ids of its elements in order, those in the archive too: the board keeps them."""
    rows = list(source.board_elements.order_by("position"))
    BoardElement.objects.bulk_create(
        BoardElement(project=project, element_id=row.element_id, position=row.position) for row in rows
    )
    return [row.element_id for row in rows]


def _title_after(source: Project) -> str:
    """Harbour copy; where there is one already, Harbour copy 2, and so on."""
    alike = Project.objects.filter(workspace=source.workspace_id, title__startswith=source.title[:ALIKE])
    there = set(alike.values_list("title", flat=True))
    number = 1
    while (title := _title(source.title, number)) in there:
        number += 1
    return title


def _title(title: str, number: int) -> str:
    copy = _("%(title)s copy") if number == 1 else _("%(title)s copy %(number)s")
    room = LONGEST_TITLE - len(copy % {"title": "", "number": number})
    return copy % {"title": title[:room], "number": number}
