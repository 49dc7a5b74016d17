"""What others said to a person: comments that name them, and replies to theirs, as long as those are open."""

from dataclasses import dataclass
from itertools import islice

from django.db.models import Q

from storyboard.review.models import Comment
from storyboard.review.readers import Author, Member, author_of
from storyboard.review.texts import Piece, pieces_of
from storyboard.studio.models import Person
from storyboard.takes.viewing import TakeView

LISTED = 50
LOADED = ("person", "take__project", "take__generation", "parent")


@dataclass(frozen=True)
class Said:
    """One comment of somebody else; `is_reply` tells one that answers the reader from one that names them."""

    comment: Comment
    reader: Person
    is_reply: bool

    @property
    def author(self) -> Author | None:
        """Who wrote it; None where its person is gone."""
        return author_of(self.comment, Member(self.reader, 0))

    @property
    def take(self) -> TakeView:
        return TakeView(self.comment.take)

    @property
    def url(self) -> str:
        return f"{self.take.url}#comment-{self.comment.pk}"


def said_to(person: Person, workspace_id: str) -> list[Said]:
    """The newest first, of one workspace."""
    named = Q(text__icontains=f"@{person.name}")
    rows = Comment.objects.filter(named | Q(parent__person=person), take__project__workspace=workspace_id)
    rows = rows.filter(Q(parent=None, resolved_at=None) | Q(parent__resolved_at=None, parent__isnull=False))
    others = rows.filter(deleted_at=None, take__project__archived_at=None).exclude(person=person)
    found = others.select_related(*LOADED).order_by("-created_at", "pk").iterator(LISTED)
    said = (Said(one, person, one.parent is not None and one.parent.person_id == person.pk) for one in found)
    told = (one for one in said if one.is_reply or any(_names(piece, person) for piece in _pieces(one, person)))
    return list(islice(told, LISTED))


def _pieces(said: Said, person: Person) -> list[Piece]:
    return pieces_of(said.comment.text, None, {person.name.lower(): person})


def _names(piece: Piece, person: Person) -> bool:
    return piece.person == person
