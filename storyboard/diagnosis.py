"""What `doctor` looks at, each part by really using it."""

import shutil
import socket
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import av
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from storyboard import database
from storyboard.work.models import OPEN_JOBS, Job
from storyboard.work.runner import some_worker_is_alive

ENCODERS = ("libx264", "aac", "libvpx-vp9", "libopus")


@dataclass(frozen=True)
class Finding:
    """One part of the installation: state is ok, note or wrong."""

    part: str
    state: str
    sentence: str


def examine() -> Iterator[Finding]:
    """Looks at every part; a part in trouble never keeps the others from being looked at."""
    parts: dict[str, Callable[[], Finding]] = {
        "settings": _settings,
        "database": _database,
        "queue": _queue,
        "channel layer": _layer,
        "storage": _storage,
        "codecs": _codecs,
    }
    for part, look in parts.items():
        try:
            yield look()
        except Exception as error:  # noqa: BLE001  (whatever is wrong is the finding)
            yield Finding(part, "wrong", str(error).strip() or type(error).__name__)
    for provider in settings.ENVIRONMENT.providers:
        yield _provider(provider.kind, provider.url, bool(provider.key))


def _settings() -> Finding:
    warnings = settings.ENVIRONMENT.warnings
    if warnings:
        return Finding("settings", "note", " ".join(warnings))
    return Finding("settings", "ok", f"data folder {settings.DATA_DIR}")


def _database() -> Finding:
    database.check_reachable()
    if not database.is_migrated():
        return Finding("database", "wrong", "not migrated yet; run “manage.py up” or “manage.py migrate”")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Finding("database", "ok", f"{connection.display_name} answers and is migrated")


def _queue() -> Finding:
    waiting = Job.objects.filter(state__in=OPEN_JOBS).count()
    if some_worker_is_alive():
        return Finding("queue", "ok", f"a worker is alive, {waiting} jobs open")
    return Finding("queue", "note", f"no worker is running, {waiting} jobs open; “manage.py up” runs one")


def _layer() -> Finding:
    layer = get_channel_layer()
    channel, message = f"doctor.{uuid.uuid4().hex}", {"type": "doctor"}

    async def there_and_back() -> bool:
        await layer.group_add(channel, channel_name := await layer.new_channel())
        await layer.group_send(channel, message)
        return bool(await layer.receive(channel_name) == message)

    if not async_to_sync(there_and_back)():
        return Finding("channel layer", "wrong", "a message sent did not come back")
    return Finding("channel layer", "ok", "Redis" if settings.REDIS_URL else "in this process")


def _storage() -> Finding:
    name = default_storage.save(f"doctor/{uuid.uuid4().hex}", ContentFile(b"doctor"))
    try:
        with default_storage.open(name) as file:
            same = file.read() == b"doctor"
    finally:
        default_storage.delete(name)
    free = shutil.disk_usage(settings.DATA_DIR).free / 1e9
    if not same:
        return Finding("storage", "wrong", "a file written came back changed")
    return Finding("storage", "ok" if free > 2 else "note", f"writes and reads; {free:.0f} GB free")


def _codecs() -> Finding:
    missing = [name for name in ENCODERS if not _encodes(name)]
    if missing:
        return Finding("codecs", "wrong", f"PyAV lacks {', '.join(missing)}; install the wheel from the package index")
    return Finding("codecs", "ok", f"PyAV {av.__version__} has {', '.join(ENCODERS)}")


def _encodes(name: str) -> bool:
    try:
        return bool(av.Codec(name, "w"))
    except av.codec.codec.UnknownCodecError:
        return False


def _provider(kind: str, url: str, has_key: bool) -> Finding:
    if not has_key:
        return Finding(kind, "note", f"no key set (STORYBOARD_{kind.upper()}_KEY)")
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        socket.create_connection((parts.hostname or "", port), timeout=5).close()
    except OSError as error:
        return Finding(kind, "wrong", f"{parts.hostname} cannot be reached on port {port}: {error}")
    return Finding(kind, "ok", f"{parts.hostname} can be reached")
