"""Texts, tags, approval and the archive. Media are changed by `revising`."""

from collections.abc import Callable, Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from storyboard.elements import naming
from storyboard.elements.errors import Conflict, Refused
from storyboard.elements.models import Approval, Element, ElementTag, ElementWord, ElementWrite, Kind
from storyboard.elements.using import tell_boards
from storyboard.folding import words_of
from storyboard.ids import is_id
from storyboard.studio.models import Person, Workspace

NAME_LIMIT = 60
DESCRIPTION_KEPT = 10_000
MOST_AT_ONCE = 500


def make_element(workspace: Workspace, person: Person | None, name: str, kind: str) -> Element:
    """A new draft without media. Raises Refused."""
    name = _checked_name(name)
    if kind not in Kind.values:
        raise Refused("no_such_choice")
    element = Element(workspace=workspace, kind=kind, created_by=person, edited_by=person)
    _take_name(element, name)
    with transaction.atomic():
        _refuse_taken_name(element)
        element.handle = naming.free_handle(naming.handle_from(name), _taken_handles(element))
        _save_new(element)
        index_words(element)
    return element


def _save_new(element: Element) -> None:
    try:
        with transaction.atomic():
            element.save(force_insert=True)
    except IntegrityError:  # somebody else took the name in the same moment
        raise Refused("name_taken", name=element.name) from None


def _checked_name(name: str) -> str:
    name = " ".join(name.replace("\x00", "").split())
    if not name:
        raise Refused("name_empty")
    if len(name) > NAME_LIMIT:
        raise Refused("text_too_long", limit=NAME_LIMIT, found=len(name))
    return name


def _take_name(element: Element, name: str) -> None:
    element.name, element.name_key, element.sort_key = name, naming.in_one_case(name), naming.sort_key(name)


def _refuse_taken_name(element: Element) -> None:
    same = Element.objects.filter(workspace=element.workspace_id, name_key=element.name_key, archived_at=None)
    other = same.exclude(pk=element.pk).first()
    if other:
        raise Refused("name_taken", name=other.name)


def _taken_handles(element: Element) -> set[str]:
    others = Element.objects.filter(workspace=element.workspace_id).exclude(pk=element.pk)
    start = naming.handle_from(element.name)[: naming.HANDLE_LENGTH - 5]
    return set(others.filter(handle__startswith=start).values_list("handle", flat=True))


# One element, locked


def _change(
    element_id: str, person: Person | None, change: Callable[[Element], bool | None], *, words: bool = False
) -> Element:
    """Applies a change to a locked element, stamps it, tells boards; nothing more where the change answers False.

    Raises what the change raises.
    """
    with transaction.atomic():
        element = locked(element_id)
        if change(element) is False:
            return element
        stamp(element, person)
        # First the boards, as whoever edits one does: a written id holds up every row that is about to point here.
        tell_boards(element.workspace_id, [element.pk])
        try:
            with transaction.atomic():
                element.save()
        except IntegrityError:  # somebody else took the name in the same moment
            raise Refused("name_taken", name=element.name) from None
        if words:
            index_words(element)
    return element


def locked(element_id: str) -> Element:
    """The element, locked until the transaction ends; rows that only point to it are not held up."""
    return Element.objects.select_for_update(of=("self",), no_key=True).get(pk=element_id)


def stamp(element: Element, person: Person | None) -> None:
    """Counts a change and notes whose it is; whoever calls it saves the element."""
    element.version += 1
    element.edited_by, element.edited_at = person, timezone.now()


def write(element_id: str, person: Person, field: str, value: str, seen: int | None = None) -> Element:
    """Writes a text or the kind of an element. The same value again changes nothing.

    `seen` is the element's version that the writer's page showed; None writes over whatever stands there. Raises
    Refused, Conflict; the old value is kept then.
    """
    if field not in _WRITERS:
        raise Refused("no_such_field")

    def change(element: Element) -> bool:
        before = getattr(element, field)
        _WRITERS[field](element, value)
        if getattr(element, field) == before:
            return False
        _refuse_conflict(element, field, before, value, seen)
        wrote = {"version": element.version + 1, "person": person}
        ElementWrite.objects.update_or_create(element=element, field=field, defaults=wrote)
        return True

    return _change(element_id, person, change, words=True)


def _refuse_conflict(element: Element, field: str, theirs: str, mine: str, seen: int | None) -> None:
    if seen is None or seen >= element.version:
        return
    other = element.writes.filter(field=field, version__gt=seen).select_related("person").first()
    if other:
        raise Conflict(field, theirs, mine, str(other.person or ""), element.version)


def _write_name(element: Element, value: str) -> None:
    _take_name(element, _checked_name(value))
    if element.archived_at is None:
        _refuse_taken_name(element)
    element.tags.update(sort_key=element.sort_key)
    element.words.update(sort_key=element.sort_key)


def _write_handle(element: Element, value: str) -> None:
    if not naming.is_handle(value):
        raise Refused("handle_wrong")
    others = Element.objects.filter(workspace=element.workspace_id, handle=value).exclude(pk=element.pk)
    if others.exists():
        raise Refused("handle_taken", handle=value)
    element.handle = value


def _write_kind(element: Element, value: str) -> None:
    if value not in Kind.values:
        raise Refused("no_such_choice")
    element.kind = value


def _write_description(element: Element, value: str) -> None:
    value = value.replace("\r\n", "\n").replace("\x00", "")
    if len(value) > DESCRIPTION_KEPT:
        raise Refused("text_too_long", limit=DESCRIPTION_KEPT, found=len(value))
    element.description = value


_WRITERS: dict[str, Callable[[Element, str], None]] = {
    "name": _write_name,
    "handle": _write_handle,
    "kind": _write_kind,
    "description": _write_description,
}


def approve(element_id: str, person: Person, approved: bool) -> Element:
    """Approves an element, or makes it a draft again."""

    def change(element: Element) -> None:
        element.approval = Approval.APPROVED if approved else Approval.DRAFT

    return _change(element_id, person, change)


def archive(element_id: str, person: Person) -> Element:
    """Takes an element out of the library; boards, mentions and takes keep it."""

    def change(element: Element) -> None:
        element.archived_at = element.archived_at or timezone.now()

    return _change(element_id, person, change)


def restore(element_id: str, person: Person) -> Element:
    """Brings an archived element back. Raises Refused where its name was given to another meanwhile."""

    def change(element: Element) -> None:
        _refuse_taken_name(element)
        element.archived_at = None

    return _change(element_id, person, change)


def add_tags(element_id: str, person: Person | None, text: str) -> Element:
    """Gives an element the tags in a text, divided by commas. Raises Refused where there is none."""
    tags = naming.tags_from(text)
    if not tags:
        raise Refused("no_tag")
    return _change(element_id, person, lambda element: _insert_tags([element], tags), words=True)


def remove_tag(element_id: str, person: Person, tag: str) -> Element:
    """Takes a tag off an element."""

    def change(element: Element) -> None:
        element.tags.filter(tag=tag).delete()

    return _change(element_id, person, change, words=True)


def _insert_tags(elements: Sequence[Element], tags: Sequence[str]) -> None:
    rows = [
        ElementTag(element=element, workspace_id=element.workspace_id, tag=tag, sort_key=element.sort_key)
        for element in elements
        for tag in tags
    ]
    ElementTag.objects.bulk_create(rows, ignore_conflicts=True)


# Many elements


def tag_many(workspace: Workspace, element_ids: Sequence[str], person: Person, text: str) -> int:
    """Gives tags to many elements at once; returns how many elements. Raises Refused."""
    tags = naming.tags_from(text)
    if not tags:
        raise Refused("no_tag")
    with transaction.atomic():
        elements = _locked(workspace, element_ids)
        _insert_tags(elements, tags)
        _insert_words(elements, words_of(tags))
        _stamp(elements, person)
    return len(elements)


def archive_many(workspace: Workspace, element_ids: Sequence[str], person: Person) -> int:
    """Archives many elements at once; returns how many there are."""
    with transaction.atomic():
        elements = _locked(workspace, element_ids)
        ids = [element.pk for element in elements]
        Element.objects.filter(pk__in=ids, archived_at=None).update(archived_at=timezone.now())
        _stamp(elements, person)
        tell_boards(workspace.pk, ids)
    return len(elements)


def _locked(workspace: Workspace, element_ids: Sequence[str]) -> list[Element]:
    wanted = [element_id for element_id in dict.fromkeys(element_ids) if is_id(element_id)][:MOST_AT_ONCE]
    rows = Element.objects.select_for_update(of=("self",), no_key=True).filter(workspace=workspace, pk__in=wanted)
    elements = list(rows.order_by("pk"))
    if not elements:
        raise Refused("nothing_selected")
    return elements


def _stamp(elements: Sequence[Element], person: Person) -> None:
    ids = [element.pk for element in elements]
    Element.objects.filter(pk__in=ids).update(edited_at=timezone.now(), edited_by=person, version=F("version") + 1)


# Words that elements are found by


def index_words(element: Element) -> None:
    """Writes the words an element is found by: of its name, id, description and tags."""
    tags = ElementTag.objects.filter(element=element).values_list("tag", flat=True)
    wanted = words_of([element.name, element.handle, *tags, element.description])
    rows = {bytes(word): pk for pk, word in element.words.values_list("pk", "word")}
    gone = [pk for word, pk in rows.items() if word not in wanted]
    if gone:
        element.words.filter(pk__in=gone).delete()
    _insert_words([element], wanted - set(rows))


def _insert_words(elements: Sequence[Element], words: set[bytes]) -> None:
    rows = [
        ElementWord(element=element, workspace_id=element.workspace_id, word=word, sort_key=element.sort_key)
        for element in elements
        for word in sorted(words)
    ]
    ElementWord.objects.bulk_create(rows, ignore_conflicts=True)
