"""Keeping order among projects: tags, and the archive. What is in the archive can be read, and is changed by nobody."""

from django.db import transaction
from django.utils import timezone

from storyboard.elements.naming import tags_from
from storyboard.live.sending import Fragment, record
from storyboard.projects.editing import Change, Editing, Operation
from storyboard.projects.indexing import forget_tags, write_tags
from storyboard.projects.models import Project
from storyboard.projects.timeline import Refused

MOST_TAGS = 20


def set_tags(project_id: str, text: str) -> None:
    """Gives a project the tags in a text, divided by commas, and no others. Raises Refused."""
    tags = tags_from(text)
    if len(tags) > MOST_TAGS:
        raise Refused("too_many_tags", limit=MOST_TAGS)
    with transaction.atomic():
        project = _locked(project_id)
        write_tags(project, tags)
        record(project_id, [])


def archive(project_id: str) -> None:
    """Takes a project off the page of projects."""
    _write(project_id, archived=True)


def restore(project_id: str) -> None:
    """Takes it out of the archive."""
    _write(project_id, archived=False)


def _write(project_id: str, *, archived: bool) -> None:
    with transaction.atomic():
        project = _locked(project_id)
        if (project.archived_at is not None) == archived:
            return
        project.archived_at = timezone.now() if archived else None
        project.save(update_fields=["archived_at"])
        # Above its strip an open board says so, and the strip loses its tools or has them again.
        record(project_id, [Fragment("chain", "", 0), Fragment("pictures", "", 0)])
    forget_tags(project.workspace_id)


def _locked(project_id: str) -> Project:
    return Project.objects.select_for_update(of=("self",), no_key=True).get(pk=project_id)


def unless_archived(operation: Operation) -> Operation:
    """The same operation, which is refused on a board that is in the archive."""

    def guarded(editing: Editing) -> Change | None:
        if editing.project.archived_at:
            raise Refused("archived")
        return operation(editing)

    return guarded
