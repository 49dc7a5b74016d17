"""Whoever reads the comments of a take: a person of its workspace, or a guest who came by a link."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from storyboard.review.commenting import is_by, is_locked, may_delete
from storyboard.review.links import token_of
from storyboard.review.models import Comment, GuestLink, GuestVisit
from storyboard.studio.avatars import hue_of, initials_of
from storyboard.studio.models import Person
from storyboard.studio.roles import Right, may
from storyboard.takes.models import Take


@dataclass(frozen=True)
class Author:
    """Who wrote a comment, as a page shows it. `key` is the same for all of theirs."""

    key: str
    name: str
    initials: str
    hue: int


@dataclass(frozen=True)
class Member:
    """A person of the workspace, with their roles there."""

    person: Person
    roles: int
    is_guest, can_attach = False, True

    @property
    def can_comment(self) -> bool:
        return may(self.roles, Right.COMMENT)

    @property
    def can_resolve(self) -> bool:
        return self.can_comment

    def rights(self, comment: Comment) -> tuple[bool, bool]:
        """Whether they may edit a comment, and delete it."""
        return _rights(comment, self.person, self.roles, self.can_comment)

    def name_of(self, person: Person) -> str:
        """What they read somebody's name as."""
        return str(person)

    def comments_url(self, take: Take) -> str:
        """Where the comments of a take are read and written."""
        return f"{reverse('comments', args=[take.project_id, take.number])}?render={take.render}"

    def deeds_url(self, comment: Comment) -> str:
        """Where the buttons of a comment lead, but for the deed at its end."""
        return _deeds("comment", comment.take.project_id, comment.pk)


@dataclass(frozen=True)
class Guest:
    """A guest in one visit. Of comments they see those of the take alone, and of people no address of mail."""

    visit: GuestVisit
    link: GuestLink
    is_guest = True
    can_resolve = can_attach = False

    @property
    def can_comment(self) -> bool:
        return self.link.may_comment

    def rights(self, comment: Comment) -> tuple[bool, bool]:
        """Whether they may edit a comment, and delete it."""
        return _rights(comment, self.visit, 0, self.can_comment)

    def name_of(self, person: Person) -> str:
        """What they read somebody's name as: of one that is an address of mail what stands before its host."""
        return str(person).partition("@")[0]

    def comments_url(self, take: Take) -> str:
        """Where the comments of a take are read and written."""
        return reverse("guest_comments", args=[token_of(self.link), take.pk])

    def deeds_url(self, comment: Comment) -> str:
        """Where the buttons of a comment lead, but for the deed at its end."""
        return _deeds("guest_comment", token_of(self.link), comment.pk)


Reader = Member | Guest


def author_of(comment: Comment, reader: Reader) -> Author | None:
    """Who wrote a comment; None where its person is gone."""
    if comment.guest_name:
        key = comment.guest_id or comment.guest_name
        name = _("%(name)s (guest)") % {"name": comment.guest_name}
        return Author(key, name, initials_of(comment.guest_name), hue_of(key))
    if comment.person is None:
        return None
    name = reader.name_of(comment.person)
    return Author(comment.person.pk, name, initials_of(name), comment.person.hue)


def _rights(comment: Comment, author: Person | GuestVisit, roles: int, can_comment: bool) -> tuple[bool, bool]:
    can_change = can_comment and comment.deleted_at is None and not is_locked(comment.take)
    return can_change and is_by(comment, author), can_change and may_delete(comment, author, roles)


def _deeds(name: str, *about: str) -> str:
    return reverse(name, args=[*about, "edit"]).removesuffix("edit/")
