"""The dialog in which links for guests are made, copied and revoked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest
from django.urls import reverse

from storyboard.review.links import (
    LASTS,
    LONGEST_LABEL,
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    USUALLY,
    Shared,
    may_revoke,
    takes_of,
    token_of,
)
from storyboard.review.models import GuestLink, GuestVisit
from storyboard.studio.models import Person

LISTED_LINKS, LISTED_VISITS = 50, 20


@dataclass(frozen=True)
class LinkView:
    """A link as its dialog lists it. `takes`: how many it shows now; `views`: how often its page was opened; `visits`
    are the newest. The last two are for its maker and owners alone."""

    link: GuestLink
    url: str
    takes: int
    can_revoke: bool
    views: int
    visits: list[GuestVisit]


def links_of(shared: Shared, person: Person, request: HttpRequest, new: GuestLink | None = None) -> dict[str, Any]:
    """Everything the dialog shows of one thing that is shared; `new` is the link that was just made."""
    rows = shared.links.select_related("made_by", "revoked_by").order_by("-created_at", "-pk")[:LISTED_LINKS]
    views_of = dict(shared.links.values_list("pk").annotate(Sum("visits__views")))
    takes = _counts(rows)
    views = [
        _view(row, takes.get(row.with_drafts, 0), may_revoke(row, person, shared.roles), views_of[row.pk] or 0, request)
        for row in rows
    ]
    return {
        "links": sorted(views, key=lambda view: view.link.is_over),
        "new": new,
        "url": _dialog_url(shared),
        "shared": shared,
        "lasts": LASTS.items(),
        "usually": USUALLY,
        "longest_label": LONGEST_LABEL,
        "shortest_password": SHORTEST_PASSWORD,
        "longest_password": LONGEST_PASSWORD,
    }


def _counts(links: Iterable[GuestLink]) -> dict[bool, int]:
    """How many takes links to one thing show that work, with drafts and without: counted once for all of them."""
    working = {link.with_drafts: link for link in links if not link.is_over}
    return {with_drafts: takes_of(link).count() for with_drafts, link in working.items()}


def _view(link: GuestLink, takes: int, is_theirs: bool, views: int, request: HttpRequest) -> LinkView:
    visits = list(link.visits.order_by("-last_at")[:LISTED_VISITS]) if is_theirs and views else []
    return LinkView(
        link, url_of(link, request), 0 if link.is_over else takes, is_theirs, views if is_theirs else 0, visits
    )


def url_of(link: GuestLink, request: HttpRequest) -> str:
    """The link's whole address: at the public URL where one is set, else where its maker is."""
    path, public = reverse("guest", args=[token_of(link)]), settings.ENVIRONMENT.public_url
    return f"{public.rstrip('/')}{path}" if public else request.build_absolute_uri(path)


def _dialog_url(shared: Shared) -> str:
    if shared.take:
        return f"{reverse('take_links', args=[shared.take.project_id, shared.take.number])}?render={shared.take.render}"
    if shared.project:
        return reverse("project_links", args=[shared.project.pk])
    return reverse("playlist_links", args=[shared.playlist.pk if shared.playlist else ""])
