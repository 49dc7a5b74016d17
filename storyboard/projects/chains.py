"""Chains: projects that begin where a take of another ended, for the row above a board. Three queries, however long.

A project has one source at most and any number of successors, so a chain is a tree.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.urls import reverse

from storyboard.live.sending import Fragment, record
from storyboard.projects.board import thumb_url
from storyboard.projects.models import Continuation, Project
from storyboard.studio.roles import Right, may

MOST = 1000  # projects of one chain that are looked at
BEFORE, AFTER = 12, 24  # projects that the row shows on either side


@dataclass(frozen=True)
class Link:
    """One project of the row, and those that go on from it."""

    id: str
    title: str
    picture: str
    address: str
    archived: bool
    after: list["Link"] = field(default_factory=list)


@dataclass(frozen=True)
class Chain:
    """The row: what came before, the first project first, then this project with the tree of what follows.

    `earlier` and `later` count what the row leaves out; `lost` says that the very source of the first one is gone.
    """

    before: list[Link]
    here: Link
    earlier: int
    later: int
    lost: bool


@dataclass(frozen=True)
class Offer:
    """Another take of the source was approved: what to say of it. `take` is its id, `address` its page."""

    take: str
    sentence: str
    address: str
    replaced: bool


@dataclass(frozen=True)
class ChainView:
    """What a board shows of its chain, for one reader."""

    project: Project
    chain: Chain | None
    offer: Offer | None
    can_edit: bool

    @property
    def archived(self) -> bool:
        """Whether the project is in the archive, where nothing is offered and nothing changed."""
        return self.project.archived_at is not None


# The room above that knows takes says what is offered: project -> Offer, or None.
_offers: list[Callable[[Project], Offer | None]] = []


def offer_with(finder: Callable[[Project], Offer | None]) -> None:
    """Sets who finds offers, once, when the app is ready."""
    _offers[:] = [finder]


def view_chain(project: Project) -> ChainView:
    """The chain of a project and what is offered there. `project.roles` are the reader's."""
    chain = chain_of(project)
    offer = _offers[0](project) if chain and _offers and not project.archived_at else None
    return ChainView(project, chain, offer, may(project.roles, Right.EDIT))


def chain_of(project: Project) -> Chain | None:
    """The row of a project; None where it goes on from nothing and nothing goes on from it."""
    source_of = _sources(chain_id_of(project.pk))
    if not source_of:
        return None
    after_of: dict[str, list[str]] = defaultdict(list)
    for child, source in source_of.items():
        after_of[source or ""].append(child)
    before, lost = _line_before(project.pk, source_of)
    after, later = _tree_after(project.pk, after_of)
    shown = before[-BEFORE:]
    rows = _rows(project.workspace_id, [*shown, project.pk, *after])
    here = _linked(project.pk, rows, {one: after_of[one] for one in (project.pk, *after)})
    known = [_linked(one, rows, {}) for one in shown if one in rows]
    return Chain(known, here, len(before) - len(shown), later, lost or len(known) < len(shown))


def chain_id_of(project_id: str) -> str:
    """The id that all projects of a chain share: that of the first one."""
    own = Continuation.objects.filter(project=project_id).values_list("chain", flat=True).first()
    return own or project_id


def _sources(chain: str) -> dict[str, str | None]:
    """For each project of a chain but the first, the one it goes on from, the oldest first."""
    links = Continuation.objects.filter(chain=chain).order_by("created_at", "pk")
    return dict(links.values_list("project_id", "source_id")[:MOST])


def _line_before(project_id: str, source_of: dict[str, str | None]) -> tuple[list[str], bool]:
    """The ids before a project, the first project first, and whether the line ends at one that is gone."""
    before: list[str] = []
    at: str | None = project_id
    while at in source_of:
        at = source_of[at]
        if at is None:
            return before, True
        before.insert(0, at)
    return before, False


def _tree_after(project_id: str, after_of: dict[str, list[str]]) -> tuple[list[str], int]:
    """The nearest ids after a project, at most AFTER, and how many more there are."""
    found: list[str] = []
    level = [project_id]
    while level:
        level = [child for one in level for child in after_of[one]]
        found += level
    return found[:AFTER], max(0, len(found) - AFTER)


def _rows(workspace_id: str, ids: Sequence[str]) -> dict[str, Project]:
    return Project.objects.filter(workspace=workspace_id).in_bulk(ids)


def _linked(one: str, rows: dict[str, Project], after_of: dict[str, list[str]]) -> Link:
    project = rows[one]
    return Link(
        id=one,
        title=project.title,
        picture=thumb_url(project.first_frame_id),
        address=reverse("board", args=[one]),
        archived=project.archived_at is not None,
        after=[_linked(child, rows, after_of) for child in after_of.get(one, ()) if child in rows],
    )


def tell_boards(project_ids: Iterable[str]) -> None:
    """Has every open board of these projects draw its chain again. Call inside the change's transaction."""
    for project_id in Project.objects.filter(pk__in=project_ids).order_by("pk").values_list("pk", flat=True):
        record(project_id, [Fragment("chain", "", 0)])


def tell_chain(chain: str) -> None:
    """The same for all projects of a chain, the newest of them where it is long."""
    tell_boards([chain, *_sources(chain)][-BEFORE - AFTER :])


# The projects page


def chain_filter(chain: str) -> Q:
    """Which projects are in a chain."""
    return Q(pk=chain) | Q(pk__in=Continuation.objects.filter(chain=chain).values("project"))


def chain_sizes(project_ids: Sequence[str]) -> dict[str, tuple[str, int]]:
    """For each of these projects that is in a chain: the chain's id and how many projects it has. Two queries."""
    links = Continuation.objects.filter(Q(project__in=project_ids) | Q(chain__in=project_ids))
    chain_of_each = dict(links.values_list("project_id", "chain"))
    chain_of_each |= {chain: chain for chain in chain_of_each.values()}
    counts = Continuation.objects.filter(chain__in=set(chain_of_each.values())).values_list("chain")
    sizes = dict(counts.annotate(size=Count("pk")))
    first = set(Project.objects.filter(pk__in=sizes).values_list("pk", flat=True))
    return {
        project: (chain_of_each[project], sizes[chain_of_each[project]] + (chain_of_each[project] in first))
        for project in project_ids
        if project in chain_of_each
    }
