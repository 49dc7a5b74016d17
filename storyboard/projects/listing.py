"""What the projects page shows, computed here so that its templates only print."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from storyboard.projects import finding
from storyboard.projects.board import thumb_url
from storyboard.projects.chains import chain_sizes
from storyboard.projects.finding import COUNTED_TO, PAGE, Wanted, counts_of, page_of, place_of, tags_of
from storyboard.projects.models import Project, ProjectPerson, ProjectTag, Shot
from storyboard.studio.models import Membership, Person
from storyboard.studio.roles import Right

AVATARS = 3
_PLACE = "placeholder"
TAGS_SHOWN = 16


@dataclass(frozen=True)
class Extras:
    """What rooms above add to a card: its poster, markup of its takes, and of those that are worked on."""

    poster: str = ""
    takes: str = ""
    work: str = ""


@dataclass(frozen=True)
class Piece:
    """One shot as its card shows it under the pointer: seconds of the board, name, picture with its crop."""

    seconds: int
    name: str
    picture: str
    crop: str


@dataclass(frozen=True)
class Card:
    """One project on the page."""

    id: str
    title: str
    address: str
    seconds: int
    archived: bool
    edited_at: datetime
    pieces: list[Piece]
    picture: str
    tags: list[str]
    people: list[Person]
    extras: Extras = field(default_factory=Extras)
    chain: str = ""
    chain_size: int = 0

    @property
    def last_second(self) -> int:
        return self.seconds - 1

    @property
    def shown_people(self) -> list[Person]:
        return self.people[:AVATARS]

    @property
    def more_people(self) -> int:
        return max(0, len(self.people) - AVATARS)

    @property
    def tag_text(self) -> str:
        """The tags as they are typed."""
        return ", ".join(self.tags)


@dataclass(frozen=True)
class Listing:
    """One page of cards for one reader. `more` is the address of the next page, empty at the end."""

    cards: list[Card]
    more: str
    wanted: Wanted
    workspace: str
    can_edit: bool


@dataclass(frozen=True)
class Choice:
    """One value of a filter; its count in words."""

    value: str
    label: str
    count: str
    chosen: bool


@dataclass(frozen=True)
class Page:
    """The whole projects page for one reader."""

    membership: Membership
    listing: Listing
    states: list[Choice]
    people: list[tuple[str, str]]
    tags: list[Choice]

    @property
    def count(self) -> str:
        """How many projects are found."""
        return found_count(self.states)

    @property
    def can_edit(self) -> bool:
        return self.membership.may(Right.EDIT)

    @property
    def sorts(self) -> list[tuple[str, str]]:
        labels = {"edited": _("Last changed"), "title": _("Title"), "made": _("Newest"), "length": _("Longest")}
        return list(labels.items())


# Rooms above give, for a list of project ids, what they add to each card.
_extras: list[Callable[[list[str]], dict[str, Extras]]] = []


def add_extras(provider: Callable[[list[str]], dict[str, Extras]]) -> None:
    """Sets what is added to cards, once, when the app is ready."""
    _extras[:] = [provider]


def page_for(membership: Membership, wanted: Wanted) -> Page:
    """The projects page of a workspace."""
    workspace = membership.workspace_id
    members = Membership.objects.filter(workspace=workspace).select_related("person")
    people = sorted(((str(one.person), one.person_id) for one in members), key=lambda pair: pair[0].casefold())
    return Page(
        membership=membership,
        listing=listing_for(membership, wanted),
        states=states_for(workspace, wanted),
        people=[(person, name) for name, person in people],
        tags=tags_for(workspace, wanted),
    )


def listing_for(membership: Membership, wanted: Wanted, after: str = "") -> Listing:
    """One page of the projects that are looked for, at most PAGE cards."""
    workspace = membership.workspace_id
    rows = _rows(page_of(workspace, wanted, after))
    more = ""
    if len(rows) > PAGE:
        place = {"w": workspace, "after": place_of(rows[PAGE - 1], wanted)}
        more = f"{reverse('projects')}?" + "&".join(filter(None, [wanted.query(), urlencode(place)]))
    return Listing(_cards(rows[:PAGE]), more, wanted, workspace, membership.may(Right.EDIT))


def cards_of(workspace_id: str, ids: Sequence[str]) -> list[Card]:
    """The cards of these projects of a workspace, in no order, at most PAGE; what is not there is left out."""
    return _cards(_rows(Project.objects.filter(workspace=workspace_id, pk__in=ids[:PAGE])))


# Cards: rows without models, since a page holds many, and for each kind of thing on them one query.

FIELDS = (
    "pk", "workspace", "title", "sort_key", "total_seconds", "first_frame", "created_at", "edited_at", "edited_by",
    "archived_at",
)  # fmt: skip


def _rows(projects: "QuerySet[Project]") -> list[Any]:
    return list(projects.values_list(*FIELDS, named=True))


def _cards(rows: Sequence[Any]) -> list[Card]:
    if not rows:
        return []
    ids = [row.pk for row in rows]
    pieces, tags, people = _pieces(ids), _tags(ids), _people(rows)
    extras, chains = _extras[0](ids) if _extras else {}, chain_sizes(ids)
    board = reverse("board", args=[_PLACE])
    return [
        Card(
            id=row.pk,
            title=row.title,
            address=board.replace(_PLACE, row.pk),
            seconds=row.total_seconds,
            archived=row.archived_at is not None,
            edited_at=row.edited_at,
            pieces=pieces[row.pk],
            picture=_poster(row, extras.get(row.pk), pieces[row.pk]),
            tags=tags[row.pk],
            people=people[row.pk],
            extras=extras.get(row.pk, Extras()),
            **_chain(row, chains),
        )
        for row in rows
    ]


def _chain(row: Any, chains: dict[str, tuple[str, int]]) -> dict[str, Any]:
    """The address of its chain and how many projects that has."""
    if row.pk not in chains:
        return {}
    chain, size = chains[row.pk]
    address = f"{reverse('projects')}?{urlencode({'w': row.workspace, 'chain': chain})}"
    return {"chain": address, "chain_size": size}


def _poster(row: Any, extras: Extras | None, pieces: list[Piece]) -> str:
    """The newest take, else the first picture of the board; empty where there is none."""
    if extras and extras.poster:
        return extras.poster
    return thumb_url(row.first_frame) or next((piece.picture for piece in pieces if piece.picture), "")


def _pieces(ids: Sequence[str]) -> dict[str, list[Piece]]:
    shots = Shot.objects.filter(project__in=ids, deleted_at=None).order_by("position")
    thumb = thumb_url(_PLACE)
    found: dict[str, list[Piece]] = defaultdict(list)
    rows = shots.values_list("project", "seconds", "name", "picture", "picture_crop")
    for project, seconds, name, picture, crop in rows:
        shown = thumb.replace(_PLACE, picture) if picture else ""
        found[project].append(Piece(seconds, name, shown, ",".join(str(part) for part in crop or ())))
    return found


def _tags(ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for project, tag in ProjectTag.objects.filter(project__in=ids).order_by("tag").values_list("project", "tag"):
        found[project].append(tag)
    return found


def _people(rows: Sequence[Any]) -> dict[str, list[Person]]:
    """Whoever made or edited each, the last to edit it first."""
    links = ProjectPerson.objects.filter(project__in=[row.pk for row in rows]).order_by("pk")
    pairs = [*((row.pk, row.edited_by) for row in rows), *links.values_list("project", "person")]
    known = Person.objects.in_bulk({person for _project, person in pairs if person})
    found: dict[str, dict[str, Person]] = defaultdict(dict)
    for project, person in pairs:
        if person:
            found[project].setdefault(person, known[person])
    return defaultdict(list, {project: list(people.values()) for project, people in found.items()})


# Filters


def states_for(workspace_id: str, wanted: Wanted) -> list[Choice]:
    """The states, each with how many there are under all else that is looked for."""
    labels = {
        "": _("All"),
        finding.REVIEW: _("To review"),
        finding.WORKING: _("Running"),
        finding.ATTENTION: _("Needs attention"),
        finding.APPROVED: _("Approved"),
        finding.NO_TAKES: _("No takes"),
        finding.ARCHIVED: _("Archive"),
    }
    counts = counts_of(workspace_id, wanted)
    return [Choice(value, label, _count(counts[value]), value == wanted.state) for value, label in labels.items()]


def found_count(states: Sequence[Choice]) -> str:
    """How many there are in the state that is chosen."""
    return next(choice.count for choice in states if choice.chosen)


def _count(found: int) -> str:
    return str(found) if found <= COUNTED_TO else _("over %(most)s") % {"most": COUNTED_TO}


def tags_for(workspace_id: str, wanted: Wanted) -> list[Choice]:
    """The tags that are used most, and those that are chosen: each keeps its place while others are chosen."""
    counts = dict(tags_of(workspace_id))
    shown = dict.fromkeys([*list(counts)[:TAGS_SHOWN], *wanted.tags])
    return [Choice(tag, tag, str(counts.get(tag, 0)), tag in wanted.tags) for tag in shown]


def all_tags(workspace_id: str) -> Iterable[str]:
    """The tags of a workspace, for whoever types one."""
    return [tag for tag, _count in tags_of(workspace_id)]
