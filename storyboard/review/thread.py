"""The comments of a take as its page shows them, those of earlier takes that are still open among them."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import Q, QuerySet

from storyboard.review.attaching import MOST_BYTES, MOST_FILES
from storyboard.review.drawings import in_words
from storyboard.review.films import film, named, of_earlier_takes
from storyboard.review.models import Comment
from storyboard.review.places import Film, Place, carried
from storyboard.review.readers import Author, Member, Reader, author_of
from storyboard.review.texts import Piece, pieces_of
from storyboard.studio.models import Membership, Person
from storyboard.takes.models import Take
from storyboard.takes.planned import PlannedShot
from storyboard.takes.viewing import TakeView

LOADED = ("person", "resolved_by", "deleted_by", "take__asset", "take__generation")


@dataclass(frozen=True)
class CommentView:
    """One comment at its place in the video shown. `source` is the earlier take that it was carried over from, `deeds`
    where its buttons lead."""

    comment: Comment
    place: Place
    film: Film
    pieces: list[Piece]
    author: Author | None
    deeds: str
    can_edit: bool
    can_delete: bool
    source: TakeView | None = None
    replies: list["CommentView"] = field(default_factory=list)

    @property
    def is_resolved(self) -> bool:
        return self.comment.resolved_at is not None

    @property
    def span(self) -> PlannedShot | None:
        return self.film.shot(self.place.shot)

    @property
    def timecode(self) -> str:
        return self.film.timecode(self.place.first) if self.place.first is not None else ""

    @property
    def where(self) -> str:
        """Its place in words: a timecode, a range of two, a shot, or nothing for the whole take."""
        if self.place.first is None:
            return named(self.span) if self.span else ""
        if (self.place.frames or 1) == 1:
            return self.timecode
        return f"{self.timecode}–{self.film.timecode(self.last)}"

    @property
    def last(self) -> int:
        """Its last frame."""
        return (self.place.first or 0) + (self.place.frames or 1) - 1

    @property
    def goes_to(self) -> int | None:
        """The frame that its button leads to; None for the whole take."""
        if self.place.first is not None:
            return self.place.first
        return self.span.first if self.span else None

    @property
    def drawing(self) -> str:
        """Its shapes as JSON; empty where nothing was drawn."""
        return json.dumps(self.comment.drawing) if self.comment.drawing else ""

    @property
    def drawn(self) -> str:
        """The same in words; empty where nothing was drawn."""
        return in_words(self.comment.drawing)

    @property
    def mentioned(self) -> str:
        """The ids of the people it names, of its replies as well."""
        pieces = [*self.pieces, *(piece for reply in self.replies for piece in reply.pieces)]
        return " ".join(dict.fromkeys(piece.person.pk for piece in pieces if piece.person))


@dataclass(frozen=True)
class Thread:
    """All comments in the order of the video, and what the composer and the filter offer."""

    take: Take
    film: Film
    comments: list[CommentView]
    people: list[Person]
    reader: Reader
    most_files: int = MOST_FILES
    most_bytes: int = MOST_BYTES

    @property
    def url(self) -> str:
        """Where they are read and written."""
        return self.reader.comments_url(self.take)

    @property
    def can_comment(self) -> bool:
        return self.reader.can_comment

    @property
    def said(self) -> list[CommentView]:
        return [one for one in self.comments if one.comment.deleted_at is None]

    @property
    def open_count(self) -> int:
        return sum(not one.is_resolved for one in self.said)

    @property
    def shots(self) -> list[tuple[str, str]]:
        """Pairs of id and name."""
        return [(span.shot, named(span)) for span in self.film.spans]

    @property
    def spans(self) -> str:
        """The same for the composer, as JSON."""
        return json.dumps(self.shots)

    @property
    def names(self) -> str:
        """The people that can be named, as JSON: what is written, and what is read."""
        return json.dumps([[person.name, str(person)] for person in self.people])


def thread_of(take: Take, person: Person) -> Thread:
    """The thread of a take for a person of its workspace; the take loaded as `access.take_for` does."""
    return thread_for(take, Member(person, take.project.roles), people_of(take))


def thread_for(take: Take, reader: Reader, people: list[Person]) -> Thread:
    """The thread of a take for whoever reads it, and the people that can be named there."""
    rows = list(_rows(take, reader).select_related(*LOADED).prefetch_related("attachments"))
    here = film(take)
    draw = _Drawing(take, here, {person.name.lower(): person for person in people}, reader)
    comments = [view for view in map(draw.view, rows) if view]
    answers = _answers(comments, draw)
    views = [replace(view, replies=answers[view.comment.pk]) for view in comments]
    shown = [view for view in views if view.comment.deleted_at is None or view.replies or view.source is None]
    return Thread(take, here, sorted(shown, key=_order), people, reader)


def people_of(take: Take) -> list[Person]:
    """Everybody who may comment on it, by name."""
    rows = Membership.objects.filter(workspace=take.project.workspace_id, person__is_active=True)
    people = [row.person for row in rows.select_related("person")]
    return sorted(people, key=lambda person: str(person).casefold())


@dataclass(frozen=True)
class _Drawing:
    """What every comment of one page is drawn with."""

    take: Take
    film: Film
    people: dict[str, Person]
    reader: Reader

    def view(self, comment: Comment) -> CommentView | None:
        """A comment at its place here; None where its shot is not in this video."""
        place, is_own = Place(comment.shot, comment.first, comment.frames), comment.take_id == self.take.pk
        if not is_own:
            found = carried(place, film(comment.take), self.film)
            if found is None:
                return None
            place = found
        source = None if is_own else TakeView(comment.take)
        return self._shown(comment, place, self.film if is_own else None, source)

    def reply(self, comment: Comment) -> CommentView:
        """A reply, which has no place of its own."""
        return self._shown(comment, Place(), self.film if comment.take_id == self.take.pk else None)

    def _shown(self, comment: Comment, place: Place, here: Film | None, source: TakeView | None = None) -> CommentView:
        can_edit, can_delete = self.reader.rights(comment)
        return CommentView(
            comment=comment,
            place=place,
            film=self.film,
            pieces=pieces_of(comment.text, here, self.people),
            author=author_of(comment, self.reader),
            deeds=self.reader.deeds_url(comment),
            can_edit=can_edit,
            can_delete=can_delete,
            source=source,
        )


def _rows(take: Take, reader: Reader) -> "QuerySet[Comment]":
    """The comments of a take, and for its people those of earlier ones that are open and bound to a shot."""
    if reader.is_guest:
        return Comment.objects.filter(take=take, parent=None)
    earlier = of_earlier_takes(take) & Q(parent=None, resolved_at=None, deleted_at=None) & ~Q(shot="")
    return Comment.objects.filter(Q(take=take, parent=None) | earlier)


def _answers(views: Iterable[CommentView], draw: _Drawing) -> dict[str, list[CommentView]]:
    """The replies by the id of what they answer, in the order in which they were written."""
    ids = [view.comment.pk for view in views]
    rows = Comment.objects.filter(parent__in=ids).select_related(*LOADED).prefetch_related("attachments")
    found: dict[str, list[CommentView]] = defaultdict(list)
    for row in rows.order_by("created_at", "pk"):
        found[str(row.parent_id)].append(draw.reply(row))
    return found


def _order(view: CommentView) -> tuple[int, object]:
    return (-1 if view.goes_to is None else view.goes_to, view.comment.created_at)
