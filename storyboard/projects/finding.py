"""Finding projects: by the beginnings of words in their titles and tags, by state, person and tag, in four orders.

An answer costs the same among ten thousand projects as among a hundred. What narrows most is looked up first, off an
index of its own: where it leaves few projects, those alone are put in order. Where it leaves many, the page is read
off the index of its order, and each row is asked whether it fits.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import QueryDict

from storyboard.elements.naming import tags_from
from storyboard.folding import after_all_with, terms_of
from storyboard.ids import is_id
from storyboard.paging import beyond, columns_of
from storyboard.projects.chains import chain_filter
from storyboard.projects.indexing import keep_tags, kept_tags
from storyboard.projects.models import Project, ProjectPerson, ProjectTag, ProjectWord

PAGE = 24
FEW = 300
COUNTED_TO = 1000
MOST_TAGS = 6
TAGS_COUNTED = 200
ORDERS = {
    "edited": ("-edited_at", "id"),
    "title": ("sort_key", "id"),
    "made": ("-created_at", "id"),
    "length": ("-total_seconds", "id"),
}
# The whole of a chain, from its beginning.
CHAIN_ORDER = ("created_at", "id")
WORKING, REVIEW, ATTENTION, APPROVED = "working", "review", "attention", "approved"
NO_TAKES, ARCHIVED = "none", "archived"
STATES = (WORKING, REVIEW, ATTENTION, APPROVED, NO_TAKES, ARCHIVED)

# The room above that knows takes gives, for each state of takes, rows that name the projects in it.
_rows_of_state: dict[str, Callable[[], "QuerySet[Any]"]] = {}


def add_states(rows: Mapping[str, Callable[[], "QuerySet[Any]"]]) -> None:
    """Sets how projects are found by their takes, once, when the app is ready."""
    _rows_of_state.update(rows)


@dataclass(frozen=True)
class Wanted:
    """What a person looks for. Empty fields do not narrow; `person` and `chain` are ids."""

    q: str = ""
    state: str = ""
    person: str = ""
    tags: tuple[str, ...] = ()
    sort: str = "edited"
    chain: str = ""

    def query(self) -> str:
        """The address after the question mark."""
        fields = {"q": self.q, "state": self.state, "person": self.person, "chain": self.chain}
        fields["sort"] = "" if self.sort == "edited" else self.sort
        return urlencode([pair for pair in fields.items() if pair[1]] + [("tag", tag) for tag in self.tags])

    @property
    def narrows(self) -> bool:
        return replace(self, sort="edited") != Wanted()

    @property
    def order(self) -> tuple[str, ...]:
        return CHAIN_ORDER if self.chain else ORDERS[self.sort]


def wanted_from(form: QueryDict) -> Wanted:
    """What an address asks for; what it does not know is left out."""
    tags = [tag for text in form.getlist("tag")[:MOST_TAGS] for tag in tags_from(text)]
    state, sort = form.get("state", ""), form.get("sort", "")
    return Wanted(
        q=form.get("q", "").replace("\x00", "").strip()[:200],
        state=state if state in STATES else "",
        person=_id_of(form, "person"),
        tags=tuple(dict.fromkeys(tags))[:MOST_TAGS],
        sort=sort if sort in ORDERS else "edited",
        chain=_id_of(form, "chain"),
    )


def _id_of(form: QueryDict, name: str) -> str:
    text = form.get(name, "")
    return text if is_id(text) else ""


# A page


def page_of(workspace_id: str, wanted: Wanted, after: str = "") -> "QuerySet[Project]":
    """One page, PAGE and one more; `after` is the place where the one before ended, as `place_of` wrote it."""
    found = _found(workspace_id, wanted)
    if after:
        at = _read(after, wanted.order)
        found = found.filter(beyond(wanted.order, at)) if at else found.none()
    return found.order_by(*wanted.order)[: PAGE + 1]


def place_of(project: Any, wanted: Wanted) -> str:
    """Where a page ends, given its last row. The values themselves: a project may be edited, or gone, before the next
    page is asked for."""
    value = getattr(project, columns_of(wanted.order)[0])
    return f"{project.pk}~{value.isoformat() if isinstance(value, datetime) else value}"


def _read(after: str, order: Sequence[str]) -> tuple[Any, str] | None:
    """The values of a place; None where nobody wrote it here."""
    project_id, _tilde, text = after.replace("\x00", "").partition("~")
    readers: dict[str, Callable[[str], Any]] = {"sort_key": str, "-total_seconds": _small}
    try:
        value = readers.get(order[0], _moment)(text[:200])
    except (ValueError, OverflowError):
        return None
    return (value, project_id) if is_id(project_id) else None


def _moment(text: str) -> datetime:
    """Raises ValueError and OverflowError where it is none that a database keeps."""
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError(text)
    return value.astimezone(UTC)


def _small(text: str) -> int:
    return int(text[:5])


def _found(workspace_id: str, wanted: Wanted) -> "QuerySet[Project]":
    if not wanted.chain and wanted.narrows:
        ids = list(_ids(workspace_id, wanted)[: FEW + 1])
        if len(ids) <= FEW:
            return Project.objects.filter(pk__in=ids)
    return _walked(workspace_id, wanted, _narrowings(wanted))


def _walked(workspace_id: str, wanted: Wanted, narrowings: "Sequence[QuerySet[Any]]") -> "QuerySet[Project]":
    """All that fit, off an index of projects."""
    found = _listed(workspace_id, wanted)
    for rows in narrowings:
        found = found.filter(Exists(rows.filter(project=OuterRef("pk"))))
    return found


def _ids(workspace_id: str, wanted: Wanted) -> "QuerySet[Any, Any]":
    """The ids of all that fit, in no order, off the index of the first thing that narrows."""
    narrowings = _narrowings(wanted)
    if not narrowings or wanted.chain:
        return _walked(workspace_id, wanted, narrowings).order_by().values_list("pk", flat=True)
    first, *others = narrowings
    found = first.filter(project__workspace=workspace_id, **_conditions(wanted, "project__"))
    if first.model in (ProjectWord, ProjectTag):
        found = found.filter(workspace=workspace_id)
    for rows in others:
        found = found.filter(Exists(rows.filter(project=OuterRef("project"))))
    return found.order_by().values_list("project", flat=True).distinct()


def _listed(workspace_id: str, wanted: Wanted) -> "QuerySet[Project]":
    listed = Project.objects.filter(workspace=workspace_id, **_conditions(wanted))
    return listed.filter(chain_filter(wanted.chain)) if wanted.chain else listed


def _conditions(wanted: Wanted, prefix: str = "") -> dict[str, Any]:
    """What is asked of a project's own row."""
    conditions: dict[str, Any] = {"archived": wanted.state == ARCHIVED}
    if wanted.state == NO_TAKES:
        conditions["last_take"] = 0
    return {f"{prefix}{name}": value for name, value in conditions.items()}


def _narrowings(wanted: Wanted) -> "list[QuerySet[Any]]":
    """Rows of which every project found has one: the words first, the longest before the others."""
    terms = terms_of(wanted.q)
    rows: list[QuerySet[Any]] = [
        ProjectWord.objects.filter(word__gte=term, word__lt=after_all_with(term)) for term in terms
    ]
    rows += [ProjectTag.objects.filter(tag=tag) for tag in wanted.tags]
    if wanted.person:
        rows.append(ProjectPerson.objects.filter(person=wanted.person))
    if wanted.state in _rows_of_state:
        rows.append(_rows_of_state[wanted.state]())
    return rows


# Counts


def count_of(workspace_id: str, wanted: Wanted) -> int:
    """How many fit, counted to COUNTED_TO and one more."""
    return _ids(workspace_id, wanted)[: COUNTED_TO + 1].count()


def counts_of(workspace_id: str, wanted: Wanted) -> dict[str, int]:
    """How many each state has under the same words, person and tags; "" for those in any."""
    return {state: count_of(workspace_id, replace(wanted, state=state)) for state in ("", *STATES)}


def tags_of(workspace_id: str) -> list[tuple[str, int]]:
    """The tags of a workspace with how many projects have each, the most used first; archived ones do not count."""
    kept = kept_tags(workspace_id)
    if kept is None:
        rows = ProjectTag.objects.filter(workspace=workspace_id, project__archived=False)
        counted = rows.order_by().values_list("tag").annotate(n=Count("pk")).order_by("-n", "tag")
        kept = list(counted[:TAGS_COUNTED])
        keep_tags(workspace_id, kept)
    return kept
