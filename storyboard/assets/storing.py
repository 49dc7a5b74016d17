"""Keeping files: once per content, under their SHA-256, moved into place only when whole.

A file may serve several workspaces underneath; nothing tells it, and it goes with the last row that names it.
"""

import hashlib
import os
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from storyboard.assets.models import Asset, AssetKind, AssetOrigin, Rendition
from storyboard.studio.models import Person

BLOCK = 1 << 20


@dataclass(frozen=True)
class MediaFile:
    """A finished file on this machine and what is known of it. `rate` is frames per second, for clips."""

    path: Path
    media_type: str
    width: int | None = None
    height: int | None = None
    frames: int | None = None
    rate: Fraction | None = None


EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "video/quicktime": "mov",
}


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, as 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def path_of(kept: Asset | Rendition) -> Path:
    """Where the bytes of a row lie on this machine."""
    return Path(default_storage.path(str(kept.file.name)))


def keep_file(path: Path, media_type: str) -> tuple[str, str]:
    """Moves a finished file into storage; returns its SHA-256 and its name there. A full disk raises OSError."""
    digest = sha256_of(path)
    name = f"{digest[:2]}/{digest}.{EXTENSIONS[media_type]}"
    target = Path(default_storage.path(name))
    target.parent.mkdir(parents=True, exist_ok=True)
    with path.open("rb") as file:
        os.fsync(file.fileno())
    path.replace(target)
    return digest, name


def keep_asset(workspace_id: str, kind: AssetKind, origin: AssetOrigin, file: MediaFile, **fields: object) -> Asset:
    """The workspace's asset with these bytes: the one it has, or a new one. The file is moved into storage."""
    size = file.path.stat().st_size
    digest, name = keep_file(file.path, file.media_type)
    asset = Asset.objects.filter(workspace_id=workspace_id, sha256=digest).first()
    if asset:
        return asset
    asset = Asset(
        workspace_id=workspace_id,
        kind=kind,
        origin=origin,
        sha256=digest,
        file=name,
        media_type=file.media_type,
        bytes=size,
        width=file.width,
        height=file.height,
        frames=file.frames,
        rate_numerator=file.rate.numerator if file.rate else None,
        rate_denominator=file.rate.denominator if file.rate else None,
        **fields,
    )
    try:
        with transaction.atomic():
            asset.save(force_insert=True)
    except IntegrityError:  # somebody else kept the same bytes in the same moment
        return Asset.objects.get(workspace_id=workspace_id, sha256=digest)
    return asset


def keep_rendition(asset: Asset, name: str, file: MediaFile) -> Rendition:
    """Moves a file made from an asset into storage; one of the same name is replaced."""
    _digest, stored = keep_file(file.path, file.media_type)
    fields = {"file": stored, "media_type": file.media_type, "width": file.width, "height": file.height}
    rendition, _made = Rendition.objects.update_or_create(asset=asset, name=name, defaults=fields)
    return rendition


def work_folder(job_id: str, lease: str) -> Path:
    """An empty folder for one claim of a job; what earlier claims of the same job left half done is removed."""
    settings.WORK_DIR.mkdir(parents=True, exist_ok=True)
    clear_work(job_id)
    folder: Path = settings.WORK_DIR / f"{job_id}.{lease}"
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
    file = MediaFile(copy, seen.media_type, seen.width, seen.height)
    return keep_asset(workspace_id, AssetKind.PICTURE, AssetOrigin.UPLOAD, file, name=name, created_by=person)
