"""Object storage for tests: a server of its own on this machine that speaks like Amazon's, and can be away."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import boto3
import pytest
from moto.server import ThreadedMotoServer

from storyboard import environment
from storyboard.assets import bucket
from tests.machine.servers import free_port

NAME = "films"


class ObjectStorage:
    """A bucket behind an address."""

    def __init__(self) -> None:
        self.port = free_port()
        self.server: ThreadedMotoServer | None = None

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def be_there(self) -> None:
        """Listens, until `be_away`; it keeps what it has meanwhile."""
        self.server = ThreadedMotoServer(ip_address="127.0.0.1", port=self.port, verbose=False)
        self.server.start()

    def be_away(self) -> None:
        """Nobody listens on its port."""
        if self.server:
            self.server.stop()
        self.server = None
        bucket._heard_at.clear()

    @property
    def client(self) -> Any:
        """The way of somebody else to the bucket."""
        keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
        return boto3.client("s3", endpoint_url=self.endpoint, **keys)

    def names(self) -> set[str]:
        """Everything that lies there."""
        return {one["Key"] for one in self.client.list_objects_v2(Bucket=NAME).get("Contents", ())}


@contextmanager
def object_storage(monkeypatch: pytest.MonkeyPatch, options: str = "") -> Iterator[ObjectStorage]:
    """An installation that keeps its media in a bucket; everything begun in here, children too, uses it."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    storage = ObjectStorage()
    storage.be_there()
    # All servers of one process share what they keep.
    urlopen(Request(f"{storage.endpoint}/moto-api/reset", method="POST")).close()
    storage.client.create_bucket(Bucket=NAME)
    url = f"s3://key:secret@{NAME}/studio?endpoint={storage.endpoint}{options}"
    monkeypatch.setenv("STORYBOARD_MEDIA_URL", url)
    monkeypatch.setattr(bucket, "CONNECT_SECONDS", 1)
    environment.current.cache_clear()
    try:
        yield storage
    finally:
        storage.be_away()
        monkeypatch.delenv("STORYBOARD_MEDIA_URL")
        environment.current.cache_clear()


def forget_copies(folder: Path) -> int:
    """Loses every copy on this machine; how many there were."""
    files = [file for file in folder.glob("*/*") if file.is_file()]
    for file in files:
        file.unlink()
    return len(files)
