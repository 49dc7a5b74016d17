"""Playlists: takes of a workspace, of any of its projects, in an order that people give them."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from storyboard.ids import is_id
from storyboard.live.sending import tell_of_playlist
from storyboard.review.models import Playlist, PlaylistTake
from storyboard.studio.models import Person, Workspace
from storyboard.takes.models import Take
from storyboard.takes.states import TakeState

LONGEST_TITLE = 120
MOST_TAKES = 200
LISTED = 200
CHOOSABLE = 200


class NotDone(Exception):
    """Nothing was changed; the message is the sentence to show."""


def playlists_of(workspace_id: str, *, deleted: bool = False) -> "QuerySet[Playlist]":
    """The newest first, each with its number of `takes`."""
    rows = Playlist.objects.filter(workspace=workspace_id, deleted_at__isnull=not deleted)
    return rows.select_related("person").annotate(takes=Count("rows")).order_by("-created_at", "pk")[:LISTED]


def rows_of(playlist: Playlist) -> list[PlaylistTake]:
    """Its rows in order, with what a list shows of their takes."""
    return list(playlist.rows.select_related("take__asset", "take__project", "take__generation"))


def choosable(workspace_id: str, project_id: str = "") -> list[Take]:
    """Takes that a playlist can hold, the newest first: those with a video, of one project where it is named."""
    ready = Take.objects.filter(project__workspace=workspace_id, state=TakeState.READY, project__archived_at=None)
    ready = ready.filter(project=project_id) if project_id else ready
    return list(ready.select_related("asset", "project", "generation").order_by("-created_at", "-number")[:CHOOSABLE])


@transaction.atomic
def make(workspace: Workspace, person: Person, title: str, takes: Sequence[str]) -> Playlist:
    """A new playlist of the takes with these ids. Raises NotDone."""
    playlist = Playlist.objects.create(workspace=workspace, person=person, title=_title_from(title))
    add(playlist, takes)
    return playlist


@transaction.atomic
def add(playlist: Playlist, takes: Sequence[str]) -> int:
    """Puts takes at the end, in the order of their ids here; those that it holds already stay where they are.

    How many are new. Raises NotDone.
    """
    _locked(playlist)
    held = set(playlist.rows.values_list("take", flat=True))
    found = Take.objects.filter(pk__in=takes, project__workspace=playlist.workspace_id, state=TakeState.READY)
    ready = set(found.values_list("pk", flat=True))
    new = [pk for pk in dict.fromkeys(takes) if pk in ready and pk not in held]
    if not ready:
        raise NotDone(_("Tick at least one take."))
    if len(held) + len(new) > MOST_TAKES:
        raise NotDone(_("A playlist holds at most %(most)s takes. Begin another one.") % {"most": MOST_TAKES})
    last = playlist.rows.aggregate(last=Max("position"))["last"] or 0
    rows = [PlaylistTake(playlist=playlist, take_id=pk, position=last + at) for at, pk in enumerate(new, 1)]
    PlaylistTake.objects.bulk_create(rows)
    _tell(playlist)
    return len(new)


def remove(playlist: Playlist, take_id: str) -> None:
    """Takes one out. Does nothing where it is not in it."""
    if is_id(take_id):
        playlist.rows.filter(take=take_id).delete()
        _tell(playlist)


@transaction.atomic
def move(playlist: Playlist, take_id: str, place: str) -> None:
    """Puts a take at a place, from 1; the others close up. Raises NotDone."""
    _locked(playlist)
    rows = list(playlist.rows.all())
    moved = next((row for row in rows if row.take_id == take_id), None)
    if moved is None:
        raise NotDone(_("This take is not in the playlist any more."))
    if not (place.isascii() and place.isdigit() and len(place) < 9):
        raise NotDone(_("There is no such place in the playlist."))
    rows.remove(moved)
    rows.insert(max(int(place), 1) - 1, moved)
    for position, row in enumerate(rows, 1):
        row.position = position
    PlaylistTake.objects.bulk_update(rows, ["position"])
    _tell(playlist)


def rename(playlist: Playlist, title: str) -> None:
    """Raises NotDone."""
    playlist.title = _title_from(title)
    playlist.save(update_fields=["title"])
    _tell(playlist)


def delete(playlist: Playlist) -> None:
    """Takes it off the list; it can be restored as it was."""
    playlist.deleted_at = playlist.deleted_at or timezone.now()
    playlist.save(update_fields=["deleted_at"])
    _tell(playlist)


def restore(playlist: Playlist) -> None:
    """Puts a deleted one back."""
    playlist.deleted_at = None
    playlist.save(update_fields=["deleted_at"])
    _tell(playlist)


def _tell(playlist: Playlist) -> None:
    """Its open pages, and those of takes that are gone through in it, look at it again."""
    tell_of_playlist(playlist.workspace_id, playlist.pk)


def _locked(playlist: Playlist) -> None:
    """Changes of one playlist come one after another."""
    Playlist.objects.select_for_update(of=("self",), no_key=True).get(pk=playlist.pk)


def _title_from(text: str) -> str:
    title = " ".join(text.replace("\x00", "").split())
    if not title:
        raise NotDone(_("Give the playlist a name."))
    if len(title) > LONGEST_TITLE:
        found = {"limit": LONGEST_TITLE, "found": len(title)}
        raise NotDone(_("A name has at most %(limit)s characters; this one has %(found)s.") % found)
    return title
