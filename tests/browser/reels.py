"""Takes whose every frame carries its number: sixteen blocks, black or white, in the corner of the picture.

Run in a process of the installation (`stock`), so that the product itself keeps them and makes their proxies.
"""

import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

import av
import numpy as np

if TYPE_CHECKING:
    from storyboard.projects.models import Project

BLOCK, BITS, SIZE = 16, 16, (320, 180)
X264 = {"preset": "veryfast", "crf": "18", "g": "250", "bf": "3", "b-pyramid": "normal", "sc_threshold": "0"}
VP9 = {"deadline": "realtime", "cpu-used": "8", "g": "120", "crf": "20"}


@dataclass(frozen=True)
class Reel:
    """A take to make: its file's name, rate and number of frames, and the whole seconds of its shots."""

    name: str
    rate: Fraction
    frames: int
    shots: tuple[int, ...]
    codec: str = "libx264"
    options: dict[str, str] = field(default_factory=lambda: dict(X264))


REELS = (
    Reel("24.mp4", Fraction(24), 360, (3, 5, 7)),
    Reel("25.mp4", Fraction(25), 75, (1, 2)),
    Reel("30.mp4", Fraction(30), 90, (3,)),
    Reel("23.976.mp4", Fraction(24000, 1001), 96, (2, 2)),
    Reel("29.97.mp4", Fraction(30000, 1001), 120, (4,)),
    Reel("60.mp4", Fraction(60), 180, (2, 1)),
    Reel("23.976.webm", Fraction(24000, 1001), 72, (3,), "libvpx-vp9", VP9),
)


def shoot(path: Path, reel: Reel, size: tuple[int, int] = SIZE) -> None:
    """Writes the file of a reel. What stands under the numbers is noise that moves, as a camera would see it."""
    dice = random.Random(reel.name)
    ground = np.frombuffer(dice.randbytes(SIZE[0] // 8 * -(-SIZE[1] // 8)), np.uint8).reshape(-1, SIZE[0] // 8)
    with av.open(str(path), "w") as output:
        stream = cast("av.VideoStream", output.add_stream(reel.codec, rate=reel.rate, options=reel.options))
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        for number in range(reel.frames):
            gray = av.VideoFrame.from_ndarray(_pixels(ground, number), format="gray")
            frame = gray.reformat(*size, format="yuv420p")
            frame.pts, frame.time_base = number, 1 / reel.rate
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))


def _pixels(ground: np.ndarray, number: int) -> np.ndarray:
    large = np.repeat(np.repeat(ground, 8, axis=0), 8, axis=1) // 2 + 64
    pixels = np.roll(large, number * 2, axis=1)[: SIZE[1]]
    for bit in range(BITS):
        left = bit * BLOCK
        pixels[:BLOCK, left : left + BLOCK] = 235 if number >> bit & 1 else 16
    return pixels


def stock(folder: str, names: list[str], take_number: int = 0) -> None:
    """Makes a take of each of these reels in the first workspace; prints their addresses by name, as JSON.

    Numbered 0 they are animatics; from 1 on verdicts are asked for.
    """
    addresses = {}
    for number, reel in enumerate(REELS):
        if reel.name in names:
            path = Path(folder) / f"{number}-{reel.name}"
            shoot(path, reel)
            addresses[reel.name] = taken(path, reel.name, reel.shots, take_number)
    json.dump(addresses, sys.stdout)


def taken(path: Path, name: str, seconds: Sequence[int], number: int = 0, model: str = "animatic") -> str:
    """Keeps a video as a ready take, with that number, of a new board with shots of these seconds, as if `model` had
    made it; its address."""
    from django.urls import reverse  # noqa: PLC0415  (the reels are read by tests beside their server)

    from storyboard.projects.making import NewShot, make_project  # noqa: PLC0415
    from storyboard.studio.people import first_workspace, owner_of  # noqa: PLC0415

    workspace = first_workspace()
    shots = [NewShot(each, f"Shot of {each}", "A kite.") for each in seconds]
    project = make_project(workspace, owner_of(workspace), f"Reel {name}", shots)
    kept(path, name, project, number, model=model)
    return reverse("take", args=[project.pk, number])


def stock_next(folder: str, project_id: str, number: int) -> None:
    """Makes a take of that number of a project's board as it stands; prints its address as JSON."""
    from django.urls import reverse  # noqa: PLC0415  (read by tests beside their server)

    from storyboard.projects.compiling import live_shots  # noqa: PLC0415
    from storyboard.projects.models import Project  # noqa: PLC0415

    project = Project.objects.get(pk=project_id)
    seconds = tuple(shot.seconds for shot in live_shots(project))
    reel, path = Reel(f"take {number}", Fraction(24), 24 * sum(seconds), seconds), Path(folder) / f"{number}.mp4"
    shoot(path, reel)
    kept(path, reel.name, project, number)
    json.dump(reverse("take", args=[project.pk, number]), sys.stdout)


def kept(
    path: Path,
    name: str,
    project: "Project",
    number: int = 0,
    shots: Sequence[tuple[int, int]] = (),
    model: str = "animatic",
) -> None:
    """Keeps a video as a ready take of a project, with that number, as if `model` had made it.

    It is of the board as it is, or of these shots: the place of each on the board, and its seconds.
    """
    from django.db import transaction  # noqa: PLC0415

    from storyboard.assets.models import AssetKind, AssetOrigin  # noqa: PLC0415
    from storyboard.assets.renditions import want_renditions  # noqa: PLC0415
    from storyboard.assets.storing import MediaFile, keep_asset  # noqa: PLC0415
    from storyboard.ids import new_token  # noqa: PLC0415
    from storyboard.studio.people import owner_of  # noqa: PLC0415
    from storyboard.takes.checking import check  # noqa: PLC0415
    from storyboard.takes.models import Generation, Take  # noqa: PLC0415
    from storyboard.takes.ordering import Wish, place_order  # noqa: PLC0415

    checked = check(path, lambda done: None)
    file = MediaFile(checked.path, checked.sha256, checked.media_type, **checked.shape)
    with transaction.atomic():  # no worker sees the order before it is done
        order = place_order(project, owner_of(project.workspace), Wish("animatic", new_token()))
        generation = Generation.objects.get(order=order)
        generation.state, generation.model = "done", model
        if shots:
            generation.shots = [{**generation.shots[place], "seconds": seconds} for place, seconds in shots]
        generation.save()
        asset = keep_asset(project.workspace_id, AssetKind.CLIP, AssetOrigin.TAKE, file, name=name)
        Take.objects.filter(generation=generation).update(state="ready", asset=asset, progress=100, number=number)
        Take.objects.filter(generation=generation, number__gt=0).update(render=1)
    want_renditions(asset)
