"""Object storage, where it is configured: every kept file lies there, and the data folder holds copies to work with.

A file goes by its SHA-256 there, and is there before any row names it, so that a row never promises what only one
machine has. Providers may put a result there themselves, apart from the kept files. No Django: the worker's children
use it.
"""

import errno
import functools
import hashlib
import ipaddress
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from storyboard import environment
from storyboard.environment import Bucket

# What an OSError says when the object storage cannot be reached or refuses; a disk never says it.
AWAY = errno.EHOSTUNREACH
CONNECT_SECONDS, READ_SECONDS, TRIES = 5, 30, 3
HEARD_SECONDS = 30.0
# A file that is wanted again is not told so more often.
WANTED_SECONDS = 600.0
# Object storage tells times in whole seconds, rounded down.
CLOCK_SECONDS = 1.0

_heard_at: dict[str, float] = {}


def configured() -> Bucket | None:
    """The object storage of this installation; None where files are in the data folder alone."""
    return environment.current().media


def is_away(error: BaseException) -> bool:
    """Whether an error means that the object storage could not be used."""
    return isinstance(error, OSError) and error.errno == AWAY


def put(path: Path, sha256: str, *, renew: bool = True) -> bool:
    """Has a finished file in the object storage, if there is one; whether it had to be sent. Where it is there already
    the object storage is told that it is wanted anew, so that nobody clears it away. Raises OSError."""
    bucket = configured()
    if bucket is None:
        return False
    if size_of(sha256) == path.stat().st_size:
        if renew:
            _renew(bucket, _key(bucket, sha256))
        return False
    with _spoken():
        _client(bucket).upload_file(str(path), bucket.name, _key(bucket, sha256))
    return True


def size_of(sha256: str) -> int | None:
    """How many bytes the object storage has of a file; None where it has none. Raises OSError."""
    bucket = _bucket()
    with _spoken():
        return _size(bucket, _key(bucket, sha256))


def forget(sha256: str, before: float) -> bool:
    """Removes a kept file that was last wanted before a time; False where it was wanted since. Raises OSError."""
    bucket = configured()
    if bucket is None:
        return True
    key = _key(bucket, sha256)
    with _spoken():
        wanted = _wanted_at(bucket, key)
        if wanted is not None and wanted + CLOCK_SECONDS > before:
            return False
        _client(bucket).delete_object(Bucket=bucket.name, Key=key)
    return True


def bring(sha256: str, target: Path) -> bool:
    """Puts a copy of a kept file where it is missing; False where the object storage has none. Raises OSError."""
    bucket = _bucket()
    target.parent.mkdir(parents=True, exist_ok=True)
    return _download(bucket, _key(bucket, sha256), target, sha256)


def incoming_address(name: str, asker: str, seconds: int) -> str | None:
    """An address where whoever has it may PUT one file, for so many seconds; None where `asker`, the address of who
    would, is elsewhere and cannot reach the object storage. Source: AWS Signature Version 4, query parameters."""
    bucket = configured()
    if bucket is None:
        return None
    with _spoken():
        parameters = {"Bucket": bucket.name, "Key": _incoming(bucket, name)}
        url: str = _client(bucket).generate_presigned_url("put_object", Params=parameters, ExpiresIn=seconds)
    return url if _is_public(url) or (_is_here(url) and _is_here(asker)) else None


def take_incoming(name: str, target: Path, most_bytes: int) -> bool:
    """Moves a file that somebody put there to this machine; False where none came, or one that is longer than any
    result. Raises OSError."""
    bucket = configured()
    if bucket is None:
        return False
    key = _incoming(bucket, name)
    with _spoken():
        size = _size(bucket, key)
    came = size is not None and 0 < size <= most_bytes and _download(bucket, key, target)
    if size is not None:
        with _spoken():
            _client(bucket).delete_object(Bucket=bucket.name, Key=key)
    return came


def answers() -> bool:
    """Whether the object storage answered within the last half minute or does now; True where there is none."""
    bucket = configured()
    if bucket is None or time.monotonic() - _heard_at.get(bucket.name, -HEARD_SECONDS) < HEARD_SECONDS:
        return True
    try:
        with _spoken():
            _client(bucket, patient=False).head_bucket(Bucket=bucket.name)
    except OSError:
        return False
    _heard_at[bucket.name] = time.monotonic()
    return True


def try_out() -> None:
    """Has the object storage take a file, give it back and forget it. Raises OSError."""
    bucket, content = _bucket(), b"doctor"
    place = {"Bucket": bucket.name, "Key": _incoming(bucket, f"doctor-{uuid.uuid4().hex}")}
    with _spoken():
        client = _client(bucket)
        client.put_object(**place, Body=content)
        same = client.get_object(**place)["Body"].read() == content
        client.delete_object(**place)
    if not same:
        raise OSError(AWAY, "the object storage gave other bytes than it was given")


def _bucket() -> Bucket:
    bucket = configured()
    if bucket is None:
        raise OSError(AWAY, "no object storage is configured")
    return bucket


def _key(bucket: Bucket, sha256: str) -> str:
    return f"{bucket.prefix}media/{sha256[:2]}/{sha256}"


def _incoming(bucket: Bucket, name: str) -> str:
    return f"{bucket.prefix}incoming/{name}"


@contextmanager
def _spoken() -> Iterator[None]:
    """Whatever the library raises, as an OSError that says so."""
    from boto3.exceptions import Boto3Error  # noqa: PLC0415  (an extra: there only where a bucket is configured)
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        raise OSError(AWAY, f"the object storage cannot be used: {error}") from error


@functools.cache
def _client(bucket: Bucket, *, patient: bool = True) -> Any:
    import boto3  # noqa: PLC0415
    from botocore.config import Config  # noqa: PLC0415

    config = Config(
        connect_timeout=CONNECT_SECONDS if patient else 1,
        read_timeout=READ_SECONDS if patient else 2,
        retries={"total_max_attempts": TRIES if patient else 1, "mode": "standard"},
        signature_version="s3v4",
        # Stores that only speak like Amazon's know no checksums in trailers.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        s3={"addressing_style": "path" if bucket.endpoint else "auto"},
    )
    return boto3.session.Session().client(
        "s3",
        endpoint_url=bucket.endpoint or None,
        region_name=bucket.region or None,
        aws_access_key_id=bucket.key or None,
        aws_secret_access_key=bucket.secret or None,
        config=config,
    )


def _size(bucket: Bucket, key: str) -> int | None:
    head = _head(bucket, key)
    return int(head["ContentLength"]) if head else None


def _head(bucket: Bucket, key: str) -> Any:
    """What the object storage says of a file; None where there is none."""
    from botocore.exceptions import ClientError  # noqa: PLC0415

    try:
        return _client(bucket).head_object(Bucket=bucket.name, Key=key)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] != 404:
            raise
        return None


def _wanted_at(bucket: Bucket, key: str) -> float | None:
    """When a file was sent there or last wanted anew; None where there is none."""
    head = _head(bucket, key)
    return float(head["LastModified"].timestamp()) if head else None


def _renew(bucket: Bucket, key: str) -> None:
    """Puts a file that lies there for some time in its own place: its time of change is then now."""
    with _spoken():
        wanted = _wanted_at(bucket, key)
        if wanted is None or time.time() - wanted < WANTED_SECONDS:
            return
        place = {"Bucket": bucket.name, "Key": key}
        _client(bucket).copy_object(**place, CopySource=place, MetadataDirective="REPLACE")


def _download(bucket: Bucket, key: str, target: Path, sha256: str = "") -> bool:
    """A file of the bucket at `target`, whole or not at all, with that digest if one is known; False where there is
    none."""
    aside = target.with_name(f"{target.name}.{uuid.uuid4().hex}")
    try:
        with _spoken():
            if _size(bucket, key) is None:
                return False
            with aside.open("wb") as file:
                _client(bucket).download_fileobj(bucket.name, key, file)
        if sha256:
            _check(aside, sha256)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return True


def _check(path: Path, sha256: str) -> None:
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            raise OSError(AWAY, f"the object storage gave other bytes than were kept as {sha256}")


def _is_public(url: str) -> bool:
    return urlsplit(url).scheme == "https" and not _is_inside(url)


def _is_here(url: str) -> bool:
    """Whether an address is one of this very machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_inside(url: str) -> bool:
    """Whether an address is plainly none of the internet: of a private network, or a name without a dot."""
    host = urlsplit(url).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".localhost", ".lan"))
