"""What `doctor` looks at, each part by really using it."""

import asyncio
import shutil
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
from django.db import DatabaseError, connection, transaction

from storyboard import database
from storyboard.assets import bucket
from storyboard.environment import ProviderEnvironment
from storyboard.providers.http import Call, OutgoingError, ask
from storyboard.studio.models import ProviderAccount
from storyboard.studio.outside import door
from storyboard.studio.sealing import is_readable
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
        "object storage": _object_storage,
        "codecs": _codecs,
    }
    for part, look in parts.items():
        try:
            yield look()
        except Exception as error:  # noqa: BLE001  (whatever is wrong is the finding)
            yield Finding(part, "wrong", str(error).strip() or type(error).__name__)
    accounts = _accounts()
    yield from (_account(account) for account in accounts)
    for provider in settings.ENVIRONMENT.providers:
        if not any(account.provider == provider.kind and account.from_environment for account in accounts):
            yield from _provider(provider, any(account.provider == provider.kind for account in accounts))


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


def _object_storage() -> Finding:
    kept = bucket.configured()
    if kept is None:
        return Finding("object storage", "ok", "none; media are in the data folder")
    bucket.try_out()
    return Finding("object storage", "ok", f"the bucket {kept.name} takes a file and gives it back")


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


def _accounts() -> list[ProviderAccount]:
    """Every workspace's accounts; none where the database has trouble, which has a line of its own."""
    accounts = ProviderAccount.objects.select_related("workspace").order_by("provider", "created_at", "pk")
    try:
        with transaction.atomic():
            return list(accounts)
    except DatabaseError:
        return []


def _account(account: ProviderAccount) -> Finding:
    part = f"{account.provider} account “{account.name}” of {account.workspace}"
    if not is_readable(account):
        mend = "start with it in the environment" if account.from_environment else "type it again on its page"
        return Finding(part, "wrong", f"its key was encrypted under a secret key that is gone; {mend}")
    if account.absent_since:
        return Finding(part, "note", "the environment no longer names it; it takes no orders")
    if account.paused_at:
        return Finding(part, "note", f"paused: {account.pause_reason or 'no reason given'}")
    return _reached(part, account.url)


def _provider(provider: ProviderEnvironment, has_account: bool) -> Iterator[Finding]:
    """A provider that the environment may name and that is no account yet."""
    if provider.key:
        yield _reached(provider.kind, provider.url)
    elif not has_account:
        sentence = f"no account; set STORYBOARD_{provider.kind.upper()}_KEY or add one on the page of accounts"
        yield Finding(provider.kind, "note", sentence)


def _reached(part: str, url: str) -> Finding:
    """Asks an address for nothing in particular and without the key: any answer shows that it can be reached."""
    host = urlsplit(url).hostname
    try:
        asyncio.run(ask(door(), Call("HEAD", url), most_bytes=100_000, seconds=5))
    except OutgoingError as error:
        return Finding(part, "wrong", f"{host} {error}")
    return Finding(part, "ok", f"{host} can be reached")
