"""Keeping files: once per content, under their SHA-256, moved into place only when whole.

A file may serve several workspaces underneath; nothing tells it, and it goes with the last row that names it. Where
there is object storage, that has the file already when it is moved into place here.
"""

import errno
import os
import shutil
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from storyboard.assets import bucket
from storyboard.assets.copies import at_hand, make_room_soon
from storyboard.assets.digests import settle
from storyboard.assets.models import Asset, AssetKind, AssetOrigin, AssetWord, Rendition
from storyboard.folding import words_of
from storyboard.media.forms import Form
from storyboard.studio.models import Person


@dataclass(frozen=True)
class MediaFile:
    """A finished, settled file on this machine and what is known of it.

    `rate` is frames per second, for clips; `seconds` are how long a clip or voice lasts.
    """

    path: Path
    sha256: str
    media_type: str
    width: int | None = None
    height: int | None = None
    frames: int | None = None
    rate: Fraction | None = None
    seconds: Fraction | None = None
    has_sound: bool | None = None


EXTENSIONS = {form.value.media_type: form.value.extension for form in Form} | {
    "application/json": "json",
    "application/pdf": "pdf",
    "text/plain": "txt",
}


def path_of(kept: Asset | Rendition) -> Path:
    """Where the bytes of a row lie on this machine. Raises OSError as `path_at` does."""
    return path_at(str(kept.file.name))


def path_at(name: str) -> Path:
    """Where a file lies on this machine, by its name in storage; it is brought here where only the object storage has
    it. Raises OSError where that is away."""
    return at_hand(Path(default_storage.path(name)))


def keep_file(file: MediaFile) -> str:
    """Moves a settled file into storage and returns its name there: a rename, quick enough for a transaction."""
    name = f"{file.sha256[:2]}/{file.sha256}.{EXTENSIONS[file.media_type]}"
    target = Path(default_storage.path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    os.utime(file.path)  # wanted just now, however long ago it was written
    _move(file.path, target)
    make_room_soon()
    return name


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # Another volume: copied beside the target first, so that nobody ever meets half a file.
        aside = target.with_name(f"{target.name}.{uuid.uuid4().hex}")
        shutil.copyfile(source, aside)
        settle(aside)
        aside.replace(target)
        source.unlink()


def keep_asset(workspace_id: str, kind: AssetKind, origin: AssetOrigin, file: MediaFile, **fields: object) -> Asset:
    """The workspace's asset with these bytes: the one it has, or a new one. The file is moved into storage."""
    name = keep_file(file)
    asset = Asset.objects.filter(workspace_id=workspace_id, sha256=file.sha256).first()
    if asset:
        return asset
    asset = Asset(workspace_id=workspace_id, kind=kind, origin=origin, **fields_of(file, name), **fields)
    try:
        with transaction.atomic():
            asset.save(force_insert=True)
            index_words([asset])
    except IntegrityError:  # somebody else kept the same bytes in the same moment
        return Asset.objects.get(workspace_id=workspace_id, sha256=file.sha256)
    return asset


def _milliseconds(file: MediaFile) -> int | None:
    seconds = file.seconds or (Fraction(file.frames) / file.rate if file.frames and file.rate else None)
    return round(seconds * 1000) if seconds is not None else None


def index_words(assets: Iterable[Asset]) -> None:
    """Has new assets found by the words of their names; takes are not searched for."""
    rows = [
        AssetWord(asset=asset, workspace_id=asset.workspace_id, kind=asset.kind, word=word, created_at=asset.created_at)
        for asset in assets
        if asset.origin != AssetOrigin.TAKE
        for word in words_of([asset.name])
    ]
    AssetWord.objects.bulk_create(rows, batch_size=2000)


def fields_of(file: MediaFile, name: str) -> dict[str, Any]:
    """What a row knows of its bytes, which lie in storage under that name."""
    return {
        "sha256": file.sha256,
        "file": name,
        "media_type": file.media_type,
        "bytes": default_storage.size(name),
        "width": file.width,
        "height": file.height,
        "frames": file.frames,
        "rate_numerator": file.rate.numerator if file.rate else None,
        "rate_denominator": file.rate.denominator if file.rate else None,
        "milliseconds": _milliseconds(file),
        "has_sound": file.has_sound,
    }


def keep_rendition(asset: Asset, name: str, file: MediaFile) -> Rendition:
    """Moves a file made from an asset into storage; one of the same name is replaced."""
    fields = {"file": keep_file(file), "media_type": file.media_type, "width": file.width, "height": file.height}
    rendition, _made = Rendition.objects.update_or_create(asset=asset, name=name, defaults=fields)
    return rendition


def kept_names() -> list[str]:
    """The names in storage of all files that rows name."""
    assets = Asset.objects.exclude(file="").values_list("file", flat=True)
    return sorted({*assets, *Rendition.objects.values_list("file", flat=True)})


def names_kept(names: Collection[str]) -> set[str]:
    """Those of some names in storage that assets and what was made from them name."""
    assets = Asset.objects.filter(file__in=names).values_list("file", flat=True)
    return {*assets, *Rendition.objects.filter(file__in=names).values_list("file", flat=True)}


def send_away(name: str) -> bool | None:
    """Has the object storage keep a file; whether it had to be sent, None where there is none. Raises OSError."""
    path = Path(default_storage.path(name))
    if path.is_file():
        return bucket.put(path, path.stem, renew=False)
    return None if bucket.size_of(path.stem) is None else False


def bring_home(name: str) -> bool | None:
    """Has this machine keep a file; whether it had to be brought, None where there is none. Raises OSError."""
    path = Path(default_storage.path(name))
    if path.is_file():
        return False
    return bucket.bring(path.stem, path) or None


def work_path(job_id: str, lease: str) -> Path:
    """Where one claim of a job puts its files."""
    return Path(settings.WORK_DIR) / f"{job_id}.{lease}"


def work_folder(job_id: str, lease: str) -> Path:
    """An empty folder for one claim of a job; what earlier claims of the same job left half done is removed."""
    settings.WORK_DIR.mkdir(parents=True, exist_ok=True)
    clear_work(job_id)
    folder = work_path(job_id, lease)
    folder.mkdir()
    return folder


def clear_work(job_id: str) -> None:
    """Removes whatever a job left in the work folder."""
    for folder in settings.WORK_DIR.glob(f"{job_id}.*"):
        for file in folder.iterdir():
            file.unlink(missing_ok=True)
        folder.rmdir()


def import_picture(workspace_id: str, person: Person | None, path: Path, name: str) -> Asset:
    """Copies a JPEG that came with Storyboard into a workspace."""
    from storyboard.media.probing import probe  # noqa: PLC0415  (only founding needs it)

    settings.WORK_DIR.mkdir(parents=True, exist_ok=True)
    copy: Path = settings.WORK_DIR / f"import-{path.name}"
    copy.write_bytes(path.read_bytes())
    seen = probe(copy)
    file = MediaFile(copy, settle(copy), seen.media_type, seen.width, seen.height)
    return keep_asset(workspace_id, AssetKind.PICTURE, AssetOrigin.UPLOAD, file, name=name, created_by=person)
