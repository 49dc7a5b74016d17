"""Taking people's files into the library: looked into, cleaned, kept. What cannot be used is refused in words."""

import asyncio
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from storyboard.assets import bucket
from storyboard.assets.downloads import FETCH_SECONDS, MOST_FETCHED
from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.refusals import refusal_sentence
from storyboard.assets.renditions import want_renditions
from storyboard.assets.storing import MediaFile, keep_asset
from storyboard.media.errors import MediaError
from storyboard.media.guarded import take_in_guarded
from storyboard.media.probing import Kind
from storyboard.media.taken import Taken
from storyboard.providers.downloading import download
from storyboard.providers.http import Answered, Interrupted, NotReached, OutgoingError
from storyboard.studio.models import Person
from storyboard.studio.outside import door

# Invisible, and part of how emoji, Persian and the scripts of India are written.
JOINERS = "\u200c\u200d"
KINDS = {Kind.PICTURE: AssetKind.PICTURE, Kind.VIDEO: AssetKind.CLIP, Kind.SOUND: AssetKind.VOICE}


class Unusable(Exception):
    """The file cannot be used; the text is the sentence to show."""


class NotFetched(Unusable):
    """The address could not be fetched now, and may be another time: it can keep its place until then."""


# Answers that may be others later. Source: RFC 9110 (404, 408), RFC 6585 (429), RFC 8470 (425).
MAY_PASS = {404, 408, 425, 429, *range(500, 600)}


@dataclass(frozen=True)
class Sender:
    """Who brings a file, and for which workspace."""

    workspace_id: str
    person: Person | None


def accept_upload(sender: Sender, upload: "UploadedFile[bytes]", name: str = "") -> Asset:
    """The asset of an uploaded file. Raises Unusable; a full disk raises OSError.

    `name` is the file's, where it came beside the file: the one in the file's own header loses quotes and joiners.
    """
    with work_folder() as folder:
        source = folder / "upload"
        with source.open("wb") as file:
            for block in upload.chunks():
                file.write(block)
        return accept(sender, source, folder, name or str(upload.name or ""))


def accept_address(sender: Sender, url: str) -> Asset:
    """The asset of what lies at a public https address. Raises Unusable, NotFetched."""
    with work_folder() as folder:
        source = fetched(url, folder)
        return accept(sender, source, folder, unquote(PurePath(urlsplit(url).path).name), origin=AssetOrigin.UPLOAD)


def fetched(url: str, folder: Path) -> Path:
    """The file that lies at a public https address, put into a work folder. Raises Unusable, NotFetched."""
    source = folder / "fetched"
    try:
        asyncio.run(download(door(), url.strip(), source, MOST_FETCHED, seconds=FETCH_SECONDS))
    except OutgoingError as error:
        refused = NotFetched if _may_pass(error) else Unusable
        raise refused(_("This address was not fetched: it %(reason)s.") % {"reason": error}) from error
    return source


def _may_pass(error: OutgoingError) -> bool:
    if isinstance(error, Answered):
        return error.status in MAY_PASS
    return isinstance(error, NotReached | Interrupted)


def accept(sender: Sender, source: Path, folder: Path, name: str, origin: AssetOrigin = AssetOrigin.UPLOAD) -> Asset:
    """Cleans a file that lies in a work folder and keeps it. The same bytes twice are one asset. Raises Unusable."""
    kind, file = cleaned(source, folder, name)
    asset = keep_asset(sender.workspace_id, kind, origin, file, name=named(name), created_by=sender.person)
    want_renditions(asset)
    return asset


def cleaned(source: Path, folder: Path, name: str) -> tuple[AssetKind, MediaFile]:
    """What a file in a work folder is, and its cleaned copy there. Raises Unusable."""
    target = folder / "cleaned"
    target.mkdir()
    try:
        taken = take_in_guarded(source, target)
    except MediaError as error:
        raise Unusable(refusal_sentence(error, name)) from error
    _store(taken)
    return kept_file(taken)


def _store(taken: Taken) -> None:
    try:
        bucket.put(taken.path, taken.sha256)
    except OSError as error:
        if not bucket.is_away(error):
            raise
        raise Unusable(
            _("The object storage does not answer, so that nothing was kept. Bring it again later.")
        ) from error


def kept_file(taken: Taken) -> tuple[AssetKind, MediaFile]:
    """What a file that was taken in is, and what storage wants to know of it."""
    return KINDS[taken.kind], _media_file(taken)


def _media_file(taken: Taken) -> MediaFile:
    return MediaFile(
        path=taken.path,
        sha256=taken.sha256,
        media_type=taken.media_type,
        width=taken.width,
        height=taken.height,
        frames=taken.frames,
        rate=taken.rate,
        seconds=taken.seconds,
        has_sound=taken.has_audio,
    )


def named(name: str) -> str:
    """The file's own name, without folders and control characters; at most 200 characters."""
    plain = PurePath(name.replace("\\", "/")).name
    return "".join(char for char in plain if char.isprintable() or char in JOINERS)[:200] or _("Untitled")


@contextmanager
def work_folder() -> Iterator[Path]:
    """A folder for one file on its way in; it goes with everything in it."""
    folder: Path = settings.WORK_DIR / f"upload-{uuid.uuid4().hex}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
