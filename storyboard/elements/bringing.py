"""Elements that come from outside with everything they have: drafts, under names that are free."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from storyboard.elements import naming
from storyboard.elements.editing import DESCRIPTION_KEPT, NAME_LIMIT, add_tags, index_words, make_element
from storyboard.elements.errors import Refused
from storyboard.elements.models import Element, Kind
from storyboard.elements.revising import Layout, rearrange
from storyboard.studio.models import Person, Workspace


@dataclass(frozen=True)
class NewElement:
    """An element before it is made. `handle` is what it would like to go by; media are in the workspace already."""

    name: str
    handle: str
    description: str = ""
    tags: tuple[str, ...] = ()
    layout: Layout = Layout()  # noqa: RUF009 - frozen


def bring_element(workspace: Workspace, person: Person | None, new: NewElement) -> Element:
    """The element, named like it or with a number where that is taken. Raises Refused."""
    with transaction.atomic():
        element = make_element(workspace, person, free_name(workspace, new.name), Kind.OTHER)
        element.handle = _free_handle(element, new.handle)
        element.description = new.description.replace("\r\n", "\n").replace("\x00", "")[:DESCRIPTION_KEPT]
        _save(element)
        if naming.tags_from(",".join(new.tags)):
            add_tags(element.pk, person, ",".join(new.tags))
        rearrange(element.pk, person, lambda _empty: new.layout)
        index_words(element)
        element.refresh_from_db()
    return element


def free_name(workspace: Workspace, wanted: str) -> str:
    """The wanted name in one line, or the first like it with a number that no living element has."""
    wanted = " ".join(wanted.replace("\x00", "").split())[:NAME_LIMIT].strip() or "Element"
    living = Element.objects.filter(workspace=workspace, archived_at=None)
    name, number = wanted, 2
    while living.filter(name_key=naming.in_one_case(name)).exists():
        name, number = f"{wanted[: NAME_LIMIT - 6].strip()} {number}", number + 1
    return name


def _free_handle(element: Element, wanted: str) -> str:
    handle = wanted if naming.is_handle(wanted) else naming.handle_from(wanted)
    others = Element.objects.filter(workspace=element.workspace_id).exclude(pk=element.pk)
    taken = others.filter(handle__startswith=handle[: naming.HANDLE_LENGTH - 5]).values_list("handle", flat=True)
    return naming.free_handle(handle, set(taken))


def _save(element: Element) -> None:
    try:
        with transaction.atomic():
            element.save(update_fields=["handle", "description"])
    except IntegrityError:  # somebody else took it in the same moment
        raise Refused("handle_taken", handle=element.handle) from None
