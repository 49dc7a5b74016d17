"""A frame of a video as a picture of the library: exactly that frame, from the original file, at its own size."""

import uuid
from pathlib import Path

from django.conf import settings

from storyboard.assets.digests import settle
from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.renditions import want_renditions
from storyboard.assets.storing import MediaFile, keep_asset, path_of
from storyboard.media.errors import MediaError
from storyboard.media.frames import save_grab
from storyboard.studio.models import Person


class NoSuchFrame(Exception):
    """The video has no frame of that number that can be read."""


def frame_number(text: str) -> int:
    """The number of a frame as a form names it; -1, which no video has, where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def grab_frame(clip: Asset, frame: int, person: Person, name: str) -> Asset:
    """Frame `frame` (the first is 0) of a clip as a picture; the same frame twice is one. Raises NoSuchFrame."""
    if clip.kind != AssetKind.CLIP or not clip.file or not 0 <= frame < (clip.frames or 0):
        raise NoSuchFrame
    settings.WORK_DIR.mkdir(parents=True, exist_ok=True)
    target: Path = settings.WORK_DIR / f"grab-{uuid.uuid4().hex}.png"
    try:
        width, height = save_grab(path_of(clip), frame, target)
        file = MediaFile(target, settle(target), "image/png", width, height)
        asset = keep_asset(
            clip.workspace_id, AssetKind.PICTURE, AssetOrigin.FRAME, file, name=name[:200], created_by=person
        )
    except MediaError as error:
        raise NoSuchFrame from error
    finally:
        target.unlink(missing_ok=True)
    want_renditions(asset)
    return asset
