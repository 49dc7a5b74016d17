"""What clients gave: uploaded pictures, clips and voices, kept as files until they are too old or too many."""

import base64
import binascii
import hashlib
import uuid
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from storyboard.media.errors import MediaError
from storyboard.media.forms import form_of
from storyboard.media.pictures import opened_picture
from storyboard.media.probing import Kind
from storyboard.sandbox.ledger import Account
from storyboard.sandbox.shapes import is_address

MOST_BYTES = 1024 * 1024 * 1024
LIFE_SECONDS = 30 * 24 * 3600
"""After the last use. Source: notes 1.7."""

# Source: notes 1.7, what imageUpload takes.
PICTURE_FORMATS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "BMP": ".bmp", "GIF": ".gif"}
_MOST_PIXELS = 200_000_000


class Refused(Exception):
    """What was given cannot be used; the text says why."""


@dataclass
class Kept:
    """One thing on the shelf. `url` is set for what was given by an address, which is not fetched. Sizes in pixels."""

    id: str
    account: Account
    extension: str = ""
    media_type: str = "application/octet-stream"
    path: Path | None = None
    url: str | None = None
    picture_format: str = ""
    width: int = 0
    height: int = 0
    bytes: int = 0
    used_at: float = 0.0


@dataclass
class Shelf:
    """Everything that is kept, the least recently used first."""

    folder: Path
    now: Callable[[], float]
    most_bytes: int = MOST_BYTES
    _things: OrderedDict[str, Kept] = field(default_factory=OrderedDict)
    _bytes: int = 0

    def __getitem__(self, thing_id: str) -> Kept:
        """What is kept under the id, whoever asks. Raises KeyError."""
        thing = self._things[thing_id]
        if self.now() - thing.used_at > LIFE_SECONDS:
            self.drop(thing)
            raise KeyError(thing_id)
        return thing

    def find(self, account: Account, thing_id: str) -> Kept:
        """The account's thing of that id, used once more. Raises KeyError."""
        thing = self[thing_id.lower()]
        if thing.account != account:
            raise KeyError(thing_id)
        self._use(thing)
        return thing

    def keep_picture(self, account: Account, content: bytes, thing_id: str | None = None) -> Kept:
        """Keeps a picture under a new id, or under the given one. Raises Refused for what is none."""
        return self._keep(account, content, thing_id, self._look_at_picture)

    def keep_media(self, account: Account, content: bytes) -> Kept:
        """Keeps a picture, a clip or a voice. Raises Refused for anything else."""
        return self._keep(account, content, None, self._look_at_media)

    def keep_address(self, account: Account, url: str) -> Kept:
        """Keeps an address; what is there is not fetched."""
        thing = Kept(str(uuid.uuid4()), account, url=url)
        self._use(thing)
        return thing

    def drop(self, thing: Kept) -> None:
        """Takes it off the shelf and deletes its file."""
        if self._things.pop(thing.id, None):
            self._bytes -= thing.bytes
            if thing.path:
                thing.path.unlink(missing_ok=True)

    def _keep(self, account: Account, content: bytes, thing_id: str | None, look: Callable[[Path, Kept], None]) -> Kept:
        thing = Kept(thing_id or str(uuid.uuid4()), account, bytes=len(content))
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / thing.id
        path.write_bytes(content)
        try:
            look(path, thing)
        except MediaError as error:
            path.unlink()
            raise Refused(error.reason) from error
        thing.path = path
        old = self._things.pop(thing.id, None)
        self._bytes += thing.bytes - (old.bytes if old else 0)
        self._use(thing)
        return thing

    def _use(self, thing: Kept) -> None:
        thing.used_at = self.now()
        self._things[thing.id] = thing
        self._things.move_to_end(thing.id)
        while self._bytes > self.most_bytes and len(self._things) > 1:
            self.drop(next(iter(self._things.values())))

    @staticmethod
    def _look_at_picture(path: Path, thing: Kept) -> None:
        with opened_picture(path, tuple(PICTURE_FORMATS), _MOST_PIXELS) as image:
            thing.picture_format = str(image.format)
            thing.width, thing.height = image.size
        thing.extension = PICTURE_FORMATS[thing.picture_format]
        thing.media_type = f"image/{thing.picture_format.lower()}"

    def _look_at_media(self, path: Path, thing: Kept) -> None:
        form = form_of(path)
        if form.value.kind is Kind.PICTURE:
            self._look_at_picture(path, thing)
        thing.extension, thing.media_type = f".{form.value.extension}", form.value.media_type


def decoded(text: str) -> bytes:
    """The bytes of a data URI or of plain base64. Raises Refused."""
    if text.startswith("data:"):
        head, comma, text = text.partition(",")
        if not comma or not head.endswith(";base64"):
            raise Refused("it is no data URI in base64")
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused("it is no UUID, URL, data URI or base64") from error
    if not content:
        raise Refused("it is empty")
    return content


def id_of(account: Account, content: bytes) -> str:
    """A name for content that came within a request, the same for the same bytes of the same account."""
    return hashlib.sha256(f"{account.api}\0{account.key}\0".encode(errors="replace") + content).hexdigest()


def is_uuid(text: str, version: int | None = None) -> bool:
    """Whether it is a UUID in its usual form of 36 characters, of that version if one is given."""
    try:
        found = uuid.UUID(text)
    except ValueError:
        return False
    return str(found) == text.lower() and version in (None, found.version)


def own_id(url: str, base: str) -> str | None:
    """The id in an address of this shelf at `base`; None for anybody else's address."""
    if not is_address(url) or not url.startswith(f"{base}/shelf/"):
        return None
    return urlsplit(url).path.removeprefix("/shelf/").partition(".")[0]
