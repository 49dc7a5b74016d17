"""The videos: animatics of what was ordered, drawn in a child process when somebody first asks for the file.

What is drawn follows from the order and the result's seed alone, so a file that was thrown away to save room is simply
drawn again.
"""

import asyncio
import multiprocessing
import os
import re
import signal
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import pairwise
from multiprocessing.connection import wait
from pathlib import Path
from typing import Literal

from storyboard.media.animatic import drawn_ahead
from storyboard.media.board import ENGLISH, AnimaticBoard, AnimaticShot, Container, Picture, Ratio
from storyboard.media.encoding import SETTINGS, encode
from storyboard.media.errors import PictureError
from storyboard.media.scenes import Film
from storyboard.media.sound import soundtrack
from storyboard.media.typefaces import machine_shelf

Tier = Literal["std", "pro", "4k"]

MOST_FILES = 200
SMALL: dict[Ratio, int] = {"16:9": 270, "9:16": 270, "1:1": 480}
"""The shorter side in pixels, so that the longer one is 480."""
FULL: dict[Tier, dict[Ratio, int]] = {
    "std": {"16:9": 720, "9:16": 720, "1:1": 960},
    "pro": {"16:9": 1080, "9:16": 1080, "1:1": 1440},
    "4k": {"16:9": 2160, "9:16": 2160, "1:1": 2880},
}
"""Source: notes 1.4, sizes."""

_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s+")
_SECONDS_A_SHOT = 3
_RATIOS: dict[Ratio, float] = {"16:9": 16 / 9, "9:16": 9 / 16, "1:1": 1.0}


@dataclass(frozen=True)
class Scenes:
    """What a video is drawn from. `shots`: prompts with their whole seconds; `title` stands at the foot."""

    shots: tuple[tuple[str, int], ...]
    ratio: Ratio = "16:9"
    tier: Tier = "4k"
    container: Container = "mp4"
    with_sound: bool = False
    first: Path | None = None
    last: Path | None = None
    title: str = ""

    @property
    def seconds(self) -> int:
        return sum(seconds for _, seconds in self.shots)


def planned(prompt: str, seconds: int) -> tuple[tuple[str, int], ...]:
    """One prompt as the shots that the provider's “intelligence” might make of it: of about three seconds each."""
    sentences = [part for part in _SENTENCE_END.split(prompt.strip()) if part] or [prompt]
    count = max(1, min(seconds // _SECONDS_A_SHOT, 6, len(sentences)))
    edges = [round(index * len(sentences) / count) for index in range(count + 1)]
    parts = [" ".join(sentences[left:right]) for left, right in pairwise(edges)]
    lengths = [seconds // count + (index < seconds % count) for index in range(count)]
    return tuple(zip(parts, lengths, strict=True))


def ratio_of(width: int, height: int) -> Ratio:
    """The nearest of the three ratios."""
    return min(_RATIOS, key=lambda ratio: abs(_RATIOS[ratio] - width / height))


def film(scenes: Scenes, shorter_side: int, path: Path) -> None:
    """Draws the scenes into `path`, leaving out pictures that cannot be read. Raises OSError where the disk refuses."""
    try:
        _film(scenes, shorter_side, path)
    except PictureError:
        _film(replace(scenes, first=None, last=None), shorter_side, path)


def _film(scenes: Scenes, shorter_side: int, path: Path) -> None:
    board = AnimaticBoard(
        title=_drawable(scenes.title),
        shots=tuple(
            AnimaticShot(number, "", _drawable(prompt), seconds)
            for number, (prompt, seconds) in enumerate(scenes.shots, start=1)
        ),
        first_frame=Picture(scenes.first) if scenes.first else None,
        last_frame=Picture(scenes.last) if scenes.last else None,
        ratio=scenes.ratio,
        height_class=shorter_side,
        container=scenes.container,
    )
    sound = soundtrack(tuple(shot.seconds for shot in board.shots)) if scenes.with_sound else None
    frames = drawn_ahead(Film(board, ENGLISH, machine_shelf()))
    encode(path, SETTINGS[board.container], board.size, frames, sound)


def _drawable(text: str) -> str:
    """The text without what is no character at all (lone surrogates)."""
    return text.encode("utf-8", "replace").decode("utf-8")


class Studio:
    """Draws files on demand, `workers` at a time, and keeps the last ones."""

    def __init__(
        self, folder: Path, *, full_size: bool = False, workers: int = 1, most_files: int = MOST_FILES
    ) -> None:
        self.folder = folder
        self.full_size = full_size
        self._workers = workers
        self._most_files = most_files
        self._pool: ProcessPoolExecutor | None = None
        self._drawing: OrderedDict[str, asyncio.Task[Path]] = OrderedDict()

    async def read(self, name: str, scenes: Scenes) -> bytes:
        """The content of the file of that name, drawn now if it is not there. Raises OSError."""
        path = await self._file(name, scenes)
        try:
            return await asyncio.to_thread(path.read_bytes)
        except FileNotFoundError:
            # Thrown away to make room between the two lines above.
            return await asyncio.to_thread((await self._file(name, scenes)).read_bytes)

    async def _file(self, name: str, scenes: Scenes) -> Path:
        drawing = self._drawing.get(name)
        if drawing is None or (drawing.done() and not (self.folder / name).exists()):
            drawing = self._drawing[name] = asyncio.create_task(self._draw(name, scenes))
        self._drawing.move_to_end(name)
        path = await asyncio.shield(drawing)
        self._make_room()
        return path

    def close(self) -> None:
        """Ends the child processes."""
        if self._pool:
            for process in list((self._pool._processes or {}).values()):  # noqa: SLF001  (it offers no other way)
                process.kill()
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    async def _draw(self, name: str, scenes: Scenes) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        path, unfinished = self.folder / name, self.folder / f"unfinished-{name}"
        side = FULL[scenes.tier][scenes.ratio] if self.full_size else SMALL[scenes.ratio]
        try:
            await self._in_child(scenes, side, unfinished)
        except BrokenProcessPool:
            # Somebody killed the child; a new one gets one more chance.
            self.close()
            await self._in_child(scenes, side, unfinished)
        return unfinished.replace(path)

    async def _in_child(self, scenes: Scenes, side: int, path: Path) -> None:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=_begin)
        await asyncio.get_running_loop().run_in_executor(self._pool, film, scenes, side, path)

    def _make_room(self) -> None:
        finished: Sequence[str] = [name for name, drawing in self._drawing.items() if drawing.done()]
        for name in finished[: max(len(self._drawing) - self._most_files, 0)]:
            del self._drawing[name]
            (self.folder / name).unlink(missing_ok=True)


def _begin() -> None:
    """What a child does first: Ctrl+C is its parent's to handle, and it must not outlive that parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
