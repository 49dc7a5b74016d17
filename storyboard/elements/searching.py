"""Finding elements: by the beginnings of words in their names, ids, descriptions and tags, and by facets.

An answer costs the same in a large library as in a small one: a page is read off an index that has the rows of a word
or a tag in the order of the page.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from storyboard.elements.models import Approval, Element, ElementTag, ElementWord, Kind, Source
from storyboard.elements.naming import tags_from
from storyboard.folding import after_all_with, terms_of
from storyboard.paging import beyond

PAGE = 40
MOST_TAGS = 6
TAGS_SHOWN = 12
KEEP_COUNTS_SECONDS = 60
ARCHIVED = "archived"
STATES = (*Approval.values, ARCHIVED)
HAS = ("voice", "video")


@dataclass(frozen=True)
class Wanted:
    """What a person looks for. Empty fields do not narrow."""

    q: str = ""
    kind: str = ""
    tags: tuple[str, ...] = ()
    state: str = ""
    has: str = ""

    def query(self) -> str:
        """The address after the question mark."""
        pairs = [(name, getattr(self, name)) for name in ("q", "kind", "state", "has")]
        return urlencode([pair for pair in pairs if pair[1]] + [("tag", tag) for tag in self.tags])

    @property
    def narrows(self) -> bool:
        return self != Wanted()


def wanted_from(form: QueryDict) -> Wanted:
    """What an address asks for; words it does not know are left out."""
    tags = [tag for text in form.getlist("tag")[:MOST_TAGS] for tag in tags_from(text)]
    return Wanted(
        q=form.get("q", "").replace("\x00", "").strip()[:200],
        kind=_one_of(form.get("kind", ""), Kind.values),
        tags=tuple(dict.fromkeys(tags))[:MOST_TAGS],
        state=_one_of(form.get("state", ""), STATES),
        has=_one_of(form.get("has", ""), HAS),
    )


def _one_of(value: str, known: Sequence[str]) -> str:
    return value if value in known else ""


@dataclass(frozen=True)
class Narrowing:
    """Rows of a word or a tag; every element found has one. In `order`, an index of the workspace gives them."""

    rows: "QuerySet[Any]"
    order: tuple[str, ...]

    def has(self, element: str) -> Exists:
        """That the element an outer query is at has such a row, looked up by the element alone."""
        return Exists(self.rows.filter(element=OuterRef(element)))


def page_of(workspace_id: str, wanted: Wanted, fields: Sequence[str], after: str = "") -> list[tuple[Any, ...]]:
    """One page of matching elements, PAGE and one more; `after` is the id of the last one shown.

    By name; where words are looked for, first by the word found.
    """
    narrowings = _narrowings(wanted)
    if not narrowings:
        every = Element.objects.filter(workspace=workspace_id)
        return _rows(
            every.filter(**_conditions(wanted)), every.filter(pk=after), ("sort_key", "id"), fields, bool(after)
        )
    first = narrowings[0]
    found = first.rows.filter(workspace=workspace_id, **_conditions(wanted, "element__"))
    for other in narrowings[1:]:
        found = found.filter(other.has("element"))
    last = first.rows.filter(workspace=workspace_id, element=after)
    return _rows(found, last, first.order, [f"element__{field}" for field in fields], bool(after))


def _rows(
    found: "QuerySet[Any]", last: "QuerySet[Any]", order: Sequence[str], fields: Sequence[str], later: bool
) -> list[tuple[Any, ...]]:
    if later:
        at = last.order_by(*order).values_list(*order).first()
        if at is None:  # gone meanwhile: there is no telling what comes after it
            return []
        found = found.filter(beyond(order, at))
    return list(found.order_by(*order).values_list(*fields)[: PAGE + 1])


def _conditions(wanted: Wanted, prefix: str = "") -> dict[str, Any]:
    """What is asked of an element but words and tags."""
    conditions: dict[str, Any] = {"archived_at__isnull": wanted.state != ARCHIVED}
    if wanted.kind:
        conditions["kind"] = wanted.kind
    if wanted.state and wanted.state != ARCHIVED:
        conditions["approval"] = wanted.state
    if wanted.has == "voice":
        conditions["has_voice"] = True
    if wanted.has == "video":
        conditions["source"] = Source.VIDEO
    return {f"{prefix}{name}": value for name, value in conditions.items()}


def _narrowings(wanted: Wanted) -> list[Narrowing]:
    """The words first, the longest before the others, then the tags."""
    tags = [Narrowing(ElementTag.objects.filter(tag=tag), ("sort_key", "element_id")) for tag in wanted.tags]
    return [*(_word(term) for term in terms_of(wanted.q)), *tags]


def _word(term: bytes) -> Narrowing:
    """Each element once, by the first of its words that begins so."""
    words = ElementWord.objects.filter(word__gte=term, word__lt=after_all_with(term))
    earlier = ElementWord.objects.filter(element=OuterRef("element"), word__gte=term, word__lt=OuterRef("word"))
    return Narrowing(words.exclude(Exists(earlier)), ("word", "sort_key", "element_id"))


# Facets


@dataclass(frozen=True)
class Counts:
    """How many elements each choice would leave, all other choices kept."""

    total: int
    kinds: dict[str, int]
    states: dict[str, int]
    has: dict[str, int]
    tags: list[tuple[str, int]]


def counts_of(workspace_id: str, wanted: Wanted) -> Counts:
    """The facets' counts; kept for a minute while nobody changes the library."""
    stamps = Element.objects.filter(workspace=workspace_id).order_by("-edited_at").values_list("edited_at", flat=True)
    newest = stamps.first()
    if newest is None:
        return Counts(0, {}, {}, {}, [])
    asked = hashlib.sha256(wanted.query().encode()).hexdigest()[:20]
    key = f"facets.{workspace_id}.{newest.timestamp()}.{asked}"
    kept: Counts | None = cache.get(key)
    if kept is None:
        kept = _count(workspace_id, wanted)
        cache.set(key, kept, KEEP_COUNTS_SECONDS)
    return kept


def _all(workspace_id: str, wanted: Wanted) -> "QuerySet[Element]":
    found = Element.objects.filter(workspace=workspace_id, **_conditions(wanted))
    for narrowing in _narrowings(wanted):
        found = found.filter(pk__in=narrowing.rows.filter(workspace=workspace_id).values("element_id"))
    return found


def _count(workspace_id: str, wanted: Wanted) -> Counts:
    kinds = _grouped(_all(workspace_id, replace(wanted, kind="")), "kind")
    states = _grouped(_all(workspace_id, replace(wanted, state="")), "approval")
    archived = _all(workspace_id, replace(wanted, state=ARCHIVED)).count()
    any_media = _all(workspace_id, replace(wanted, has=""))
    has = any_media.aggregate(
        voice=Count("pk", filter=Q(has_voice=True)), video=Count("pk", filter=Q(source=Source.VIDEO))
    )
    total = kinds.get(wanted.kind, 0) if wanted.kind else sum(kinds.values())
    return Counts(total, kinds, {**states, ARCHIVED: archived}, has, list(_tag_counts(workspace_id, wanted)))


def _grouped(found: "QuerySet[Element]", field: str) -> dict[str, int]:
    return dict(found.order_by().values_list(field).annotate(Count("pk")))


def _tag_counts(workspace_id: str, wanted: Wanted) -> Iterator[tuple[str, int]]:
    found = _all(workspace_id, wanted)
    tags = ElementTag.objects.filter(workspace=workspace_id, element__in=found.values("pk"))
    counted = tags.order_by().values("tag").annotate(n=Count("pk")).order_by("-n", "tag")
    chosen = dict.fromkeys(wanted.tags, 0)
    shown = dict(counted.values_list("tag", "n")[:TAGS_SHOWN])
    yield from {**chosen, **shown}.items()
