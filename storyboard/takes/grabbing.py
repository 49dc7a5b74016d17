"""A frame of a take as a picture of the library: exactly that frame, from the original file, at its own size."""

import uuid
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from storyboard.assets.digests import settle
from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.renditions import want_renditions
from storyboard.assets.storing import MediaFile, keep_asset, path_of
from storyboard.media.frames import save_grab
from storyboard.studio.models import Person
from storyboard.takes.models import Take
from storyboard.takes.viewing import TakeView


class NoSuchFrame(Exception):
    """The take has no frame of that number, or no video yet."""


def grab_frame(take: Take, frame: int, person: Person) -> Asset:
    """The picture of frame `frame` (the first is 0). The same frame twice is one asset. Raises NoSuchFrame."""
    if take.asset is None or not 0 <= frame < (take.asset.frames or 0):
        raise NoSuchFrame
    settings.WORK_DIR.mkdir(parents=True, exist_ok=True)
    target: Path = settings.WORK_DIR / f"grab-{uuid.uuid4().hex}.png"
    try:
        width, height = save_grab(path_of(take.asset), frame, target)
        file = MediaFile(target, settle(target), "image/png", width, height)
        asset = keep_asset(
            take.project.workspace_id,
            AssetKind.PICTURE,
            AssetOrigin.FRAME,
            file,
            name=_("%(take)s, frame %(frame)s") % {"take": TakeView(take).title, "frame": frame},
            created_by=person,
        )
    finally:
        target.unlink(missing_ok=True)
    want_renditions(asset)
    return asset
