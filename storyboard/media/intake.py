"""Taking a file in: what it is, told by its bytes; whether it is taken; and a cleaned copy of it.

Nothing of the name counts. What is stored shows what the original shows and says nothing of who made it, where and
with what: see `cleaning` for pictures, `remuxing` for clips and voices. The same bytes give the same cleaned bytes,
so that the SHA-256 of the cleaned file stands for it.

Memory. A picture takes 4 bytes for each pixel, twice where it is turned or converted, and its file: half a gigabyte
for 63 megapixels (WebP, whose decoder keeps a copy, two thirds of one). A clip or voice takes what FFmpeg needs for a
handful of frames, whatever its length. `guarded` sets a hard bound.
"""

import hashlib
from pathlib import Path

from storyboard.media.cleaning import clean_picture
from storyboard.media.errors import Code, Exhausted, Refused
from storyboard.media.forms import Form, form_of
from storyboard.media.pictures import DAMAGE
from storyboard.media.probing import Kind
from storyboard.media.remuxing import remux
from storyboard.media.taken import Limits, Taken

__all__ = ["Limits", "Taken", "take_in"]


def take_in(source: Path, folder: Path, limits: Limits = Limits()) -> Taken:  # noqa: B008 - frozen
    """Writes a cleaned copy of `source` into `folder` and tells what it is.

    Raises a `MediaError` with a code for everything that is not taken, and `OSError` where the disk refuses;
    nothing is left in `folder` then.
    """
    target = folder / "taken"
    try:
        return _take_in(source, target, limits)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _take_in(source: Path, target: Path, limits: Limits) -> Taken:
    form = form_of(source)
    _check_bytes(source, form, limits)
    try:
        if form.value.kind is Kind.PICTURE:
            return _picture(source, form, target, limits)
        return _clip_or_voice(source, form, target, limits)
    except MemoryError as error:
        raise Exhausted(source, "it takes more memory than there is", Code.TOO_MUCH_MEMORY) from error
    except DAMAGE as error:
        raise Refused(source, f"the file is damaged ({error})", Code.DAMAGED) from error


def _check_bytes(source: Path, form: Form, limits: Limits) -> None:
    found, most = source.stat().st_size, limits.bytes_for(form.value.kind)
    if found > most:
        reason = f"{found / 1e6:.1f} MB; at most {most / 1e6:.0f} MB are taken"
        raise Refused(source, reason, Code.TOO_MANY_BYTES, {"found": found, "most": most})


def _picture(source: Path, form: Form, target: Path, limits: Limits) -> Taken:
    clean = clean_picture(source, form, target, limits)
    path, digest = _settled(target, clean.form)
    facts = clean.form.value
    return Taken(
        path=path,
        kind=facts.kind,
        media_type=facts.media_type,
        extension=facts.extension,
        width=clean.width,
        height=clean.height,
        frames=1,
        rate=None,
        seconds=None,
        has_audio=False,
        sha256=digest,
    )


def _clip_or_voice(source: Path, form: Form, target: Path, limits: Limits) -> Taken:
    seen = remux(source, form, target, limits)
    path, digest = _settled(target, seen.form)
    facts = seen.form.value
    return Taken(
        path=path,
        kind=facts.kind,
        media_type=facts.media_type,
        extension=facts.extension,
        width=seen.width,
        height=seen.height,
        frames=seen.frames,
        rate=seen.rate,
        seconds=seen.seconds,
        has_audio=seen.has_audio,
        sha256=digest,
    )


def _settled(target: Path, form: Form) -> tuple[Path, str]:
    """Gives the finished file its extension; returns where it is, and its SHA-256."""
    path = target.with_suffix(f".{form.value.extension}")
    target.replace(path)
    with path.open("rb") as file:
        return path, hashlib.file_digest(file, "sha256").hexdigest()
