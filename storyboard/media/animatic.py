"""Making the animatic: a real video of a board, drawn and encoded on this machine."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import av

from storyboard.media.board import ENGLISH, RATE, AnimaticBoard, Labels, Rendered
from storyboard.media.encoding import SETTINGS, encode
from storyboard.media.planes import frame_of
from storyboard.media.scenes import Film
from storyboard.media.sound import soundtrack
from storyboard.media.typefaces import Shelf, machine_shelf

_REPORT_EVERY = 12
# Frames drawn ahead of the encoder, to feed it while the next shot is being prepared; 3 MB each at 1080p.
_AHEAD = 24


def render(
    board: AnimaticBoard,
    path: Path,
    report: Callable[[float], None] = lambda share: None,
    labels: Labels = ENGLISH,
    shelf: Shelf | None = None,
) -> Rendered:
    """Writes the animatic of `board` to `path`: 24 frames a second, each shot exactly its seconds.

    `report` is told the share done, 0–1, every 12 frames and at the end. Same input, same bytes. Raises
    `PictureError` for a picture that cannot be used and `OSError` where the disk refuses (`ENOSPC` when it is
    full); the half-written file is then left, so give a temporary path and rename it afterwards.
    """
    film = Film(board, labels, shelf or machine_shelf())

    def after_frame(count: int) -> None:
        if count % _REPORT_EVERY == 0 and count < board.frames:
            report(count / board.frames)

    settings = SETTINGS[board.container]
    sound = soundtrack(tuple(shot.seconds for shot in board.shots))
    frames = encode(path, settings, board.size, drawn_ahead(film), sound, after_frame)
    report(1.0)
    return Rendered(
        path=path,
        width=board.size[0],
        height=board.size[1],
        frames=frames,
        rate=Fraction(RATE),
        seconds=board.seconds,
        video_codec={"libx264": "h264"}.get(settings.video_codec, "vp9"),
        audio_codec={"libopus": "opus"}.get(settings.audio_codec, "aac"),
        missing_characters=tuple(sorted(film.missing)),
    )


def drawn_ahead(film: Film) -> Iterator[av.VideoFrame]:
    """The film's frames, drawn by a second thread while the caller encodes (Pillow and FFmpeg let go of the GIL)."""
    frames = film.frames()

    def draw() -> av.VideoFrame | None:
        planes = next(frames, None)
        return frame_of(planes) if planes else None

    with ThreadPoolExecutor(1, "animatic") as drawer:
        waiting: deque[Future[av.VideoFrame | None]] = deque(drawer.submit(draw) for _ in range(_AHEAD))
        try:
            while (frame := waiting.popleft().result()) is not None:
                waiting.append(drawer.submit(draw))
                yield frame
        finally:
            drawer.shutdown(cancel_futures=True)
