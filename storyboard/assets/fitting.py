"""Pictures as a provider takes them: cut to the part that is sent, an opaque JPEG or PNG within its limits.

Source of the limits: Kling's developer documentation for first and last frames: JPEG or PNG, at least 300 pixels a
side, 1:2.5 to 2.5:1, at most 10 MB.
"""

import hashlib
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

from django.conf import settings

from storyboard.assets.digests import settle
from storyboard.assets.models import Asset, Rendition
from storyboard.assets.refusals import refusal_sentence
from storyboard.assets.storing import MediaFile, keep_rendition, path_of
from storyboard.media.board import Crop
from storyboard.media.errors import Code, MediaError
from storyboard.media.frames import fit_for_provider
from storyboard.providers.pictures import LEAST_SIDE, Box

RATIOS = (Fraction(2, 5), Fraction(5, 2))
MOST_BYTES = 10_000_000
# Counted up when the same crop would be written as other bytes.
RECIPE = 1


class Unfitted(Exception):
    """The provider would not take the picture; the text is the sentence to show, `code` says it in a word."""

    def __init__(self, sentence: str, code: Code) -> None:
        super().__init__(sentence)
        self.code = code


def fitted(asset: Asset, box: Box | None = None) -> MediaFile:
    """The bytes a provider is given for a picture, made once for each part of it and kept as a rendition.

    `box` is the part, None the whole. The same part gives the same bytes; a picture that fits as it is keeps its own.
    Raises Unfitted with the reason, OSError where the disk refuses.
    """
    box = box or (0, 0, asset.width or 1, asset.height or 1)
    name = "fit-" + hashlib.sha256(repr((RECIPE, box)).encode()).hexdigest()[:16]
    made = asset.renditions.filter(name=name).first()
    if made is None or not path_of(made).is_file():
        made = _make(asset, name, box)
    path = path_of(made)
    return MediaFile(path, path.stem, made.media_type, made.width, made.height)


def _make(asset: Asset, name: str, box: Box) -> Rendition:
    with _work_file() as target:
        try:
            made = fit_for_provider(
                path_of(asset),
                target,
                crop=_crop(asset, box),
                min_side=LEAST_SIDE,
                ratio_min=RATIOS[0],
                ratio_max=RATIOS[1],
                max_bytes=MOST_BYTES,
            )
        except MediaError as error:
            raise Unfitted(refusal_sentence(error, asset.name), error.code) from error
        file = MediaFile(target, settle(target), made.media_type, made.width, made.height)
        return keep_rendition(asset, name, file)


def _crop(asset: Asset, box: Box) -> Crop | None:
    """The box as fractions; None where it is the whole picture."""
    left, top, width, height = box
    whole = asset.width or width, asset.height or height
    if (width, height) == whole:
        return None
    return Crop(left / whole[0], top / whole[1], width / whole[0], height / whole[1])


@contextmanager
def _work_file() -> Iterator[Path]:
    folder: Path = settings.WORK_DIR / f"fit-{uuid.uuid4().hex}"
    folder.mkdir(parents=True)
    try:
        yield folder / "fitted"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
