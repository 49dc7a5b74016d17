"""Finding elements: by the beginnings of words in their names, ids, descriptions and tags, and by facets.

An answer costs the same in a large library as in a small one. A rare word or tag is looked up first and its few
elements sorted; a frequent one is checked while walking the names in order, where the page is soon full.
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
from storyboard.elements.naming import after_all_with, tags_from, terms_of
from storyboard.ids import is_id

PAGE = 40
RARE = 300  # so many elements are sorted faster than the names are walked
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


def page_of(workspace_id: str, wanted: Wanted, fields: Sequence[str], after: str = "") -> list[tuple[Any, ...]]:
    """One page of matching elements by name, PAGE and one more; `after` is the id of the last one shown."""
    found = _matching(workspace_id, wanted)
    for narrowing in _narrowings(workspace_id, wanted)[:1]:
        found = _narrowed_first(found, narrowing)
    for narrowing in _narrowings(workspace_id, wanted)[1:]:
        found = found.filter(Exists(narrowing.filter(element=OuterRef("pk"))))
    if after:
        found = _beyond(found, workspace_id, after)
    return list(found.order_by("sort_key", "id").values_list(*fields)[: PAGE + 1])


def _beyond(found: "QuerySet[Element]", workspace_id: str, after: str) -> "QuerySet[Element]":
    last = Element.objects.filter(workspace=workspace_id, pk=after).first() if is_id(after) else None
    if last is None:
        return found
    beyond = Q(sort_key__gt=last.sort_key) | Q(id__gt=last.pk)
    return found.filter(beyond, sort_key__gte=last.sort_key)


def _matching(workspace_id: str, wanted: Wanted) -> "QuerySet[Element]":
    """Elements by everything but words and tags."""
    found = Element.objects.filter(workspace=workspace_id, archived_at__isnull=wanted.state != ARCHIVED)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.state and wanted.state != ARCHIVED:
        found = found.filter(approval=wanted.state)
    if wanted.has == "voice":
        found = found.filter(has_voice=True)
    if wanted.has == "video":
        found = found.filter(source=Source.VIDEO)
    return found


def _narrowings(workspace_id: str, wanted: Wanted) -> "list[QuerySet[Any]]":
    """One set of word or tag rows for each word and tag; every element found has a row in each."""
    words = ElementWord.objects.filter(workspace=workspace_id)
    tags = ElementTag.objects.filter(workspace=workspace_id)
    by_word = [words.filter(word__gte=term, word__lt=after_all_with(term)) for term in terms_of(wanted.q)]
    return [*by_word, *(tags.filter(tag=tag) for tag in wanted.tags)]


def _narrowed_first(found: "QuerySet[Element]", narrowing: "QuerySet[Any]") -> "QuerySet[Element]":
    few = list(narrowing.values_list("element_id", flat=True)[: RARE + 1])
    if len(few) <= RARE:
        return found.filter(pk__in=set(few))
    return found.filter(Exists(narrowing.filter(element=OuterRef("pk"))))


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
    found = _matching(workspace_id, wanted)
    for narrowing in _narrowings(workspace_id, wanted):
        found = found.filter(pk__in=narrowing.values("element_id"))
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
