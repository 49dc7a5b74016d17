"""Comments: written, answered, edited, deleted, resolved and opened again. Every open page of the project is told."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from storyboard.live.sending import Fragment, record
from storyboard.review.attaching import NotTaken, attach, taken_in
from storyboard.review.clearing import clear_files_of
from storyboard.review.drawings import NotADrawing, Shape, drawing_from
from storyboard.review.films import film
from storyboard.review.models import Comment, GuestVisit
from storyboard.review.places import NoSuchPlace, Place, place_in
from storyboard.studio.models import Person
from storyboard.studio.roles import Right, may
from storyboard.takes.models import Take, Verdict
from storyboard.takes.states import TakeState

LONGEST = 5_000


class NotKept(Exception):
    """Nothing was written; the message is the sentence to show."""


def write(
    take: Take, author: Person | GuestVisit, form: Mapping[str, str], uploads: Sequence["UploadedFile[bytes]"] = ()
) -> Comment:
    """Keeps a comment as the page posts it: text, drawing, files, and a place or a parent. Raises NotKept."""
    parent, drawing = _parent_of(take, form.get("parent", ""), author), _drawing_from(form.get("drawing", ""))
    text = _text_from(form.get("text", ""), may_be_empty=bool(drawing or uploads))
    if parent is None and (take.state != TakeState.READY or take.asset is None):
        raise NotKept(_("Comments can be written once the video is here. Your text is kept in this browser."))
    place = Place() if parent else _place_from(take, form)
    _refuse_without_frame(drawing, place.first)
    values = {"text": text, "drawing": drawing, "shot": place.shot, "first": place.first, "frames": place.frames}
    comment = Comment(take=parent.take if parent else take, parent=parent, **_by(author), **values)
    try:
        with taken_in(uploads) as files, transaction.atomic():
            comment.save(force_insert=True)
            attach(comment, files)
            tell(comment)
    except NotTaken as error:
        raise NotKept(str(error)) from error
    return comment


def _by(author: Person | GuestVisit) -> dict[str, Any]:
    """How a row names its author. Raises NotKept of a guest who gave no name."""
    if isinstance(author, Person):
        return {"person": author}
    if not author.name:
        raise NotKept(_("Give your name first. Your text is kept in this browser."))
    return {"guest": author, "guest_name": author.name}


def is_by(comment: Comment, author: Person | GuestVisit) -> bool:
    """Whether somebody wrote it; a guest is the same for one visit."""
    return author.pk == (comment.person_id if isinstance(author, Person) else comment.guest_id)


def edit(comment: Comment, author: Person | GuestVisit, form: Mapping[str, str]) -> None:
    """Puts other words in place of one's own, and another drawing where one comes. Raises NotKept, PermissionDenied."""
    if not is_by(comment, author):
        raise PermissionDenied(_("Only its author edits a comment."))
    if is_locked(comment.take):
        raise NotKept(_("This take is approved, so its comments stay. Reopen the take to change one."))
    drawing = _drawing_from(form["drawing"]) if "drawing" in form else comment.drawing
    _refuse_without_frame(drawing, comment.first)
    text = _text_from(form.get("text", ""), may_be_empty=bool(drawing) or comment.attachments.exists())
    _save(comment, text=text, drawing=drawing, edited_at=timezone.now())


def delete(comment: Comment, author: Person | GuestVisit) -> None:
    """Takes its words and its files away, and leaves who did that and when: nobody, where its guest did.

    Raises NotKept, PermissionDenied.
    """
    if not may_delete(comment, author, comment.take.project.roles):
        raise PermissionDenied(_("Only its author and owners delete a comment."))
    if is_locked(comment.take):
        raise NotKept(_("This take is approved, so its comments stay. Reopen the take to delete one."))
    by = author if isinstance(author, Person) else None
    with transaction.atomic():
        _save(comment, text="", drawing=[], deleted_at=timezone.now(), deleted_by=by)
        clear_files_of(comment.pk)


def resolve(comment: Comment, person: Person) -> None:
    """Marks what it asks for as done; a second time changes nothing. Raises NotKept."""
    _refuse_reply(comment)
    if comment.resolved_at is None:
        _save(comment, resolved_at=timezone.now(), resolved_by=person)


def reopen(comment: Comment) -> None:
    """Takes the mark away. Raises NotKept."""
    _refuse_reply(comment)
    _save(comment, resolved_at=None, resolved_by=None)


def may_delete(comment: Comment, reader: Person | GuestVisit, roles: int) -> bool:
    """Whether somebody with these roles may delete it: its author, and owners."""
    return is_by(comment, reader) or may(roles, Right.RULES)


def is_locked(take: Take) -> bool:
    """Whether a take is approved: what was said of it stands until it is reopened."""
    return take.verdict == Verdict.APPROVED


def tell(comment: Comment) -> None:
    """Has every open page of the project look at its comments again. Call in the change's transaction."""
    record(comment.take.project_id, [Fragment("comments", comment.take_id, 0)])


def _save(comment: Comment, **writes: object) -> None:
    for name, value in writes.items():
        setattr(comment, name, value)
    with transaction.atomic():
        comment.save(update_fields=[*writes])
        tell(comment)


def _refuse_reply(comment: Comment) -> None:
    if comment.parent_id:
        raise NotKept(_("A reply is resolved with the comment that it answers."))


def _text_from(text: str, *, may_be_empty: bool) -> str:
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text and not may_be_empty:
        raise NotKept(_("Write something, draw on the frame, or attach a file."))
    if len(text) > LONGEST:
        found = {"limit": LONGEST, "found": len(text)}
        raise NotKept(
            _("A comment has at most %(limit)s characters; this one has %(found)s. It is kept in this browser.") % found
        )
    return text


def _drawing_from(text: str) -> list[Shape]:
    try:
        return drawing_from(text)
    except NotADrawing as error:
        raise NotKept(_("This drawing cannot be kept: it is too large or damaged. Draw it anew.")) from error


def _refuse_without_frame(drawing: list[Shape], first: int | None) -> None:
    if drawing and first is None:
        raise NotKept(_("A drawing belongs to a frame. Comment at that frame, or take the drawing away."))


def _place_from(take: Take, form: Mapping[str, str]) -> Place:
    where = {name: form.get(name, "") for name in ("shot", "first", "frames")}
    try:
        return place_in(film(take), **where)
    except NoSuchPlace as error:
        raise NotKept(_("This take has no such frame or shot. Choose another place for the comment.")) from error


def _parent_of(take: Take, comment_id: str, author: Person | GuestVisit) -> Comment | None:
    """The comment that is answered, of this take or carried over to it from an earlier one of its project, which guests
    do not see."""
    if not comment_id:
        return None
    rows = Comment.objects.select_related("take").filter(take__project=take.project_id, parent=None, deleted_at=None)
    if isinstance(author, GuestVisit):
        rows = rows.filter(take=take)
    found = rows.filter(pk=comment_id[:16]).first()
    if found is None:
        raise NotKept(_("The comment that you answer was deleted. Your text is kept in this browser."))
    return found
