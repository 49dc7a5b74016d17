"""Links for guests: made, looked up by their token, and revoked.

A token is the link's id under a signature of ours, as the addresses are that providers call: none can be made up, and
none stands in the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from asgiref.sync import async_to_sync
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from storyboard.live.guests import tell_guests
from storyboard.projects.models import Project
from storyboard.review.models import GuestLink, Playlist, PlaylistTake
from storyboard.review.recording import record_link
from storyboard.studio.auditing import What
from storyboard.studio.models import Person
from storyboard.studio.roles import Right, may
from storyboard.takes.models import Take
from storyboard.takes.states import TakeState

LASTS = {
    "1": gettext_lazy("A day"),
    "7": gettext_lazy("7 days"),
    "30": gettext_lazy("30 days"),
    "": gettext_lazy("Until revoked"),
}
USUALLY = "7"
SHORTEST_PASSWORD, LONGEST_PASSWORD = 6, 128
LONGEST_LABEL = 80


class NotShared(Exception):
    """No link was made; the message is the sentence to show."""


@dataclass(frozen=True)
class Shared:
    """What a link is to: one of the three, and the reader's roles in its workspace."""

    workspace_id: str
    roles: int
    take: Take | None = None
    project: Project | None = None
    playlist: Playlist | None = None

    @property
    def links(self) -> "QuerySet[GuestLink]":
        """All links to it."""
        return GuestLink.objects.filter(take=self.take, project=self.project, playlist=self.playlist)


def make_link(shared: Shared, person: Person, form: Mapping[str, str]) -> GuestLink:
    """A new link as the dialog posts it. Raises NotShared."""
    with transaction.atomic():
        link = _written(shared, person, form)
        record_link(link, person, What.LINK_MADE)
    return link


def _written(shared: Shared, person: Person, form: Mapping[str, str]) -> GuestLink:
    return GuestLink.objects.create(
        workspace_id=shared.workspace_id,
        take=shared.take,
        project=shared.project,
        playlist=shared.playlist,
        label=_label_from(form.get("label", "")),
        password=_password_from(form.get("password", "")),
        may_comment=bool(form.get("may_comment")),
        may_download=bool(form.get("may_download")),
        with_drafts=bool(form.get("with_drafts")) and shared.project is not None,
        made_by=person,
        expires_at=_end_from(form.get("lasts", USUALLY)),
    )


def _label_from(text: str) -> str:
    label = " ".join(text.replace("\x00", "").split())
    if len(label) > LONGEST_LABEL:
        raise NotShared(_("“For whom” has at most %(limit)s characters.") % {"limit": LONGEST_LABEL})
    return label


def _password_from(text: str) -> str:
    if not text:
        return ""
    if not SHORTEST_PASSWORD <= len(text) <= LONGEST_PASSWORD:
        words = ngettext(
            "A password has at least %(count)s character, and not more than 128.",
            "A password has at least %(count)s characters, and not more than 128.",
            SHORTEST_PASSWORD,
        )
        raise NotShared(words % {"count": SHORTEST_PASSWORD})
    return make_password(text)


def _end_from(days: str) -> datetime | None:
    if days not in LASTS:
        raise NotShared(_("Choose how long the link works."))
    return timezone.now() + timedelta(days=int(days)) if days else None


def token_of(link: GuestLink) -> str:
    """What stands in the link's address."""
    return _signer().sign(link.pk)


def link_of(token: str) -> GuestLink | None:
    """The link of a token while it works; None for any other, whether it was revoked, has expired or never was."""
    try:
        found = _signer().unsign(token)
    except BadSignature:
        return None
    return open_links().filter(pk=found).first()


def _signer() -> Signer:
    return Signer(salt="storyboard.guest", sep=".")


def open_links() -> "QuerySet[GuestLink]":
    """The links that work now."""
    lasting = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    links = GuestLink.objects.filter(lasting, revoked_at=None, playlist__deleted_at=None)
    return links.select_related("workspace", "project", "playlist", "take__project")


def takes_of(link: GuestLink) -> "QuerySet[Take]":
    """The takes that it shows, in their order: those that are ready."""
    ready = Take.objects.filter(state=TakeState.READY, asset__isnull=False)
    ready = ready.select_related("asset", "generation", "project")
    if link.take_id:
        return ready.filter(pk=link.take_id)
    if link.project_id:
        return _takes_of_project(link, ready.filter(project=link.project_id))
    rows = PlaylistTake.objects.filter(playlist=link.playlist_id, take=OuterRef("pk"))
    placed = ready.annotate(place=Subquery(rows.values("position")[:1]), row=Subquery(rows.values("pk")[:1]))
    return placed.exclude(row=None).order_by("place", "row")


def _takes_of_project(link: GuestLink, ready: "QuerySet[Take]") -> "QuerySet[Take]":
    """Without drafts, unless the link says so: rehearsals and animatics have the prompts as captions."""
    if not link.with_drafts:
        return ready.filter(number__gt=0, rehearsal=False).order_by("number")
    newest = ready.filter(number=0).order_by("-render").values("pk")[:1]
    return ready.filter(Q(number__gt=0) | Q(pk__in=newest)).order_by("number")


def may_revoke(link: GuestLink, person: Person, roles: int) -> bool:
    """Whether somebody with these roles may end a link, and sees who looked: its maker, and owners."""
    return link.made_by_id == person.pk or may(roles, Right.RULES)


def revoke(link: GuestLink, person: Person, roles: int) -> None:
    """Ends a link, and every page that is open at it. Raises PermissionDenied."""
    if not may_revoke(link, person, roles):
        raise PermissionDenied(_("Only whoever made a link and owners revoke it."))
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by = timezone.now(), person
        with transaction.atomic():
            link.save(update_fields=["revoked_at", "revoked_by"])
            record_link(link, person, What.LINK_REVOKED)
            transaction.on_commit(lambda: async_to_sync(tell_guests)(link.pk), robust=True)
