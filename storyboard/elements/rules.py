"""What stands between an element and an order: a pure function from what it holds to problems with stable codes.

A rule blocks an order, never the save. Source of every limit: Kling's elements page (advanced-custom-elements) and the
Runware schema, as kept in the studio's notes on providers:

- one frontal image, 1 to 3 extra images, at least one of them and different from the frontal (Kling; Runware refuses an
  empty list in practice);
- or exactly one reference video of 3 to 8 s (MP4 or MOV, 16:9 or 9:16, at most 200 MB);
- one voice, only with images;
- a description of at most 100 characters. Lengths are Unicode code points.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from storyboard.providers.problems import Problem, Rule, Severity

MAX_EXTRA = 3
MIN_VIDEO_SECONDS, MAX_VIDEO_SECONDS = 3, 8
MAX_VIDEO_BYTES = 200 * 1024 * 1024
DESCRIPTION_LIMIT = 100
VIDEO_RATIOS = (Fraction(16, 9), Fraction(9, 16))
RATIO_TOLERANCE = Fraction(2, 100)


@dataclass(frozen=True)
class Clip:
    """A reference video. `seconds` and `ratio` (width to height) are None where the file was not looked at yet."""

    seconds: Fraction | None
    ratio: Fraction | None
    bytes: int


@dataclass(frozen=True)
class Facts:
    """What an element holds. Images are asset ids; `voices` is how many there are."""

    source: str
    frontal: str = ""
    extras: tuple[str, ...] = ()
    videos: tuple[Clip, ...] = ()
    voices: int = 0
    description: str = ""
    approved: bool = True


def problems_of(facts: Facts, *, only_approved: bool = False) -> list[Problem]:
    """Everything that stands between an element and an order. `only_approved` is the workspace's setting."""
    media = _video_problems(facts) if facts.source == "video" else _image_problems(facts)
    return [*media, *_text_problems(facts), *_approval_problems(facts, only_approved)]


def _blocks(code: str, path: str, limit: int | None = None, found: int | None = None) -> Problem:
    return Problem(code, path, Severity.BLOCKS, Rule.PROVIDER, limit, found)


def _warns(code: str, path: str, limit: int | None = None, found: int | None = None) -> Problem:
    return Problem(code, path, Severity.WARNS, Rule.PROVIDER, limit, found)


def _image_problems(facts: Facts) -> Iterator[Problem]:
    if not facts.frontal:
        yield _blocks("element_no_frontal", "frontal", 1, 0)
    if not facts.extras:
        yield _blocks("element_needs_extra", "extras", 1, 0)
    if len(facts.extras) > MAX_EXTRA:
        yield _blocks("element_too_many_extra", "extras", MAX_EXTRA, len(facts.extras))
    if facts.frontal and facts.frontal in facts.extras:
        yield _blocks("element_extra_is_frontal", "extras")


def _video_problems(facts: Facts) -> Iterator[Problem]:
    if len(facts.videos) != 1:
        yield _blocks("element_no_video", "video", 1, len(facts.videos))
    for clip in facts.videos:
        yield from _clip_problems(clip)
    if facts.voices:
        yield _blocks("element_voice_with_video", "voice")


def _clip_problems(clip: Clip) -> Iterator[Problem]:
    if clip.seconds is not None and clip.seconds < MIN_VIDEO_SECONDS:
        yield _blocks("element_video_length", "video", MIN_VIDEO_SECONDS, int(clip.seconds))
    if clip.seconds is not None and clip.seconds > MAX_VIDEO_SECONDS:
        yield _blocks("element_video_length", "video", MAX_VIDEO_SECONDS, -int(-clip.seconds // 1))
    if clip.ratio is not None and all(abs(clip.ratio - ratio) > RATIO_TOLERANCE for ratio in VIDEO_RATIOS):
        yield _warns("element_video_shape", "video")
    if clip.bytes > MAX_VIDEO_BYTES:
        yield _blocks("element_video_size", "video", MAX_VIDEO_BYTES, clip.bytes)


def _text_problems(facts: Facts) -> Iterator[Problem]:
    found = len(facts.description.strip())
    if found > DESCRIPTION_LIMIT:
        yield _warns("description_long", "description", DESCRIPTION_LIMIT, found)


def _approval_problems(facts: Facts, only_approved: bool) -> Iterator[Problem]:
    if only_approved and not facts.approved:
        yield Problem("element_not_approved", "approval", Severity.BLOCKS, Rule.HOUSE)
