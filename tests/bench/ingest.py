"""How long it takes to make what pages show of a 15 s 4K clip, beside the ffmpeg command making the same files.

Run: `python -m tests.bench.ingest [rounds]`. The files are the poster in three sizes as AVIF and WebP, the hover strip
and the review proxy; the clip is that of `tests.bench.grab`, made here first. The product makes them step by step, so
that a card has its poster at once, and ffmpeg is asked for each step with a command of its own: the same frames and
sizes, and the same encoder with the same settings where both have it. Both are processes of their own with all cores,
take turns, and each goes first in every other round.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from storyboard.media.renditions import SIZES, TILES, spread
from tests.bench.grab import RATE, SECONDS, make_clip

TARGET = 1.2
FRAMES = RATE * SECONDS
OURS = """
import sys
from pathlib import Path
from storyboard.media.proxies import review_proxy
from storyboard.media.renditions import hover_strip, middle_poster
step, clip, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
if step == "poster": middle_poster(clip, folder)
if step == "strip": hover_strip(clip, folder / "strip.webp")
if step == "proxy": review_proxy(clip, folder / "proxy.mp4")
"""
STEPS = ("poster", "strip", "proxy")
AVIF = ("-c:v", "libaom-av1", "-still-picture", "1", "-cpu-used", "7", "-crf", "24")
WEBP = ("-c:v", "libwebp", "-quality", "82", "-compression_level", "4")
PROXY = (
    "-c:v", "libx264", "-preset", "veryfast", "-crf", "24", "-threads", "4", "-g", "12", "-bf", "0",
    "-sc_threshold", "0", "-c:a", "aac", "-b:a", "128k", "-ar", "48000", "-ac", "2", "-movflags", "+faststart",
)  # fmt: skip


def main() -> None:
    """Prints the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        raise SystemExit("There is no ffmpeg to compare with. Install the package ffmpeg.")
    totals: dict[str, list[float]] = {"ours": [0.0] * rounds, "theirs": [0.0] * rounds}
    with tempfile.TemporaryDirectory() as folder:
        clip = make_clip(Path(folder) / "clip.mp4")
        for step in STEPS:
            told = _compared(step, clip, Path(folder), ffmpeg, rounds)
            for name, times in told.items():
                totals[name] = [one + other for one, other in zip(totals[name], times, strict=True)]
    ratios = [one / other for one, other in zip(totals["ours"], totals["theirs"], strict=True)]
    print(f"all / ffmpeg: {median(ratios):.2f}, {min(ratios):.2f} to {max(ratios):.2f} (target: at most {TARGET})")


def _compared(step: str, clip: Path, folder: Path, ffmpeg: str, rounds: int) -> dict[str, list[float]]:
    told: dict[str, list[float]] = {"ours": [], "theirs": []}
    ours = (sys.executable, "-c", OURS, step, str(clip))
    for turn in range(rounds):
        sides: list[tuple[str, Callable[[Path], tuple[str, ...]]]] = [
            ("ours", lambda place: (*ours, str(place))),
            ("theirs", partial(_command, step, clip, ffmpeg)),
        ]
        for name, command in sides if turn % 2 else reversed(sides):
            place = folder / f"{step}-{name}-{turn}"
            place.mkdir()
            told[name].append(_seconds(command(place)))
            made = sorted(path.suffix for path in place.iterdir())
            if made != _expected(step):
                raise SystemExit(f"{name} made {made} in step {step}")
    print(f"  {step}: {median(told['ours']):5.1f} s, ffmpeg {median(told['theirs']):5.1f} s")
    return told


def _expected(step: str) -> list[str]:
    return {"poster": [".avif"] * 3 + [".webp"] * 3, "strip": [".webp"], "proxy": [".mp4"]}[step]


def _seconds(command: tuple[str, ...]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - start


def _command(step: str, clip: Path, ffmpeg: str, place: Path) -> tuple[str, ...]:
    head = (ffmpeg, "-v", "error", "-y")
    if step == "poster":
        middle = str(FRAMES // 2 / RATE)
        parts = [part for size in SIZES for part in _sizes(size, place)]
        return (*head, "-ss", middle, "-i", str(clip), *parts)
    if step == "strip":
        wanted = "+".join(f"eq(n\\,{number})" for number in spread(FRAMES, TILES))
        picked = f"select='{wanted}',scale=160:90,tile={TILES}x1"
        return (*head, "-i", str(clip), "-vf", picked, "-frames:v", "1", *WEBP, str(place / "strip.webp"))
    scaled = "scale=1280:720:out_color_matrix=bt709:out_range=tv,format=yuv420p"
    return (*head, "-i", str(clip), "-vf", scaled, *PROXY, str(place / "proxy.mp4"))


def _sizes(size: int, place: Path) -> tuple[str, ...]:
    one = ("-frames:v", "1", "-vf", f"scale={size}:-2", "-map", "0:v")
    return (*one, *AVIF, str(place / f"{size}.avif"), *one, *WEBP, str(place / f"{size}.webp"))


if __name__ == "__main__":
    main()
