"""Telling open pages what changed.

`record` writes the numbered event in the change's own transaction; after the commit one message goes to every open page
of the project. Messages are wake-ups: a page that missed a number asks for one snapshot.
"""

import json
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from threading import Lock
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.conf import settings
from django.db import connection, transaction
from django.utils import translation

from storyboard.live.models import Event, Feed

logger = logging.getLogger(__name__)

WORKSPACES = "workspace."
# Projects whose workspace a process remembers.
MOST_KNOWN = 10_000


@dataclass(frozen=True)
class Fragment:
    """One piece of a page to draw again: the registered name, what it is about, and the version of that thing."""

    name: str
    key: str
    version: int


# A renderer takes (project id, key) and returns markup without control, token or anything that only some may see.
# None in its place says: each page fetches this piece itself, because it depends on the reader's role.
Renderer = Callable[[str, str], str]
_renderers: dict[str, Renderer | None] = {}
# Those that guests are told of, by the take that is their key.
_shared: set[str] = set()


def register(name: str, renderer: Renderer | None, *, shared: bool = False) -> None:
    """Rooms above register their fragments here, once, when the app is ready. Of a shared one guests are told as well,
    without its markup."""
    _renderers[name] = renderer
    if shared:
        _shared.add(name)


def group_of(project_id: str, language: str) -> str:
    """The channel group of everybody who has that project open in that language."""
    return f"project.{project_id}.{language}"


def shared_group(take_id: str) -> str:
    """The channel group of every guest who has that take open."""
    return f"shared.{take_id}"


def workspace_group(workspace_id: str) -> str:
    """The channel group of everybody who has the projects of that workspace open."""
    return f"{WORKSPACES}{workspace_id}"


def last_number(project_id: str) -> int:
    """The number of the newest event of a project, 0 where there was none."""
    return Feed.objects.filter(pk=project_id).values_list("number", flat=True).first() or 0


def record(project_id: str, fragments: Sequence[Fragment]) -> None:
    """Writes the next event of a project; sends it after the commit. Call inside the change's transaction."""
    written = [asdict(fragment) for fragment in fragments]
    event = Event.objects.create(project_id=project_id, number=_next_number(project_id), fragments=written)
    transaction.on_commit(lambda: send(event), robust=True)


def record_many(project_ids: Sequence[str], fragments: Sequence[Fragment]) -> None:
    """Writes the next event of several projects: two statements for all of them. Call as `record`."""
    written = [asdict(fragment) for fragment in fragments]
    numbers = _next_numbers(project_ids)
    rows = [Event(project_id=project, number=number, fragments=written) for project, number in numbers.items()]
    events = Event.objects.bulk_create(rows)
    transaction.on_commit(lambda: _send_all(events), robust=True)


def _next_number(project_id: str) -> int:
    return _next_numbers([project_id])[project_id]


def _next_numbers(project_ids: Sequence[str]) -> dict[str, int]:
    # One statement that makes, locks and counts the rows, always in one order; the ORM would take three for each.
    if not project_ids:
        return {}
    table, rows = Feed._meta.db_table, ", ".join(["(%s, 1)"] * len(project_ids))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (project_id, number) VALUES {rows} "  # noqa: S608  (the names are our own)
            f"ON CONFLICT (project_id) DO UPDATE SET number = {table}.number + 1 RETURNING project_id, number",
            sorted(project_ids),
        )
        return {project: int(number) for project, number in cursor.fetchall()}


def send(event: Event) -> None:
    """Sends one event to every open page of its project, drawn once per language."""
    _sent.add(event.pk)
    for language, _name in settings.LANGUAGES:
        group = group_of(event.project_id, language)
        if _may_have_listeners(group):
            _group_send(group, message_of(event, language))
    _tell_guests(event)
    _tell_workspace(event.project_id, {})


def _tell_guests(event: Event) -> None:
    """Tells guests which part of their take changed, and nothing else of the event."""
    for entry in event.fragments:
        group = shared_group(entry["key"])
        if entry["name"] in _shared and _may_have_listeners(group):
            told = {"name": entry["name"], "key": entry["key"]}
            _group_send(group, json.dumps({"number": event.pk, "fragments": [told]}))


def _send_all(events: Sequence[Event]) -> None:
    if not _pages_of_projects_are_closed():
        _workspaces_of([event.project_id for event in events])
    for event in events:
        send(event)


def message_of(event: Event, language: str) -> str:
    """The message of one event as JSON text: number and fragments with their markup, or null where pages fetch it."""
    with translation.override(language):
        fragments = [_drawn(event.project_id, Fragment(**entry)) for entry in event.fragments]
    return json.dumps({"number": event.number, "fragments": fragments})


def _drawn(project_id: str, fragment: Fragment) -> dict[str, Any]:
    renderer = _renderers.get(fragment.name)
    markup = renderer(project_id, fragment.key) if renderer else None
    return {**asdict(fragment), "markup": markup}


def drawn(name: str, project_id: str, key: str = "") -> str:
    """A registered fragment as markup, for a page that shows it at once."""
    renderer = _renderers[name]
    return renderer(project_id, key) if renderer else ""


def snapshot(project_id: str, board_version: int, language: str) -> dict[str, Any]:
    """Everything that changes by itself, as one message: for a page that connects late or missed a number."""
    number = last_number(project_id)  # read first: what is drawn after it is at least as new
    with translation.override(language):
        fragments = [Fragment("board", "", board_version), Fragment("takes", "", 0), Fragment("chain", "", 0)]
        return {"number": number, "fragments": [_drawn(project_id, fragment) for fragment in fragments]}


def send_progress(project_id: str, percents: Mapping[str, int]) -> None:
    """Tells open pages how far takes are, by their ids: each at most twice a second, what comes sooner is dropped."""
    told = {take: percent for take, percent in percents.items() if _paced.lets_through(take)}
    if told:
        _send_passing(project_id, {"progress": told})
        _tell_workspace(project_id, {"progress": told})


def send_places(project_id: str, places: Mapping[str, int]) -> None:
    """Tells open pages where takes stand in line, by their ids."""
    _send_passing(project_id, {"places": dict(places)})


def _send_passing(project_id: str, what: dict[str, Any]) -> None:
    """No number, no row: lost when late."""
    message = json.dumps(what)
    for language, _name in settings.LANGUAGES:
        group = group_of(project_id, language)
        if _may_have_listeners(group):
            _group_send(group, message)


def _tell_workspace(project_id: str, what: Mapping[str, Any]) -> None:
    """Tells open pages of projects that something of one of them changed."""
    if _pages_of_projects_are_closed():
        return
    workspace = _workspaces_of([project_id]).get(project_id)
    if workspace is None:  # nothing of it was told yet, so that no page follows it
        return
    _send_to_workspace(workspace, json.dumps({"project": project_id, **what}))


def tell_of_playlist(workspace_id: str, playlist_id: str) -> None:
    """Tells open pages of a workspace that a playlist changed, after the commit. No number and no row: whoever comes
    back asks anew."""
    message = json.dumps({"playlist": playlist_id})
    transaction.on_commit(lambda: _send_to_workspace(workspace_id, message), robust=True)


def _send_to_workspace(workspace_id: str, message: str) -> None:
    group = workspace_group(workspace_id)
    if _may_have_listeners(group):
        _group_send(group, message)


def _pages_of_projects_are_closed() -> bool:
    """True where it is known that nobody follows a workspace; Redis does not tell."""
    layer = get_channel_layer()
    return isinstance(layer, InMemoryChannelLayer) and not any(group.startswith(WORKSPACES) for group in layer.groups)


_workspaces: dict[str, str] = {}


def _workspaces_of(projects: Sequence[str]) -> Mapping[str, str]:
    """Where projects are, which never changes: one query for all that are not known yet."""
    if len(_workspaces) > MOST_KNOWN:
        _workspaces.clear()
    if new := [project for project in projects if project not in _workspaces]:
        _workspaces.update(Feed.objects.filter(pk__in=new).values_list("pk", "project__workspace"))
    return _workspaces


def _may_have_listeners(group: str) -> bool:
    """False where it is known that nobody listens, which saves the drawing; Redis does not tell."""
    layer = get_channel_layer()
    return not isinstance(layer, InMemoryChannelLayer) or group in layer.groups


def _group_send(group: str, text: str) -> None:
    layer = get_channel_layer()
    if layer is None:
        return
    try:
        async_to_sync(layer.group_send)(group, {"type": "push", "text": text})
    except layer_gone() as error:
        # Pages that miss a number ask for a snapshot as soon as they hear anything again.
        logger.warning("Open pages could not be told of a change: %s", error)


def layer_gone() -> tuple[type[Exception], ...]:
    """What a channel layer raises whose server is away."""
    from redis import RedisError  # noqa: PLC0415  (the embedded profile never loads it)

    return (RedisError, OSError)


class _Sent:
    """Event rows this process has sent; bounded, since the look for new rows reaches back a few seconds only."""

    def __init__(self, keep: int = 10_000) -> None:
        self.keep = keep
        self.rows: OrderedDict[int, None] = OrderedDict()
        self.lock = Lock()

    def add(self, row: int) -> None:
        with self.lock:
            self.rows[row] = None
            while len(self.rows) > self.keep:
                self.rows.popitem(last=False)

    def __contains__(self, row: int) -> bool:
        with self.lock:
            return row in self.rows


_sent = _Sent()


class _Paced:
    """When each take was told of last; bounded, since a take that is not under way any more is not asked for."""

    def __init__(self, pause_seconds: float = 0.5, keep: int = 10_000) -> None:
        self.pause_seconds, self.keep = pause_seconds, keep
        self.told: OrderedDict[str, float] = OrderedDict()
        self.lock = Lock()

    def lets_through(self, take_id: str) -> bool:
        now = time.monotonic()
        with self.lock:
            if now - self.told.get(take_id, -self.pause_seconds) < self.pause_seconds:
                return False
            self.told[take_id] = now
            self.told.move_to_end(take_id)
            while len(self.told) > self.keep:
                self.told.popitem(last=False)
            return True


_paced = _Paced()


def was_sent_here(event: Event) -> bool:
    """Whether this process has sent that event already."""
    return event.pk in _sent
