"""Files that come with comments: looked into and cleaned as those of the library are, and kept beside them. They are in
no library, and are had only through their comment."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from storyboard.assets.accepting import Unusable, cleaned, named, work_folder
from storyboard.assets.digests import settle
from storyboard.assets.finding import Stored
from storyboard.assets.refusals import refusal_sentence
from storyboard.assets.storing import EXTENSIONS, MediaFile, keep_file, path_at
from storyboard.media.errors import Code, Refused
from storyboard.media.forms import form_of
from storyboard.review.models import Attachment, Comment
from storyboard.work import jobs

MOST_FILES = 5
MOST_BYTES = 50_000_000
MOST_TEXT_BYTES = 2_000_000
KIND = "thumbnail"
# What texts are called. Another name gets “.txt”, so that none is opened as a page or a program.
TEXTS = (".txt", ".md", ".csv", ".srt", ".vtt", ".fountain", ".json", ".edl", ".log")
BREAKS = "\t\n\f\r"


class NotTaken(Exception):
    """A file cannot be attached; the message is the sentence to show."""


@dataclass(frozen=True)
class Brought:
    """A file ready to be kept, and the name it came with."""

    file: MediaFile
    name: str


@dataclass(frozen=True)
class Attached:
    """A file as it is served; only one that `is_shown` may be opened in the browser."""

    stored: Stored
    is_shown: bool


@contextmanager
def taken_in(uploads: Sequence["UploadedFile[bytes]"]) -> Iterator[list[Brought]]:
    """The files as they will be kept, for as long as this lasts. Raises NotTaken; a full disk raises OSError."""
    if not uploads:
        yield []
        return
    if len(uploads) > MOST_FILES:
        words = ngettext(
            "At most %(most)s file comes with a comment.", "At most %(most)s files come with a comment.", MOST_FILES
        )
        raise NotTaken(words % {"most": MOST_FILES})
    with work_folder() as folder:
        yield [_brought(upload, folder / str(number)) for number, upload in enumerate(uploads)]


def attach(comment: Comment, files: Sequence[Brought]) -> None:
    """Keeps files with a comment. Call in the transaction that writes it."""
    for position, one in enumerate(files):
        size = one.file.path.stat().st_size
        made = Attachment.objects.create(
            comment=comment,
            position=position,
            name=one.name,
            file=keep_file(one.file),
            media_type=one.file.media_type,
            bytes=size,
        )
        if made.is_picture:
            jobs.enqueue(KIND, made.pk)


def attached_file(comment: Comment, attachment_id: str, size: str) -> Attached:
    """A file of a comment: the `original`, or the `small` picture of one. Raises Http404."""
    found = comment.attachments.filter(pk=attachment_id, comment__deleted_at=None).first()
    if found is None or size not in ("original", "small") or (size == "small" and not found.small):
        raise Http404(_("There is no such file any more."))
    media_type, name = (found.media_type, found.file) if size == "original" else ("image/webp", found.small)
    path = path_at(name)
    if not path.is_file():
        raise Http404(_("The file is missing from the server’s storage. Ask the person who runs this server."))
    served = "text/plain; charset=utf-8" if media_type == "text/plain" else media_type
    return Attached(Stored(path, served, f'"{path.stem[:32]}"', found.name), found.is_picture)


def names_attached(names: Collection[str]) -> set[str]:
    """Those of some names in storage that are of files of comments which are not deleted."""
    rows = Attachment.objects.filter(comment__deleted_at=None).filter(Q(file__in=names) | Q(small__in=names))
    return {name for row in rows.values_list("file", "small") for name in row if name}


def attached_names() -> set[str]:
    """The names in storage of all files of comments."""
    rows = Attachment.objects.values_list("file", "small")
    return {name for row in rows for name in row if name}


def _brought(upload: "UploadedFile[bytes]", folder: Path) -> Brought:
    name = named(str(upload.name or ""))
    if (upload.size or 0) > MOST_BYTES:
        values = {"name": name, "most": MOST_BYTES // 1_000_000}
        raise NotTaken(_("“%(name)s” is larger than %(most)s MB, the most that comes with a comment.") % values)
    folder.mkdir()
    source = folder / "upload"
    with source.open("wb") as file:
        for block in upload.chunks():
            file.write(block)
    if plain := _plain_type(source):
        return Brought(MediaFile(source, settle(source), plain), _ending(name, plain))
    return Brought(_media(source, folder, name), name)


def _media(source: Path, folder: Path, name: str) -> MediaFile:
    try:
        form_of(source)
        return cleaned(source, folder, name)[1]
    except Refused as error:
        raise NotTaken(_refused(error, name)) from error
    except Unusable as error:
        raise NotTaken(str(error)) from error


def _refused(error: Refused, name: str) -> str:
    if error.code == Code.EMPTY:
        return refusal_sentence(error, name)
    kinds = _("“%(name)s” is of no kind that is taken here: pictures, videos, sounds, PDF, and text in UTF-8.")
    return kinds % {"name": name}


def _plain_type(source: Path) -> str:
    """The media type of a PDF or a text, told by the bytes; empty for anything else."""
    with source.open("rb") as file:
        if file.read(5) == b"%PDF-":
            return "application/pdf"
    return "text/plain" if source.stat().st_size <= MOST_TEXT_BYTES and _is_text(source.read_bytes()) else ""


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and all(char >= " " or char in BREAKS for char in text)


def _ending(name: str, media_type: str) -> str:
    """The name with an ending that says what the file is."""
    endings = TEXTS if media_type == "text/plain" else (".pdf",)
    return name if PurePath(name).suffix.lower() in endings else f"{name[:190]}.{EXTENSIONS[media_type]}"
