"""Guests: who looks through a link, as their session knows it, and what they may see of the product's files.

A session holds the visit of each link that it was let in by, {link id: visit id}, and the guest's name. Whether the
link still works is asked of its row each time, so that revoking it ends everything at once.
"""

from collections.abc import Iterator

from django.contrib.auth.hashers import check_password
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from storyboard.limiting import address_of, too_many
from storyboard.review.agents import agent_of
from storyboard.review.commenting import NotKept
from storyboard.review.links import LONGEST_PASSWORD, open_links, takes_of
from storyboard.review.models import GuestLink, GuestVisit

KEY, NAME = "guest", "guest_name"
LONGEST_NAME = 60
# Within a minute, from one internet address.
MOST_WRONG_LINKS, MOST_VISITS = 30, 60
# Within five minutes: from one internet address, and of everybody together at one link.
MOST_PASSWORDS, MOST_PASSWORDS_OF_ALL, PASSWORD_SECONDS = 5, 50, 300
MOST_COMMENTS_A_MINUTE = 20


class TooOften(Exception):
    """Somebody tries faster than a person would."""


def visit_of(session: SessionBase, link: GuestLink) -> GuestVisit | None:
    """The visit in which this browser was let in by the link; None where it was not."""
    visit = session.get(KEY, {}).get(link.pk)
    return GuestVisit.objects.filter(pk=visit, link=link).first() if visit else None


def let_in(request: HttpRequest, link: GuestLink) -> GuestVisit:
    """Begins a visit. Raises TooOften."""
    if too_many(f"guest-visits:{address_of(request)}", MOST_VISITS, 60):
        raise TooOften
    name, agent = request.session.get(NAME, ""), agent_of(request.headers.get("User-Agent", ""))
    visit = GuestVisit.objects.create(link=link, name=name, agent=agent)
    request.session[KEY] = {**request.session.get(KEY, {}), link.pk: visit.pk}
    return visit


def is_password(request: HttpRequest, link: GuestLink, password: str) -> bool:
    """Whether it is the link's password; every try counts. Raises TooOften."""
    here = too_many(f"guest-password:{link.pk}:{address_of(request)}", MOST_PASSWORDS, PASSWORD_SECONDS)
    if here or too_many(f"guest-password:{link.pk}", MOST_PASSWORDS_OF_ALL, PASSWORD_SECONDS):
        raise TooOften
    return len(password) <= LONGEST_PASSWORD and check_password(password, link.password)


def note_view(visit: GuestVisit) -> None:
    """Writes down that the page was opened."""
    GuestVisit.objects.filter(pk=visit.pk).update(views=F("views") + 1, last_at=timezone.now())


def name_guest(session: SessionBase, visit: GuestVisit, text: str) -> None:
    """Keeps the name that a guest gives; the first one stays, at other links as well. Raises NotKept."""
    name = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    if not name:
        raise NotKept(_("Write your name, so that people know whose comments these are."))
    if len(name) > LONGEST_NAME:
        raise NotKept(_("A name has at most %(limit)s characters.") % {"limit": LONGEST_NAME})
    if not visit.name:
        visit.name = session[NAME] = name
        visit.save(update_fields=["name"])


def check_writing(request: HttpRequest, link: GuestLink) -> None:
    """Counts a comment of a guest, or a change of one. Raises NotKept where the link allows none, or there are too many
    within a minute."""
    if not link.may_comment:
        raise NotKept(_("With this link comments are read, not written."))
    if too_many(f"guest-comments:{link.pk}:{address_of(request)}", MOST_COMMENTS_A_MINUTE, 60):
        raise NotKept(_("These are many comments within a minute. Your text is kept here; send it in a moment."))


def is_guest(session: SessionBase) -> bool:
    """Whether a session was ever let in by a link."""
    return KEY in session


def link_to_take(session: SessionBase, take_id: str) -> str | None:
    """The id of a link by which this session sees a take; None where there is none: what the live connection asks."""
    return next((link.pk for link in _links_of(session) if takes_of(link).filter(pk=take_id).exists()), None)


def may_have_original(session: SessionBase, asset_id: str) -> bool | None:
    """None where no take with this video is shared with the session; else whether its original may be had."""
    links = [link for link in _links_of(session) if takes_of(link).filter(asset=asset_id).exists()]
    return any(link.may_download for link in links) if links else None


def _links_of(session: SessionBase) -> Iterator[GuestLink]:
    """The links that this session was let in by and that still work."""
    yield from open_links().filter(pk__in=[*session.get(KEY, {})])
