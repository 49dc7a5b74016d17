"""Takes one after another: those of an inbox or of a playlist, around the one that is on screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from storyboard.ids import is_id
from storyboard.paging import beyond, columns_of
from storyboard.review.inbox import ORDERS, order_named, waiting_for
from storyboard.review.models import Playlist, PlaylistTake
from storyboard.studio.models import Person
from storyboard.takes.models import Take
from storyboard.takes.viewing import TakeView
from storyboard.takes.watching import film_of

INBOX = "inbox"
LOADED = ("asset", "generation")
# Of a file that is its own proxy; of a larger one the beginning alone is fetched ahead.
MOST_BYTES_AHEAD = 64_000_000


@dataclass(frozen=True)
class Ahead:
    """What plays when the next take is opened, and the picture shown before; `waits`: the video is still being made."""

    video: str = ""
    poster: str = ""
    waits: bool = False
    is_large: bool = False


@dataclass(frozen=True)
class Queue:
    """Where a take is in a row of `length` takes; `place` counts from 1 and is None for one that is not in it any more.

    `query` names the queue in addresses; `home` is the page that it came from, `before` and `after` are addresses of
    takes, empty at its ends. `ahead` is what to fetch before somebody goes on. `runs`: it plays on by itself.
    """

    title: str
    home: str
    query: str
    place: int | None
    length: int
    before: str
    after: str
    ahead: Ahead
    runs: bool

    @property
    def onward(self) -> str:
        """Where a reviewer goes once they have decided."""
        return self.after or self.home


def queue_of(take: Take, reader: Person, asked: Mapping[str, str]) -> Queue | None:
    """The queue that an address names beside its take; None for one that does not."""
    name = asked.get("queue", "")
    if name == INBOX:
        return _inbox(take, reader, order_named(asked.get("order", "")))
    if not is_id(name):
        return None
    kept = Playlist.objects.filter(workspace=take.project.workspace_id, deleted_at=None)
    playlist = kept.filter(pk=name).first()
    return _playlist(take, playlist) if playlist else None


def with_query(url: str, query: str) -> str:
    """An address with more of a query."""
    return f"{url}{'&' if '?' in url else '?'}{query}"


def queue_query(asked: Mapping[str, str]) -> str:
    """What of a query names a queue, for the addresses that lead on in it; empty outside of one."""
    return urlencode({name: asked[name] for name in ("queue", "order") if asked.get(name)})


def inbox_query(order: str) -> str:
    """How addresses name an inbox in that order."""
    return urlencode({"queue": INBOX, "order": order})


def _inbox(take: Take, reader: Person, order: str) -> Queue:
    columns = ORDERS[order]
    takes = waiting_for(reader, take.project.workspace_id, take.project.roles)
    at = [_value(take, name) for name in columns_of(columns)]
    is_before = beyond(_reversed(columns), at)
    counted = takes.aggregate(
        length=Count("pk"), before=Count("pk", filter=is_before), here=Count("pk", filter=Q(pk=take.pk))
    )
    before = takes.filter(is_before).select_related(*LOADED).order_by(*_reversed(columns)).first()
    after = takes.filter(beyond(columns, at)).select_related(*LOADED).order_by(*columns).first()
    query = inbox_query(order)
    return Queue(
        title=_("Inbox"),
        home=f"{reverse('inbox')}?{urlencode({'w': take.project.workspace_id, 'order': order})}",
        query=query,
        place=counted["before"] + 1 if counted["here"] else None,
        length=counted["length"],
        before=_address(before, query),
        after=_address(after, query),
        ahead=_ahead(after),
        runs=False,
    )


def _playlist(take: Take, playlist: Playlist) -> Queue:
    ids = list(PlaylistTake.objects.filter(playlist=playlist).values_list("take", flat=True))
    at = ids.index(take.pk) if take.pk in ids else None
    beside = [] if at is None else [*ids[max(0, at - 1) : at], *ids[at + 1 : at + 2]]
    found = Take.objects.select_related(*LOADED).in_bulk(beside)
    before = found.get(ids[at - 1]) if at else None
    after = found.get(ids[at + 1]) if at is not None and at + 1 < len(ids) else None
    query = urlencode({"queue": playlist.pk})
    return Queue(
        title=playlist.title,
        home=reverse("playlist", args=[playlist.pk]),
        query=query,
        place=None if at is None else at + 1,
        length=len(ids),
        before=_address(before, query),
        after=_address(after, query),
        ahead=_ahead(after),
        runs=True,
    )


def _value(take: Take, name: str) -> object:
    """A column of the order of an inbox."""
    if name.startswith("project__"):
        return getattr(take.project, name.removeprefix("project__"))
    return getattr(take, name)


def _reversed(order: Sequence[str]) -> list[str]:
    return [name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in order]


def _address(take: Take | None, query: str) -> str:
    return with_query(TakeView(take).url, query) if take else ""


def _ahead(take: Take | None) -> Ahead:
    film = film_of(take) if take else None
    if take is None or take.asset is None or film is None:
        return Ahead()
    poster = TakeView(take).poster
    if film.proxy_waits:
        return Ahead(poster=poster, waits=True)
    return Ahead(film.first_source, poster, is_large=film.is_own_proxy and take.asset.bytes > MOST_BYTES_AHEAD)
