"""Takes whose videos are real and small: every frame has a grey of its own."""

from pathlib import Path

import av
import numpy as np
from django.conf import settings
from PIL import Image

from storyboard.assets.digests import settle
from storyboard.assets.models import Asset, AssetKind, AssetOrigin
from storyboard.assets.storing import MediaFile, keep_asset, path_of
from storyboard.projects.models import Project
from storyboard.studio.models import Person
from storyboard.takes.models import Take, Verdict
from storyboard.takes.pipeline import change_take
from tests.takes.making import finished

FRAMES = 8


def filmed(project: Project, person: Person, number: int, last: int, *, approved: bool = False) -> Take:
    """A ready take of that number whose last frame is of the grey `last`; 0 is a render of the animatic."""
    take = finished(project, person, video=f"{project.pk} {number} {last}".encode())
    path = Path(settings.WORK_DIR) / f"film-{take.pk}.mp4"
    _film(path, last)
    file = MediaFile(path, settle(path), "video/mp4", 320, 180, FRAMES)
    take.asset = keep_asset(project.workspace_id, AssetKind.CLIP, AssetOrigin.TAKE, file, name="film")
    if number:
        take.number, take.render = number, 1
    take.verdict = Verdict.APPROVED if approved else Verdict.NONE
    take.save()
    return take


def _film(path: Path, last: int) -> None:
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=24, options={"crf": "8"})
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for number in range(FRAMES):
            pixels = np.full((180, 320, 3), last if number == FRAMES - 1 else 255 - 10 * number, np.uint8)
            output.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        output.mux(stream.encode(None))


def approve(take: Take) -> None:
    """What a reviewer's approval does to the row."""
    change_take(take, verdict=Verdict.APPROVED)


def grey_of(asset: Asset | None) -> int:
    """The grey of a picture."""
    assert asset
    return round(float(np.asarray(Image.open(path_of(asset)).convert("L")).mean()))
