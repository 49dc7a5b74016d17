"""What projects are found by, written with the change itself: words of titles and tags, and who had a hand in them."""

from django.core.cache import cache

from storyboard.elements.naming import sort_key
from storyboard.folding import words_of
from storyboard.projects.models import Project, ProjectPerson, ProjectTag, ProjectWord
from storyboard.studio.models import Person

KEEP_TAGS_SECONDS = 60

Found = tuple[str, str | None]
"""Title and the id of the last editor: what an edit may change of how a project is found."""


def found_by(project: Project) -> Found:
    """How it is found before an edit, for `renew` after it."""
    return project.title, project.edited_by_id


def renew(project: Project, before: Found) -> None:
    """After an edit, writes what it changed of how a project is found; mostly nothing."""
    title, editor = before
    if project.title != title:
        project.sort_key = sort_key(project.title)
        project.save(update_fields=["sort_key"])
        index_words(project)
    if project.edited_by_id != editor:
        note_person(project, project.edited_by)


def index(project: Project) -> None:
    """Has a new project found."""
    index_words(project)
    note_person(project, project.created_by)


def index_words(project: Project) -> None:
    """Writes the words of its title and tags."""
    wanted = words_of([project.title, *project.tags.values_list("tag", flat=True)])
    rows = {bytes(word): pk for pk, word in project.words.values_list("pk", "word")}
    gone = [pk for word, pk in rows.items() if word not in wanted]
    if gone:
        project.words.filter(pk__in=gone).delete()
    new = sorted(wanted - set(rows))
    ProjectWord.objects.bulk_create(
        [ProjectWord(project=project, workspace_id=project.workspace_id, word=word) for word in new],
        ignore_conflicts=True,
    )


def note_person(project: Project, person: Person | None) -> None:
    """Remembers that a person had a hand in a project."""
    if person:
        ProjectPerson.objects.bulk_create([ProjectPerson(project=project, person=person)], ignore_conflicts=True)


def write_tags(project: Project, tags: list[str]) -> None:
    """Gives a project these tags and no others. Call inside a transaction."""
    project.tags.exclude(tag__in=tags).delete()
    rows = [ProjectTag(project=project, workspace_id=project.workspace_id, tag=tag) for tag in tags]
    ProjectTag.objects.bulk_create(rows, ignore_conflicts=True)
    index_words(project)
    forget_tags(project.workspace_id)


def kept_tags(workspace_id: str) -> list[tuple[str, int]] | None:
    """The counted tags of a workspace, where they are kept."""
    found: list[tuple[str, int]] | None = cache.get(_key(workspace_id))
    return found


def keep_tags(workspace_id: str, tags: list[tuple[str, int]]) -> None:
    """Keeps them for a minute, or until somebody changes one."""
    cache.set(_key(workspace_id), tags, KEEP_TAGS_SECONDS)


def forget_tags(workspace_id: str) -> None:
    """Has them counted again."""
    cache.delete(_key(workspace_id))


def _key(workspace_id: str) -> str:
    return f"project-tags.{workspace_id}"
