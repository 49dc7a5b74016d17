"""Finding assets by kind and by the beginnings of words in their names.

An answer costs the same among a hundred thousand assets as among a hundred: a page is read off an index that has the
rows of a kind, or of a word, in the order of the page. Takes' own files are left out.
"""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict

from storyboard.assets.models import Asset, AssetKind, AssetOrigin, AssetWord
from storyboard.folding import after_all_with, terms_of
from storyboard.ids import is_id
from storyboard.paging import beyond, columns_of

KEPT = [origin for origin in AssetOrigin if origin != AssetOrigin.TAKE]
PAGE = 40
COUNTED_TO = 1000


@dataclass(frozen=True)
class Wanted:
    """What a person looks for: one kind, words, and whether in the archive."""

    kind: AssetKind = AssetKind.PICTURE
    q: str = ""
    archived: bool = False


def wanted_from(form: QueryDict, kind: str = "") -> Wanted:
    """What an address asks for; what it does not know is left out. `kind` is for an address that names none."""
    kind = form.get("kind", kind)
    return Wanted(
        kind=AssetKind(kind) if kind in AssetKind.values else AssetKind.PICTURE,
        q=form.get("q", "").replace("\x00", "").strip()[:200],
        archived=form.get("archived", "") == "on",
    )


def page_of(workspace_id: str, wanted: Wanted, after: str = "") -> list[Asset]:
    """One page, PAGE and one more; `after` is the id of the last one shown.

    Newest first; where words are looked for, first by the word found.
    """
    if after and not is_id(after):
        return []
    found, order, last = _found(workspace_id, wanted)
    asset = order[-1]
    if after:
        at = last.filter(**{asset: after}).values_list(*columns_of(order)).first()
        if at is None:  # gone meanwhile: there is no telling what comes after it
            return []
        found = found.filter(beyond(order, at))
    found = found.order_by(*order)
    if found.model is Asset:
        return list(found[: PAGE + 1])
    keys = list(found.values_list(asset, flat=True)[: PAGE + 1])
    assets = Asset.objects.in_bulk(keys)
    return [assets[key] for key in keys]


def counts_of(workspace_id: str, wanted: Wanted) -> dict[AssetKind, int]:
    """How many each kind has under the same words, counted to COUNTED_TO and one more."""
    return {kind: _found(workspace_id, replace(wanted, kind=kind))[0][: COUNTED_TO + 1].count() for kind in AssetKind}


def _found(workspace_id: str, wanted: Wanted) -> "tuple[QuerySet[Any], tuple[str, ...], QuerySet[Any]]":
    """The rows found, the columns of their order, and the rows among which the last one shown is looked up."""
    state: dict[str, Any] = {"archived_at__isnull": False, "origin__in": KEPT} if wanted.archived else {"listed": True}
    terms = terms_of(wanted.q)
    if not terms:
        every = Asset.objects.filter(workspace=workspace_id, kind=wanted.kind)
        return every.filter(**state), ("-created_at", "id"), every
    first, *others = (_rows(term) for term in terms)
    words = _once(first.filter(workspace=workspace_id, kind=wanted.kind), terms[0])
    found = words.filter(**{f"asset__{name}": value for name, value in state.items()})
    for other in others:
        found = found.filter(Exists(other.filter(asset=OuterRef("asset"))))
    return found, ("word", "-created_at", "asset_id"), words


def _rows(term: bytes) -> "QuerySet[AssetWord]":
    return AssetWord.objects.filter(word__gte=term, word__lt=after_all_with(term))


def _once(rows: "QuerySet[AssetWord]", term: bytes) -> "QuerySet[AssetWord]":
    """Each asset once, by the first of its words that begins so."""
    earlier = AssetWord.objects.filter(asset=OuterRef("asset"), word__gte=term, word__lt=OuterRef("word"))
    return rows.exclude(Exists(earlier))
